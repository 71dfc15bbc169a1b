import { throwIfAborted } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import { softmax } from '../base/softmax.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageSplit } from '../data/dataset.ts';
import type { Engine, Probe, RunOptions } from '../engine/engine.ts';
import type { NetworkState } from '../network/networkState.ts';
import type { WeightArray, Weights } from '../network/weights.ts';
import { applyMasks } from '../pruning/applyMasks.ts';
import { type PrunableLayer, readKeptUnits } from '../pruning/units.ts';

/** `loss`: change of the mean cross-entropy in nats. `divergence`: mean KL(p′ ‖ p) in nats, p′ without the unit. */
export type UnitChange = 'loss' | 'divergence';

/** The weights that read a unit, with what they read of it 0: then nothing the unit puts out is seen. */
function withoutUnit(weights: Weights, { parts }: PrunableLayer, unit: number): Weights {
  const changed: Record<string, WeightArray> = {};
  for (const { weight, role, unitOf } of parts()) {
    if (role !== 'reader') continue;
    const { shape, values } = changed[weight] ?? weights[weight]!;
    changed[weight] = { shape, values: values.map((value, index) => (unitOf[index] === unit ? 0 : value)) };
  }
  return changed;
}

/** Mean over images of Σ p′ (ln p′ − ln p), from logits `[images, classes]`. */
export function computeDivergence(pruned: Float32Array, original: Float32Array, images: number): number {
  const classes = original.length / images;
  let sum = 0;
  for (let image = 0; image < images; image++) {
    const row = (logits: Float32Array) => softmax(logits.subarray(image * classes, (image + 1) * classes));
    const [after, before] = [row(pruned), row(original)];
    for (const [index, share] of after.entries()) {
      // A share that is 0 in double precision adds nothing; the floor keeps ln p finite.
      if (share > 0) sum += share * (Math.log(share) - Math.log(Math.max(before[index]!, 1e-300)));
    }
  }
  return sum / images;
}

async function createMeter(probe: Probe, change: UnitChange, images: number) {
  if (change === 'loss') {
    const { loss } = await probe.evaluate({});
    return async (changed: Weights) => (await probe.evaluate(changed)).loss - loss;
  }
  const original = await probe.predict({});
  return async (changed: Weights) => computeDivergence(await probe.predict(changed), original, images);
}

/**
 * Measures what each kept unit's going alone changes, with its whole group, on the first `images` images of a split; by
 * layer, `[units]`, pruned ones 0 (CURL: Luo & Wu 2020, eq. 3; oracle: Molchanov et al. 2017, §3).
 *
 * Units are channels. What comes before a unit's readers is computed once.
 */
export async function measureUnitChanges(
  engine: Engine,
  { spec, weights, masks }: NetworkState,
  layers: readonly PrunableLayer[],
  split: ImageSplit,
  { change, images }: { readonly change: UnitChange; readonly images: number },
  { signal, onProgress }: RunOptions = {},
): Promise<ReadonlyMap<string, Float64Array>> {
  const own = applyMasks(weights, masks);
  const count = Math.min(images, split.count);
  const cache = engine.createPrefixCache();
  try {
    const probe = cache.openProbe(spec, own, split, count);
    const measure = await createMeter(probe, change, count);
    const measureProgress = createProgressMeter(layers.reduce((sum, { units }) => sum + units, 0));
    const changes = new Map<string, Float64Array>();
    let done = 0;
    for (const layer of layers) {
      const kept = readKeptUnits(layer, masks);
      const values = new Float64Array(layer.units);
      for (let unit = 0; unit < layer.units; unit++) {
        throwIfAborted(signal);
        if (kept[unit]) values[unit] = await measure(withoutUnit(own, layer, unit));
        onProgress?.(measureProgress(++done));
        await yieldToEvents();
      }
      changes.set(layer.layer, values);
    }
    return changes;
  } finally {
    cache.dispose();
  }
}
