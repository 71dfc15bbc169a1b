import { type ChannelGroup, channelGroups } from './channelGroups.ts';
import type { NetworkSpec } from './spec.ts';

const AXIS_NAMES: Readonly<Record<ChannelGroup['slices'][number]['role'], string>> = {
  own: 'channel',
  bias: 'channel',
  scale: 'channel',
  shift: 'channel',
  statistics: 'channel',
  reader: 'input',
};

/** The weight, or the whole batch normalisation, all of whose vectors lose the same channel. */
function nameOf(weight: string, role: ChannelGroup['slices'][number]['role']): string {
  const isNorm = role === 'scale' || role === 'shift' || role === 'statistics';
  return isNorm ? weight.slice(0, weight.lastIndexOf('.')) : weight;
}

/** `3`, `0 to 15`, `3, 53, 103, … (16)`. */
function describePlaces(places: readonly number[]): string {
  if (places.length <= 3) return places.join(', ');
  const [first] = places as readonly [number];
  const last = places.at(-1)!;
  if (last - first === places.length - 1) return `${first} to ${last}`;
  return `${places.slice(0, 3).join(', ')}, … (${places.length})`;
}

/**
 * What goes with one channel of a layer, in words: `pruning channel 3 of conv1 also removes channel 3 of conv1.bias, input 3
 * of conv2.weight`; or why it cannot go.
 */
export function describeCoupling(spec: NetworkSpec, layer: string, channel: number): string {
  for (const group of channelGroups(spec)) {
    const own = group.slices.find(({ role, weight }) => role === 'own' && weight === `${layer}.weight`);
    const unit = own?.units[channel];
    if (unit === undefined || unit < 0) continue;
    const parts = group.slices
      .filter((slice) => slice !== own)
      .map(({ weight, role, units }) => {
        const places = [...units.keys()].filter((place) => units[place] === unit);
        if (places.length === 0) return undefined;
        return `${AXIS_NAMES[role]} ${describePlaces(places)} of ${nameOf(weight, role)}`;
      })
      .filter((part) => part !== undefined);
    return `pruning channel ${channel} of ${layer} also removes ${[...new Set(parts)].join(', ')}`;
  }
  return `channel ${channel} of ${layer} cannot be pruned: it reaches the network's output, or is added to its input`;
}

/** The groups of a network, a line each, with what goes with the first channel of each. */
export function describeGroups(spec: NetworkSpec): string {
  return channelGroups(spec)
    .map((group) => {
      const joined = group.layers.length > 1 ? ` (joined: ${group.layers.join(', ')})` : '';
      return `${group.layer}: ${group.units} channels${joined}\n  ${describeCoupling(spec, group.layer, 0)}\n`;
    })
    .join('');
}
