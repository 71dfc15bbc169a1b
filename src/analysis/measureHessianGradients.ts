import { AppError } from '../base/errors.ts';
import type { ImageSplit } from '../data/dataset.ts';
import type { Engine, Model, RunOptions } from '../engine/engine.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from '../pruning/applyMasks.ts';

/** What the logits are divided by (Wang et al. 2020, §4.1: T = 200). */
const TEMPERATURE = 200;

/** Length of the step to both sides, as a share of the length of all weights. */
const STEP_SHARE = 1e-2;

type ByWeight = ReadonlyMap<string, Float32Array>;

function measureLength(all: Iterable<Float32Array>): number {
  let squares = 0;
  for (const values of all) for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}

/** w + step · direction for every weight that has a direction. */
function moveWeights(weights: Weights, direction: ByWeight, step: number): Weights {
  return Object.fromEntries(
    [...direction].map(([name, along]) => {
      const { shape, values } = weights[name]!;
      return [name, { shape, values: values.map((value, index) => value + step * along[index]!) }];
    }),
  );
}

/**
 * H · g of the loss on the first `images` images of a split, by weight: (∇L(θ + h·g) − ∇L(θ − h·g)) / 2h with the logits
 * over a temperature of 200 (Wang et al. 2020, eq. 8), by central differences instead of a second derivative.
 *
 * Pruned weights are no direction. The model's weights are put back as they were.
 */
export async function measureHessianGradients(
  engine: Engine,
  model: Model,
  masks: Masks,
  split: ImageSplit,
  images: number,
  run: RunOptions = {},
): Promise<ByWeight> {
  const weights = await model.readWeights();
  const collect = () => engine.collectGradients(model, split, images, { temperature: TEMPERATURE }, run);
  const raw = await collect();
  const named = Object.fromEntries(
    [...raw].map(([name, values]) => [name, { shape: [values.length], values }]),
  );
  const gradient = new Map(
    Object.entries(applyMasks(named, masks)).map(([name, { values }]) => [name, values]),
  );
  const length = measureLength(gradient.values());
  if (length === 0)
    throw new AppError('step-impossible', 'the loss has no gradient here, so none can be preserved');
  const step =
    (STEP_SHARE * measureLength([...gradient.keys()].map((name) => weights[name]!.values))) / length;
  try {
    model.writeWeights(moveWeights(weights, gradient, step));
    const ahead = await collect();
    model.writeWeights(moveWeights(weights, gradient, -step));
    const behind = await collect();
    return new Map(
      [...ahead].map(([name, values]) => [
        name,
        values.map((value, index) => (value - behind.get(name)![index]!) / (2 * step)),
      ]),
    );
  } finally {
    model.writeWeights(weights);
  }
}
