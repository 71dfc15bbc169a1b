import type { ChannelGroup, LayerCost, PrunableLayer } from '../../../src/index.ts';
import type { Shares } from './shares.ts';

/** How much of one axis of a layer's weight belongs to the units of a prunable layer, 0…1. */
interface AxisPart {
  readonly layer: string;
  readonly part: number;
}

/** A layer's numbers, and whose units its weights go with. */
export interface CountedLayer {
  readonly weights: number;
  readonly macs: number;
  /** Along the axis of its outputs; where units lie within the layer, all of it is its own. */
  readonly own: readonly AxisPart[];
  /** Along the axis of its inputs, which go with the channels of earlier layers. */
  readonly read: readonly AxisPart[];
}

/** The layers as `computeKeptShare` counts them, for units that lie within a layer. */
export function countWithin(
  costs: readonly LayerCost[],
  layers: readonly PrunableLayer[],
): readonly CountedLayer[] {
  const prunable = new Set(layers.map(({ layer }) => layer));
  return costs.map(({ name, weights, macs }) => ({
    weights,
    macs,
    own: prunable.has(name) ? [{ layer: name, part: 1 }] : [],
    read: [],
  }));
}

/** The same for channels, which take with them what reads them. */
export function countChannels(
  costs: readonly LayerCost[],
  groups: readonly ChannelGroup[],
): readonly CountedLayer[] {
  const partsOf = (weight: string, role: 'own' | 'reader') =>
    groups.flatMap(({ layer, slices }): AxisPart[] =>
      slices
        .filter((slice) => slice.weight === weight && slice.role === role)
        .map(({ units }) => ({ layer, part: units.filter((unit) => unit >= 0).length / units.length })),
    );
  return costs.map(({ name, weights, macs }) => ({
    weights,
    macs,
    own: partsOf(`${name}.weight`, 'own'),
    read: partsOf(`${name}.weight`, 'reader'),
  }));
}

/**
 * Share of all weights or MACs that is left when each layer loses such a share of its units, 0…1: (1 − pruned outputs) ·
 * (1 − pruned inputs) of each weight. Exact but for the rounding to whole units.
 */
export function computeKeptShare(
  layers: readonly CountedLayer[],
  shares: Shares,
  of: 'weights' | 'macs',
): number {
  const lostOf = (parts: readonly AxisPart[]) =>
    parts.reduce((sum, { layer, part }) => sum + part * (shares[layer] ?? 0), 0);
  let all = 0;
  let kept = 0;
  for (const layer of layers) {
    all += layer[of];
    kept += layer[of] * (1 - lostOf(layer.own)) * (1 - lostOf(layer.read));
  }
  return all === 0 ? 1 : kept / all;
}
