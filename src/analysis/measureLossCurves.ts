import { throwIfAborted } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import type { ImageSplit } from '../data/dataset.ts';
import type { Engine, RunOptions } from '../engine/engine.ts';
import type { NetworkState } from '../network/networkState.ts';
import { applyChangedMasks, applyMasks } from '../pruning/applyMasks.ts';
import { createPruner } from '../pruning/createPruner.ts';
import type { LossCurve, PruneRequest, PruneStatistics } from '../pruning/prune.ts';

/** Shares of a layer's units at which its loss is measured. */
const LEVELS = [
  0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95,
  0.98,
];

/** A curve is not followed further down than this. */
const DEEPEST_LOSS = 0.5;

/**
 * Measures how much accuracy each layer alone costs at rising sparsity, pruned by the step's own criterion and
 * granularity, on the first `images` images of a split (Han et al. 2015, §4; largest ratio within a loss as PaddleSlim
 * has it).
 */
export async function measureLossCurves(
  engine: Engine,
  { spec, weights, masks }: NetworkState,
  layers: readonly string[],
  step: PruneRequest,
  statistics: PruneStatistics,
  split: ImageSplit,
  images: number,
  { signal, onProgress }: RunOptions = {},
): Promise<ReadonlyMap<string, LossCurve>> {
  const own = applyMasks(weights, masks);
  const cache = engine.createPrefixCache();
  try {
    const probe = cache.openProbe(spec, own, split, images);
    const run = signal ? { signal } : {};
    const { accuracy: before } = await probe.evaluate({}, run);
    const measureProgress = createProgressMeter(layers.length * LEVELS.length);
    const curves = new Map<string, LossCurve>();
    for (const [index, layer] of layers.entries()) {
      const request = { ...step, scope: 'uniform', amount: { sparsity: 0 }, layers: [layer] } as const;
      const pruner = createPruner(spec, own, masks, request, statistics);
      const losses: number[] = [];
      for (const level of LEVELS) {
        throwIfAborted(signal);
        const changed = applyChangedMasks(own, masks, pruner.prune({ sparsity: level }).masks);
        losses.push(before - (await probe.evaluate(changed, run)).accuracy);
        onProgress?.(measureProgress(index * LEVELS.length + losses.length));
        if (losses.at(-1)! > DEEPEST_LOSS) break;
      }
      curves.set(layer, { levels: LEVELS.slice(0, losses.length), losses });
    }
    return curves;
  } finally {
    cache.dispose();
  }
}
