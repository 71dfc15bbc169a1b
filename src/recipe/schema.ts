import { z } from 'zod';
import { datasetNameSchema } from '../data/manifestSchema.ts';
import { common, count } from './schema/common.ts';
import { measureStep } from './schema/measureSchema.ts';
import { networkSpecSchema } from './schema/networkSchema.ts';
import { pruneStep } from './schema/pruneSchema.ts';
import { trainStep } from './schema/trainSchema.ts';

/** The name of the snapshot that stands before the first step. */
export const START_NAME = 'start';

const rewindStep = z.strictObject({
  kind: z.literal('rewind'),
  ...common,
  to: z.string().describe('Snapshot whose weights come back; the masks stay.'),
});

const reinitializeStep = z.strictObject({ kind: z.literal('reinitialize'), ...common });

/** Settings of a recalibration that a recipe leaves out. */
export const RECALIBRATE_DEFAULTS = { images: 10_000, batchSize: 128 } as const;

const recalibrateStep = z.strictObject({
  kind: z.literal('recalibrate'),
  ...common,
  images: count
    .max(70_000)
    .default(RECALIBRATE_DEFAULTS.images)
    .describe('Training images that running means and variances are measured on.'),
  batchSize: count.max(4096).default(RECALIBRATE_DEFAULTS.batchSize),
});

const compactStep = z.strictObject({
  kind: z.literal('compact'),
  ...common,
  foldBatchNorm: z
    .boolean()
    .optional()
    .describe('Also folds batch normalisations into the layers before them.'),
});

export const stepSchema = z.discriminatedUnion('kind', [
  trainStep,
  pruneStep,
  rewindStep,
  reinitializeStep,
  compactStep,
  recalibrateStep,
  measureStep,
]);

export const recipeSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  title: z.string().max(120).optional(),
  seed: z.number().int().min(0).max(0x7fffffff).default(1),
  dataset: z.strictObject({
    name: datasetNameSchema.describe(
      'A data set of the page, or own: and the SHA-256 of images that somebody brought.',
    ),
    trainSize: count.optional().describe('Uses only the first so many training images.'),
    testSize: count.optional().describe('Uses only the first so many test images.'),
  }),
  network: z.union([
    z.strictObject({
      preset: z.string(),
      activation: z
        .enum(['relu', 'leakyRelu', 'sigmoid', 'tanh'])
        .optional()
        .describe('In place of all activations of the preset.'),
    }),
    z.strictObject({ spec: networkSpecSchema }),
  ]),
  weights: z
    .string()
    .max(300)
    .optional()
    .describe(
      'A safetensors file with trained weights, relative to the page; in the shell first to the recipe.',
    ),
  steps: z.array(stepSchema).max(500).default([]),
});

/** A recipe with every default filled in. */
export type Recipe = z.output<typeof recipeSchema>;
/** A recipe as a person may write it, defaults left out. */
export type RecipeInput = z.input<typeof recipeSchema>;
export type Step = z.output<typeof stepSchema>;
export type TrainStep = Extract<Step, { kind: 'train' }>;
export type PruneStep = Extract<Step, { kind: 'prune' }>;
export type MeasureStep = Extract<Step, { kind: 'measure' }>;
export type PruneAmount = PruneStep['amount'];
export type PruneSchedule = NonNullable<PruneStep['schedule']>;
export type { Measurement } from './schema/measureSchema.ts';
