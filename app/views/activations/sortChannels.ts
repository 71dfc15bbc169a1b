import type { ChannelActivity } from '../../../src/index.ts';

export const CHANNEL_COLUMNS = [
  'channel',
  'apoz',
  'apozAfterPool',
  'mean',
  'standardDeviation',
  'maximum',
  'awakeShare',
] as const;
export type ChannelColumn = (typeof CHANNEL_COLUMNS)[number];

export interface ChannelOrder {
  readonly by: ChannelColumn;
  readonly descending: boolean;
}

/** Channels by one column; of equal ones the earlier first, and those without a value last. */
export function sortChannels(
  channels: readonly ChannelActivity[],
  { by, descending }: ChannelOrder,
): readonly ChannelActivity[] {
  const sign = descending ? -1 : 1;
  const read = (channel: ChannelActivity) => channel[by] ?? sign * Number.POSITIVE_INFINITY;
  return channels.toSorted((a, b) => {
    const [first, second] = [read(a), read(b)];
    return first === second ? a.channel - b.channel : sign * (first - second);
  });
}

/** The kept channel that the fewest images wake, of equal ones the one with more zeros; undefined where none is kept. */
export function findSleepiest(channels: readonly ChannelActivity[]): ChannelActivity | undefined {
  return channels
    .filter(({ kept }) => kept)
    .toSorted((a, b) => a.awakeShare - b.awakeShare || b.apoz - a.apoz || a.channel - b.channel)[0];
}
