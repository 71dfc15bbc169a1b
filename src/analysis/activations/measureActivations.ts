import { createProgressMeter } from '../../base/progress.ts';
import type { ImageSplit } from '../../data/dataset.ts';
import type { Engine, RunOptions, ZeroCount } from '../../engine/engine.ts';
import type { ObservedActivation } from '../../engine/observedActivation.ts';
import type { NetworkState } from '../../network/networkState.ts';
import { isWeightedNode, type NetworkSpec } from '../../network/spec.ts';
import { type ActivationReport, NEAR_ZERO } from './activationReport.ts';
import { computeActivationMacs } from './computeActivationMacs.ts';
import { computeLayerActivity, findLargest } from './computeLayerActivity.ts';
import { listWatchedActivations, type WatchedActivation } from './listWatchedActivations.ts';
import { readKeptChannels } from './readKeptChannels.ts';

export interface ActivationOptions {
  /** The first images of the split; 1,000 where absent, and no more than there are. */
  readonly images?: number;
  /** Most images to name of each channel; 8 where absent. */
  readonly wakers?: number;
}

type Counts = ReadonlyMap<string, ZeroCount>;

/**
 * Up to which magnitude outputs are counted: nearly zero behind activations, exactly 0 where zeros are not known yet, of
 * what layers read and what max pools put out.
 */
function planLimits(
  spec: NetworkSpec,
  watched: readonly WatchedActivation[],
  observed: readonly ObservedActivation[],
): ReadonlyMap<string, number> {
  const read = spec.nodes.filter(isWeightedNode).map(({ inputs }) => inputs[0]!);
  const pools = watched.flatMap(({ pool }) => pool ?? []);
  const exact = [...read, ...pools].map((node) => [node, 0] as const);
  return new Map([
    ...exact,
    ...observed.map((entry) => [entry.node, NEAR_ZERO * findLargest(entry)] as const),
  ]);
}

/** For each layer the share of non-zero of each channel that it reads. */
function readInputDensities(
  spec: NetworkSpec,
  observed: readonly ObservedActivation[],
  counts: Counts,
): ReadonlyMap<string, readonly number[]> {
  const known = observed.map(({ node, zeros, images, positions }) => ({
    node,
    zeros,
    observed: images * positions,
  }));
  const zerosOf: Counts = new Map([...counts, ...known.map((count) => [count.node, count] as const)]);
  return new Map(
    spec.nodes.filter(isWeightedNode).map(({ name, inputs }) => {
      const { zeros, observed: outputs } = zerosOf.get(inputs[0]!)!;
      return [name, Array.from(zeros, (value) => 1 - value / outputs)];
    }),
  );
}

/**
 * Measures what every layer with an activation behind it puts out, which images wake its channels, and what is left to
 * multiply where neither weight nor input is 0; on the first images of a split in evaluation mode.
 *
 * Takes two passes: nearly zero is told by the largest magnitude, which the first one finds. Layers whose channels an
 * addition joins are watched behind the same activation. Throws `step-impossible` without an image, `not-a-number`.
 */
export async function measureActivations(
  engine: Engine,
  { spec, weights, masks }: NetworkState,
  split: ImageSplit,
  { images = 1000, wakers = 8 }: ActivationOptions = {},
  { signal, onProgress }: RunOptions = {},
): Promise<ActivationReport> {
  const watched = listWatchedActivations(spec);
  const nodes = [...new Set(watched.map(({ node }) => node))];
  const count = Math.min(images, split.count);
  const measureProgress = createProgressMeter(2 * count);
  const follow = (before: number): RunOptions => ({
    ...(signal ? { signal } : {}),
    onProgress: ({ done }) => onProgress?.(measureProgress(before + done)),
  });
  const model = engine.createModel(spec, weights, masks);
  try {
    const observed = await engine.observeActivations(model, split, count, nodes, { wakers }, follow(0));
    const limits = planLimits(spec, watched, observed);
    const counted = await engine.countNearZeros(model, split, count, limits, follow(count));
    const counts: Counts = new Map(counted.map((entry) => [entry.node, entry]));
    const kept = readKeptChannels(spec, masks);
    const layers = watched.map((place) =>
      computeLayerActivity({
        watched: place,
        observed: observed.find(({ node }) => node === place.node)!,
        nearZeros: counts.get(place.node)!,
        pooled: place.pool === undefined ? undefined : counts.get(place.pool)!,
        kept: kept.get(place.layer) ?? new Uint8Array(place.channels).fill(1),
      }),
    );
    const macs = computeActivationMacs(spec, masks, readInputDensities(spec, observed, counts));
    return { images: count, layers, macs };
  } finally {
    model.dispose();
  }
}
