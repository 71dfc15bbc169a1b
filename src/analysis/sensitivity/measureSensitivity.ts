import type { ImageSplit } from '../../data/dataset.ts';
import type { Engine } from '../../engine/engine.ts';
import type { NetworkState } from '../../network/networkState.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { listPrunedLayers } from '../../pruning/checkPrune.ts';
import type { PruneStatistics } from '../../pruning/prune.ts';
import type { PrunableLayer } from '../../pruning/units.ts';
import { createLayerPruner, toPruneRequest } from './createLayerPruner.ts';
import type { SensitivityCurve, SensitivityRequest } from './sensitivity.ts';
import { SensitivityMeasurement, type SensitivityRun } from './sensitivityMeasurement.ts';

/** Levels of the first, quick round, on one chunk of images. */
const COARSE_LEVELS = 4;

export interface SensitivityOptions extends SensitivityRequest {
  /** Shares of a layer's units to prune, 0…1. */
  readonly levels: readonly number[];
  /** Test images for each point of the finished curves. */
  readonly images: number;
  /** What the criterion needs besides the weights. */
  readonly statistics?: PruneStatistics;
}

/** Some levels spread over all, the first and the last among them. */
function pickCoarse(rising: readonly number[]): readonly number[] {
  if (rising.length <= COARSE_LEVELS) return rising;
  return Array.from(
    { length: COARSE_LEVELS },
    (_, index) => rising[Math.round((index * (rising.length - 1)) / (COARSE_LEVELS - 1))]!,
  );
}

/**
 * Measures how accuracy falls as each layer alone is pruned by a criterion, channels with their whole group, from the
 * snapshot's own masks on (Han et al. 2015, §4, Fig. 6).
 *
 * First a few levels on one chunk of images, the layers taking turns, so that every curve appears early; then always
 * the point whose curve gains most from more images, until each has all. What comes before a pruned layer is computed
 * once for each chunk. Levels below what a layer has lost already fall together in one point.
 */
export async function measureSensitivity(
  engine: Engine,
  state: NetworkState,
  split: ImageSplit,
  { levels, images, statistics, ...request }: SensitivityOptions,
  run: SensitivityRun = {},
): Promise<readonly SensitivityCurve[]> {
  const own = { ...state, weights: applyMasks(state.weights, state.masks) };
  const step = toPruneRequest(request);
  const layers = listPrunedLayers(state.spec, step);
  const rising = [...new Set(levels)].sort((a, b) => a - b);
  const coarse = pickCoarse(rising);
  const cache = engine.createPrefixCache();
  try {
    const probe = cache.openProbe(own.spec, own.weights, split, images);
    const measurement = new SensitivityMeasurement(probe, layers.length * rising.length, run);
    const open = (layer: PrunableLayer, level: number) =>
      measurement.open(layer.layer, level, () => createLayerPruner(own, step, layer, statistics));
    // The unpruned network comes last: by then the layers have left it all but its last step.
    for (const level of coarse.toReversed()) {
      for (const layer of layers) {
        const tally = await open(layer, level);
        if (tally.images === 0) await measurement.countOn(tally);
      }
    }
    for (const layer of layers) {
      for (const level of rising) if (!coarse.includes(level)) await open(layer, level);
    }
    await measurement.finish();
    return layers.map(({ layer }) => ({
      layer,
      criterion: request.criterion,
      granularity: request.granularity,
      points: measurement.pointsOf(layer),
    }));
  } finally {
    cache.dispose();
  }
}
