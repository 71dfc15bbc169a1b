import type { ImageSplit } from '../../data/dataset.ts';
import type { Engine, Model, RunOptions } from '../../engine/engine.ts';
import { isWeightedNode } from '../../network/spec.ts';
import type { Masks } from '../../network/weights.ts';
import { computeGradientHistogram, type GradientHistogram } from './gradientHistogram.ts';

/** Gradients of a network at one moment. */
export interface GradientReport {
  /** Training images over whose mean loss the gradient was taken, in evaluation mode. */
  readonly images: number;
  readonly layers: readonly GradientHistogram[];
}

/**
 * Measures |∂L/∂w| of every layer, L the mean cross-entropy over the first `images` images of a split in evaluation mode:
 * as many as a batch has, what one worker would send in a step. Leaves the model as it is.
 */
export async function measureGradients(
  engine: Engine,
  model: Model,
  masks: Masks,
  split: ImageSplit,
  images: number,
  run: RunOptions = {},
): Promise<GradientReport> {
  const count = Math.min(images, split.count);
  const gradients = await engine.collectGradients(model, split, count, {}, run);
  const layers = model.spec.nodes.filter(isWeightedNode).map(({ name }) => {
    const weight = `${name}.weight`;
    return computeGradientHistogram(name, gradients.get(weight)!, masks[weight]);
  });
  return { images: count, layers };
}
