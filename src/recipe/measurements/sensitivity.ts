import { toPruneRequest } from '../../analysis/sensitivity/createLayerPruner.ts';
import { measureSensitivity as measureOnce } from '../../analysis/sensitivity/measureSensitivity.ts';
import { measureTunedSensitivity } from '../../analysis/sensitivity/measureTunedSensitivity.ts';
import { mergeSeeds } from '../../analysis/sensitivity/mergeSeeds.ts';
import { computePointKey } from '../../analysis/sensitivity/pointCache.ts';
import type { SensitivityCurve } from '../../analysis/sensitivity/sensitivity.ts';
import type { SensitivityRun } from '../../analysis/sensitivity/sensitivityMeasurement.ts';
import { deriveSeed } from '../../base/random.ts';
import type { TrainOptions } from '../../engine/engine.ts';
import { collectStatistics } from '../collectStatistics.ts';
import { deriveStepSeed } from '../deriveStepSeed.ts';
import type { RunContext, StepRun } from '../runContext.ts';
import type { MeasureStep } from '../schema.ts';
import type { Snapshot } from '../snapshot.ts';
import { toSensitivityRequest } from '../toSensitivityRequest.ts';
import { toTrainOptions } from '../toTrainOptions.ts';
import type { Measurer } from './measurer.ts';
import { partOfProgress } from './partOfProgress.ts';

/** What a sensitivity measurement leaves out. */
export const SENSITIVITY_DEFAULTS = {
  images: 1000,
  levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99],
} as const;

function planFineTune(
  { dataset }: RunContext,
  { fineTune }: MeasureStep,
  seed: number,
): TrainOptions | undefined {
  return fineTune && toTrainOptions(fineTune, dataset.train.count, deriveSeed(seed, 'fineTune'));
}

/** Curves of one seed, from the points that are known of them on. */
async function measureSeed(
  context: RunContext,
  snapshot: Snapshot,
  step: MeasureStep,
  run: StepRun,
): Promise<readonly SensitivityCurve[]> {
  const { engine, dataset, seed, points } = context;
  const { levels = SENSITIVITY_DEFAULTS.levels, images = SENSITIVITY_DEFAULTS.images } = step;
  const request = toSensitivityRequest(step);
  const { signal, onPoint, onProgress } = run;
  const statistics = await collectStatistics(
    context,
    snapshot,
    toPruneRequest(request),
    signal ? { signal } : {},
  );
  const fineTune = planFineTune(context, step, deriveStepSeed(seed, snapshot.depth, 'measure'));
  const { spec, weights, masks } = snapshot;
  const key =
    points &&
    (await computePointKey({
      state: { spec, weights, masks },
      request,
      manifest: dataset.manifest,
      trainImages: dataset.train.count,
      images,
      backend: engine.backend.name,
      seed: statistics.seed,
      fineTune,
    }));
  const sensitivityRun: SensitivityRun = {
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
    ...(points && key ? { known: await points.read(key) } : {}),
    onPoint(layer, point) {
      if (points && key) points.write(key, { layer, point });
      onPoint?.(layer, point);
    },
  };
  const options = { ...request, levels, images, statistics };
  return fineTune
    ? measureTunedSensitivity(engine, snapshot, dataset, { ...options, fineTune }, sensitivityRun)
    : measureOnce(engine, snapshot, dataset.test, options, sensitivityRun);
}

/** Measures the curves of a step, over its seeds where it names some; one at a time, because a seed changes all of them. */
export const measureSensitivity: Measurer<'sensitivity'> = async (context, snapshot, step, run) => {
  const { seeds } = step;
  if (!seeds) return measureSeed(context, snapshot, step, run);
  const bySeed: (readonly SensitivityCurve[])[] = [];
  for (const [index, seed] of seeds.entries()) {
    const part = partOfProgress(run, index, seeds.length);
    bySeed.push(await measureSeed({ ...context, seed }, snapshot, step, part));
  }
  return mergeSeeds(seeds, bySeed);
};
