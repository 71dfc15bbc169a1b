import type { KernelTile } from '../../charts/kernels/picture.ts';
import type { LayerChannels } from './layerChannels.ts';
import type { LayerRanks } from './ranks.ts';

export interface TilesInput {
  /** Filters of the layer. */
  readonly count: number;
  readonly channels: LayerChannels | undefined;
  readonly ranks: LayerRanks | undefined;
  readonly chosen: ReadonlySet<number>;
  readonly isGone: (channel: number) => boolean;
}

/** The filters of a layer in the order in which they are shown: by rank, the least important first, pruned ones last. */
export function listTiles({ count, channels, ranks, chosen, isGone }: TilesInput): readonly KernelTile[] {
  const rankOf = (channel: number) => {
    const rank = isGone(channel) ? undefined : ranks?.rankOf.get(channels?.unitOf[channel] ?? -1);
    return rank ?? Number.POSITIVE_INFINITY;
  };
  const order = Array.from({ length: count }, (_, channel) => channel);
  if (ranks) {
    const keys = order.map(rankOf);
    order.sort((a, b) => (keys[a] === keys[b] ? a - b : keys[a]! - keys[b]!));
  }
  return order.map((index) => {
    const rank = rankOf(index);
    return {
      index,
      name: String(index),
      mark: isGone(index) ? 'gone' : chosen.has(index) ? 'chosen' : 'none',
      share: ranks && Number.isFinite(rank) ? rank / ranks.kept : null,
    };
  });
}
