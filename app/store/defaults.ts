import type { PruneStep, Recipe, Step } from '../../src/index.ts';
import type { StepKind } from './labState.ts';

// Written out with every default, because what fills them in is too large for the page's first script; a test holds
// all of it against the schema.

/** What the page opens on: a trained LeNet-5 on MNIST, nothing done yet. */
export const DEFAULT_RECIPE: Recipe = {
  version: 1,
  seed: 1,
  dataset: { name: 'mnist' },
  network: { preset: 'lenet-5' },
  weights: 'checkpoints/lenet-5/lenet-5.safetensors',
  steps: [],
};

/** A prune step with what it need not say. */
export function toPruneStep(
  step: Omit<PruneStep, 'kind' | 'scope'> & Partial<Pick<PruneStep, 'scope'>>,
): PruneStep {
  return { kind: 'prune', scope: 'uniform', ...step };
}

/** The form's first settings for each kind of step. */
export const DEFAULT_DRAFTS: Readonly<Partial<Record<StepKind, Step>>> = {
  prune: toPruneStep({ criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.8 } }),
  train: {
    kind: 'train',
    epochs: 1,
    batchSize: 128,
    optimizer: { kind: 'adam', momentum: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
    learningRate: 0.001,
    schedule: { kind: 'constant' },
    regularizer: { l1: 0, l2: 0, slimming: 0, groupLasso: 0 },
  },
  compact: { kind: 'compact' },
  rewind: { kind: 'rewind', to: 'start' },
  reinitialize: { kind: 'reinitialize' },
  recalibrate: { kind: 'recalibrate', images: 10_000, batchSize: 128 },
};
