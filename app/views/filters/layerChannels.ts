import type { ChannelGroup, NetworkSpec } from '../../../src/index.ts';
import { channelGroups } from './engine.ts';

/** What goes with the channels of a layer. */
export interface LayerChannels {
  /** The layer that stands for all whose channels are joined. */
  readonly lead: string;
  /** All layers whose channels are joined, this one among them. */
  readonly layers: readonly string[];
  /** `[channels]`: the unit that each belongs to; −1 where it cannot go. */
  readonly unitOf: Int32Array;
  /** `[units]`: the first channel of this layer in each; −1 where there is none. */
  readonly channelOf: Int32Array;
  /** Layers that read them, and lose these inputs. */
  readonly readers: readonly string[];
}

const known = new WeakMap<NetworkSpec, readonly ChannelGroup[]>();

function groupsOf(spec: NetworkSpec): readonly ChannelGroup[] {
  const groups = known.get(spec) ?? channelGroups(spec);
  known.set(spec, groups);
  return groups;
}

const layerOf = (weight: string) => weight.slice(0, weight.lastIndexOf('.'));

/** The units of a layer's channels; undefined where none of them can go: they are the classes, or added to the input. */
export function maybeLayerChannels(spec: NetworkSpec, layer: string): LayerChannels | undefined {
  for (const group of groupsOf(spec)) {
    const own = group.slices.find(({ role, weight }) => role === 'own' && weight === `${layer}.weight`);
    if (!own) continue;
    const channelOf = new Int32Array(group.units).fill(-1);
    for (const [channel, unit] of own.units.entries()) {
      if (unit >= 0 && channelOf[unit] === -1) channelOf[unit] = channel;
    }
    const readers = group.slices.filter(({ role }) => role === 'reader').map(({ weight }) => layerOf(weight));
    return {
      lead: group.layer,
      layers: group.layers,
      unitOf: own.units,
      channelOf,
      readers: [...new Set(readers)],
    };
  }
  return undefined;
}
