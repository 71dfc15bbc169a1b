import { computeHistograms } from '../../analysis/computeHistogram.ts';
import { computeCost } from '../../analysis/cost.ts';
import { measureApoz } from '../../analysis/measureApoz.ts';
import { measureLatencies } from '../../analysis/measureLatencies.ts';
import { measureSensitivity } from '../../analysis/measureSensitivity.ts';
import { throwIfAborted } from '../../base/errors.ts';
import type { RunOptions } from '../../engine/engine.ts';
import { gatherImages } from '../gatherImages.ts';
import { measureAccuracy } from '../measureAccuracy.ts';
import type { RunContext } from '../runContext.ts';
import type { Measurement, MeasureStep } from '../schema.ts';
import type { Measurements, Snapshot } from '../snapshot.ts';
import { withModel } from '../withModel.ts';
import type { StepHandler } from './stepHandler.ts';

/** What a measure step leaves out. */
export const MEASURE_DEFAULTS = {
  apozImages: 1000,
  sensitivityImages: 1000,
  levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99],
  histogramBins: 101,
  latencyImages: 64,
  latencyRuns: 30,
} as const;

type Measurers = {
  readonly [M in Measurement]: (
    context: RunContext,
    snapshot: Snapshot,
    step: MeasureStep,
    run: RunOptions,
  ) => Promise<Measurements[M]>;
};

const MEASURERS: Measurers = {
  accuracy: (context, snapshot, { images }, run) => measureAccuracy(context, snapshot, images, run),
  histogram: async (_context, snapshot) =>
    computeHistograms([snapshot], { bins: MEASURE_DEFAULTS.histogramBins })[0]!,
  apoz: ({ engine, dataset }, snapshot, { images = MEASURE_DEFAULTS.apozImages }, run) =>
    withModel(engine, snapshot, (model) =>
      measureApoz(engine, model, snapshot.spec, snapshot.masks, dataset.test, images, run),
    ),
  sensitivity: ({ engine, dataset }, snapshot, step, run) => {
    const {
      images = MEASURE_DEFAULTS.sensitivityImages,
      levels = MEASURE_DEFAULTS.levels,
      granularity,
    } = step;
    return measureSensitivity(engine, snapshot, dataset.test, { granularity, levels, images }, run);
  },
  cost: async (_context, { spec, weights, masks }) => computeCost(spec, weights, masks),
  latency: async ({ engine, dataset }, snapshot, { images = MEASURE_DEFAULTS.latencyImages }, run) => {
    const batch = await gatherImages(dataset, 'test', images, run.signal);
    return measureLatencies(engine, snapshot, batch, { runs: MEASURE_DEFAULTS.latencyRuns }, run);
  },
};

/** Measures what the step names, one after the other, and changes nothing. */
export const measure: StepHandler<'measure'> = async (context, snapshot, step, { signal, onProgress }) => {
  const run: RunOptions = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  const entries: [Measurement, unknown][] = [];
  for (const what of new Set(step.what)) {
    throwIfAborted(signal);
    entries.push([what, await MEASURERS[what](context, snapshot, step, run)]);
  }
  return { summary: { measurements: Object.fromEntries(entries) as Measurements } };
};
