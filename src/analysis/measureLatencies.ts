import { computeMedian, computeQuantile } from '../base/stats.ts';
import type { ImageBatch } from '../data/dataset.ts';
import type { Engine, Model, RunOptions } from '../engine/engine.ts';
import type { NetworkState } from '../network/networkState.ts';
import { compact } from '../pruning/compact.ts';
import { checkRuns } from './checkRuns.ts';
import { computeCost } from './cost.ts';
import type { LatencyReport, LatencySeries } from './latency.ts';

/** Forward passes before the clock counts. */
const WARM_UP_RUNS = 5;

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

/** The series of all variants, of which the first is the dense one. */
export function toLatencySeries(
  variants: readonly Variant[],
  times: readonly Float64Array[],
): readonly LatencySeries[] {
  const totals = variants.map(({ spec, weights, masks }) => computeCost(spec, weights, masks).totals);
  const denseMs = computeMedian(times[0]!);
  const predict = (macs: number) => (denseMs * macs) / totals[0]!.macs;
  return variants.map(({ variant }, index) => {
    const { macs, effectiveMacs } = totals[index]!;
    const measured = {
      variant,
      macs,
      medianMs: computeMedian(times[index]!),
      lowMs: computeQuantile(times[index]!, 0.1),
      highMs: computeQuantile(times[index]!, 0.9),
      runs: times[index]!.length,
      predictedMs: predict(macs),
    };
    if (variant !== 'masked') return measured;
    return { ...measured, macsByMask: effectiveMacs, predictedByMaskMs: predict(effectiveMacs) };
  });
}

/**
 * Times forward passes of one batch with the net dense (no masks), masked and, where channels can go, compacted, in
 * turns; sets beside each what its multiply-accumulates predict.
 *
 * Throws `step-impossible` for fewer than 20 runs.
 */
export async function measureLatencies(
  engine: Engine,
  state: NetworkState,
  images: ImageBatch,
  { runs }: { readonly runs: number },
  run: RunOptions = {},
): Promise<LatencyReport> {
  checkRuns(runs);
  const variants = listVariants(state);
  const models: Model[] = [];
  try {
    for (const { spec, weights, masks } of variants) models.push(engine.createModel(spec, weights, masks));
    const times = await engine.measureLatency(models, images, { warmUp: WARM_UP_RUNS, runs }, run);
    return {
      backend: engine.backend.name,
      batchSize: images.count,
      series: toLatencySeries(variants, times),
    };
  } finally {
    for (const model of models) model.dispose();
  }
}
