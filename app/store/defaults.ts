import { type Recipe, recipeSchema, type Step, stepSchema } from '../../src/index.ts';
import type { StepKind } from './labState.ts';

/** What the page opens on: a trained LeNet-5 on MNIST, nothing done yet. */
export const DEFAULT_RECIPE: Recipe = recipeSchema.parse({
  version: 1,
  seed: 1,
  dataset: { name: 'mnist' },
  network: { preset: 'lenet-5' },
  weights: 'checkpoints/lenet-5/lenet-5.safetensors',
});

/** The form's first settings for each kind of step. */
export const DEFAULT_DRAFTS: Readonly<Partial<Record<StepKind, Step>>> = {
  prune: stepSchema.parse({
    kind: 'prune',
    criterion: 'magnitude',
    granularity: 'weight',
    scope: 'uniform',
    amount: { sparsity: 0.8 },
  }),
  train: stepSchema.parse({ kind: 'train', epochs: 1 }),
  compact: stepSchema.parse({ kind: 'compact' }),
  rewind: stepSchema.parse({ kind: 'rewind', to: 'start' }),
  reinitialize: stepSchema.parse({ kind: 'reinitialize' }),
};
