import { countMacs } from '../network/countMacs.ts';
import { countTrainSteps } from '../recipe/countTrainSteps.ts';
import { resolveNetwork } from '../recipe/resolveNetwork.ts';
import type { Recipe, Step } from '../recipe/schema.ts';

/** Images of the largest shipped data set, for recipes that do not say how many they use. */
const IMAGES = { train: 60_000, test: 10_000 } as const;
/** Multiply-accumulates of a training over those of the forward pass. */
const TRAINING = 3;

/** Images that a step sends through the network, counted as forward passes. */
function countPasses(step: Step, { dataset }: Recipe): number {
  const testImages = dataset.testSize ?? IMAGES.test;
  if (step.kind !== 'train') return testImages;
  const steps = countTrainSteps(step, dataset.trainSize ?? IMAGES.train);
  return TRAINING * steps * step.batchSize + testImages;
}

/** A rough measure of how long each step of a recipe takes, the start first: multiply-accumulates of the dense network. */
export function estimateWork(recipe: Recipe): readonly number[] {
  const macs = [...countMacs(resolveNetwork(recipe.network)).values()].reduce((sum, count) => sum + count, 0);
  const start = recipe.dataset.testSize ?? IMAGES.test;
  return [start, ...recipe.steps.map((step) => countPasses(step, recipe))].map((passes) => passes * macs);
}
