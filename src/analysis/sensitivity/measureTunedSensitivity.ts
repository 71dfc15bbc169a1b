import { throwIfAborted } from '../../base/errors.ts';
import { createProgressMeter } from '../../base/progress.ts';
import { wilsonInterval } from '../../base/wilsonInterval.ts';
import type { ImageSplit } from '../../data/dataset.ts';
import type { Engine, TrainOptions } from '../../engine/engine.ts';
import type { NetworkState } from '../../network/networkState.ts';
import type { Masks } from '../../network/weights.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { listPrunedLayers } from '../../pruning/checkPrune.ts';
import { createLayerPruner, toPruneRequest } from './createLayerPruner.ts';
import type { SensitivityOptions } from './measureSensitivity.ts';
import type { SensitivityCurve, SensitivityPoint } from './sensitivity.ts';
import type { SensitivityRun } from './sensitivityMeasurement.ts';

export interface TunedSensitivityOptions extends SensitivityOptions {
  /** The training between pruning and measuring, the same for every point. */
  readonly fineTune: TrainOptions;
}

/**
 * Measures sensitivity as measureSensitivity does, but each pruned network is trained before it is measured; the unpruned
 * one too, so that what training alone changes is seen at the lowest level. Every point has its own training and all
 * images from the start.
 */
export async function measureTunedSensitivity(
  engine: Engine,
  state: NetworkState,
  { train, test }: { readonly train: ImageSplit; readonly test: ImageSplit },
  { levels, images, statistics, fineTune, ...request }: TunedSensitivityOptions,
  { signal, onProgress, onPoint, known = [] }: SensitivityRun = {},
): Promise<readonly SensitivityCurve[]> {
  const own = { ...state, weights: applyMasks(state.weights, state.masks) };
  const step = toPruneRequest(request);
  const layers = listPrunedLayers(state.spec, step);
  const pruners = layers.map((layer) => createLayerPruner(own, step, layer, statistics));
  const falling = [...new Set(levels)].sort((a, b) => b - a);
  const measureProgress = createProgressMeter(layers.length * falling.length);
  const run = signal ? { signal } : {};
  const count = Math.min(images, test.count);
  const curves = layers.map(() => new Map<number, SensitivityPoint>());
  let unchangedAccuracy: number | undefined;

  const measure = async (masks: Masks): Promise<number> => {
    const model = engine.createModel(own.spec, own.weights, masks);
    try {
      await engine.train(model, train, fineTune, run);
      return (await engine.evaluate(model, test, count, run)).accuracy;
    } finally {
      model.dispose();
    }
  };

  for (const [turn, level] of falling.entries()) {
    for (const [index, { layer }] of layers.entries()) {
      throwIfAborted(signal);
      const { sparsity, unchanged, masks } = pruners[index]!(level);
      const curve = curves[index]!;
      if (!curve.has(sparsity)) {
        const before = known.find(
          ({ layer: name, point }) => name === layer && point.sparsity === sparsity && point.images === count,
        );
        const shared = unchanged ? unchangedAccuracy : undefined;
        const accuracy = before?.point.accuracy ?? shared ?? (await measure(masks));
        if (unchanged) unchangedAccuracy = accuracy;
        const point = {
          sparsity,
          accuracy,
          images: count,
          ...wilsonInterval(Math.round(accuracy * count), count),
        };
        curve.set(sparsity, point);
        onPoint?.(layer, point);
      }
      onProgress?.(measureProgress(turn * layers.length + index + 1));
    }
  }
  return layers.map(({ layer }, index) => ({
    layer,
    criterion: request.criterion,
    granularity: request.granularity,
    points: [...curves[index]!.values()].sort((a, b) => a.sparsity - b.sparsity),
  }));
}
