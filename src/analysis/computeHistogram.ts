import { computeMean, computeStandardDeviation } from '../base/stats.ts';
import { isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import type { LayerHistogram } from './histogram.ts';
import { gatherKept } from './weights/gatherKept.ts';

/** The kept weights of one layer, biases left out. */
function gatherLayer(weights: Weights, masks: Masks, layer: string): Float32Array {
  const name = `${layer}.weight`;
  return gatherKept(weights[name]!.values, masks[name]);
}

/** The largest magnitude of some weights; not a number where one of them is not. */
function computeReach(values: Float32Array): number {
  return values.reduce((reach, value) => Math.max(reach, Math.abs(value)), 0);
}

/** `[−reach, reach]`, or `[−1, 1]` where there is nothing to span. */
function toDomain(reach: number): readonly [number, number] {
  return reach > 0 && Number.isFinite(reach) ? [-reach, reach] : [-1, 1];
}

/**
 * Kept weights of one layer in equal bins. A bin holds its lower edge; the last one its upper edge too.
 *
 * The domain is ± the largest kept magnitude where none is given; weights outside a given one count in the bin at its end.
 */
export function computeHistogram(
  weights: Weights,
  masks: Masks,
  layer: string,
  options: { readonly bins: number; readonly domain?: readonly [number, number] },
): LayerHistogram {
  const kept = gatherLayer(weights, masks, layer);
  const domain = options.domain ?? toDomain(computeReach(kept));
  const counts = new Array<number>(options.bins).fill(0);
  const scale = options.bins / (domain[1] - domain[0]);
  for (const value of kept) {
    const bin = Math.min(options.bins - 1, Math.max(0, Math.floor((value - domain[0]) * scale)));
    counts[bin] = counts[bin]! + 1;
  }
  return {
    layer,
    domain,
    counts,
    pruned: weights[`${layer}.weight`]!.values.length - kept.length,
    mean: computeMean(kept),
    standardDeviation: computeStandardDeviation(kept),
  };
}

interface SnapshotWeights {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
}

/** Histograms of all layers of several snapshots, a list per snapshot; layers of the same name share their bins. */
export function computeHistograms(
  snapshots: readonly SnapshotWeights[],
  { bins }: { readonly bins: number },
): readonly (readonly LayerHistogram[])[] {
  const reaches = new Map<string, number>();
  for (const { spec, weights, masks } of snapshots) {
    for (const { name } of spec.nodes.filter(isWeightedNode)) {
      const reach = computeReach(gatherLayer(weights, masks, name));
      reaches.set(name, Math.max(reaches.get(name) ?? 0, reach));
    }
  }
  return snapshots.map(({ spec, weights, masks }) =>
    spec.nodes
      .filter(isWeightedNode)
      .map(({ name }) =>
        computeHistogram(weights, masks, name, { bins, domain: toDomain(reaches.get(name)!) }),
      ),
  );
}
