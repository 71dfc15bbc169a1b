import type { RecipeInput } from '../recipe/schema.ts';
import type { StudySettings } from './study.ts';

type StepInput = NonNullable<RecipeInput['steps']>[number];
type TrainInput = Extract<StepInput, { kind: 'train' }>;

/** Momentum .9 with the weight decay of Caffe's LeNet, 5e-4; the step decay of Lee et al. 2019. */
const DESCENT = {
  optimizer: { kind: 'momentum', weightDecay: 5e-4 },
  batchSize: 100,
  schedule: { kind: 'step', at: [0.5, 0.8], factor: 0.1 },
} as const satisfies Partial<TrainInput>;

/** Learning rate from which both LeNets are trained. */
export const LENET_RATE = 0.1;

/** A LeNet trained as all studies of LeNets train it, so that they share it; `more` overrides. */
export function trainLenet(epochs: number, more: Partial<TrainInput> = {}): TrainInput {
  return { kind: 'train', name: 'trained', epochs, learningRate: LENET_RATE, ...DESCENT, ...more };
}

/** Retraining of what is kept, from a tenth of the learning rate on (Han et al. 2015, §3.3). */
export function retrainLenet(name: string, epochs: number, more: Partial<TrainInput> = {}): TrainInput {
  return trainLenet(epochs, { name, learningRate: LENET_RATE / 10, ...more });
}

/** A recipe of a preset on MNIST. */
export function onMnist(
  preset: string,
  { trainSize, testSize }: StudySettings,
  seed: number,
  steps: readonly StepInput[],
): RecipeInput {
  return {
    version: 1,
    seed,
    dataset: {
      name: 'mnist',
      ...(trainSize === undefined ? {} : { trainSize }),
      ...(testSize === undefined ? {} : { testSize }),
    },
    network: { preset },
    steps: [...steps],
  };
}

export type { StepInput, TrainInput };
