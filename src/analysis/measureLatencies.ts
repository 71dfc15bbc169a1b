import { computeMedian, computeQuantile } from '../base/stats.ts';
import type { ImageBatch } from '../data/dataset.ts';
import type { Engine, Model, RunOptions } from '../engine/engine.ts';
import { countMacs } from '../network/countMacs.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { compact } from '../pruning/compact.ts';
import type { LatencyReport, LatencySeries } from './latency.ts';

/** Forward passes before the clock counts. */
const WARM_UP_RUNS = 5;

interface NetworkState {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
}

interface Variant extends NetworkState {
  readonly variant: LatencySeries['variant'];
}

function listVariants(state: NetworkState): readonly Variant[] {
  const { removedChannels, ...small } = compact(state.spec, state.weights, state.masks);
  const variants: Variant[] = [
    { variant: 'dense', ...state, masks: {} },
    { variant: 'masked', ...state },
  ];
  return removedChannels > 0 ? [...variants, { variant: 'compacted', ...small }] : variants;
}

function toSeries({ variant, spec }: Variant, times: Float64Array): LatencySeries {
  return {
    variant,
    macs: [...countMacs(spec).values()].reduce((sum, macs) => sum + macs, 0),
    medianMs: computeMedian(times),
    lowMs: computeQuantile(times, 0.1),
    highMs: computeQuantile(times, 0.9),
    runs: times.length,
  };
}

/**
 * Times forward passes of one batch with the net dense (no masks), masked and, where channels can go, compacted, in
 * turns.
 */
export async function measureLatencies(
  engine: Engine,
  state: NetworkState,
  images: ImageBatch,
  { runs }: { readonly runs: number },
  run: RunOptions = {},
): Promise<LatencyReport> {
  const variants = listVariants(state);
  const models: Model[] = [];
  try {
    for (const { spec, weights, masks } of variants) models.push(engine.createModel(spec, weights, masks));
    const times = await engine.measureLatency(models, images, { warmUp: WARM_UP_RUNS, runs }, run);
    return {
      backend: engine.backend.name,
      batchSize: images.count,
      series: variants.map((variant, index) => toSeries(variant, times[index]!)),
    };
  } finally {
    for (const model of models) model.dispose();
  }
}
