import { type ChannelGroup, channelGroups, forEachInSlice } from '../network/channelGroups.ts';
import { listWeights, sizeOf } from '../network/listWeights.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import type { MaskDraft } from './maskDraft.ts';
import type { GranularityId } from './prune.ts';

/** A layer as one granularity sees it. */
export interface PrunableLayer {
  readonly layer: string;
  readonly units: number;
  /** `[units]`: 1 kept, 0 pruned. */
  readKept(weights: Weights, masks: Masks): Uint8Array;
  /** Masks the units flagged in `cut` (`[units]`). */
  prune(cut: Uint8Array, weights: Weights, draft: MaskDraft): void;
}

/** What a unit is. */
export interface Granularity {
  readonly id: GranularityId;
  /** The layers that have such units, in the order of the network. Throws as inferShapes. */
  listLayers(spec: NetworkSpec): readonly PrunableLayer[];
}

/** Units are single weights, of every layer with weights; biases are none. */
const WEIGHT: Granularity = {
  id: 'weight',
  listLayers: (spec) =>
    listWeights(spec)
      .filter(({ role }) => role === 'weight')
      .map(({ name, node, shape }) => ({
        layer: node,
        units: sizeOf(shape),
        readKept: (_weights, masks) => masks[name]?.slice() ?? new Uint8Array(sizeOf(shape)).fill(1),
        prune(cut, _weights, draft) {
          const mask = draft.edit(name);
          for (let unit = 0; unit < cut.length; unit++) if (cut[unit]) mask[unit] = 0;
        },
      })),
};

/** 1 for each channel of which any weight of the group is kept. */
function readKeptChannels(group: ChannelGroup, weights: Weights, masks: Masks): Uint8Array {
  const kept = new Uint8Array(group.channels);
  for (const slice of group.slices) {
    const mask = masks[slice.weight];
    const { shape } = weights[slice.weight]!;
    for (let channel = 0; channel < group.channels; channel++) {
      if (kept[channel]) continue;
      if (!mask) kept[channel] = 1;
      else
        forEachInSlice(slice, shape, channel, (index) => {
          if (mask[index]) kept[channel] = 1;
        });
    }
  }
  return kept;
}

/**
 * Units are output channels (filters of a convolution, neurons of a dense layer) with their whole group: own weights,
 * bias, and what later layers read of them. A channel of which anything is kept is not pruned yet.
 */
const FILTER: Granularity = {
  id: 'filter',
  listLayers: (spec) =>
    channelGroups(spec).map((group) => ({
      layer: group.layer,
      units: group.channels,
      readKept: (weights, masks) => readKeptChannels(group, weights, masks),
      prune(cut, weights, draft) {
        for (let unit = 0; unit < cut.length; unit++) {
          if (!cut[unit]) continue;
          for (const slice of group.slices) {
            const mask = draft.edit(slice.weight);
            forEachInSlice(slice, weights[slice.weight]!.shape, unit, (index) => {
              mask[index] = 0;
            });
          }
        }
      },
    })),
};

/** All granularities by id. */
export const GRANULARITIES: Readonly<Record<GranularityId, Granularity>> = {
  weight: WEIGHT,
  filter: FILTER,
};
