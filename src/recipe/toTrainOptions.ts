import type { TrainOptions } from '../engine/engine.ts';
import { countTrainSteps } from './countTrainSteps.ts';
import type { TrainStep } from './schema.ts';

/** The settings that trainings have in common, in a step of their own or within another. */
export type Training = Pick<
  TrainStep,
  'epochs' | 'steps' | 'batchSize' | 'optimizer' | 'learningRate' | 'schedule' | 'regularizer'
>;

/** What the engine needs to know of a training on `trainImages` images. */
export function toTrainOptions(training: Training, trainImages: number, seed: number): TrainOptions {
  const { batchSize, optimizer, learningRate, schedule, regularizer } = training;
  const steps = countTrainSteps(training, trainImages);
  return { seed, batchSize, steps, optimizer, learningRate, schedule, regularizer };
}
