import { z } from 'zod';
import { DATASET_NAMES } from '../data/dataset.ts';
import { CRITERION_IDS, GRANULARITY_IDS, SCHEDULE_IDS, SCOPE_IDS } from '../pruning/prune.ts';

/** Settings of a training step that a recipe leaves out. */
export const TRAIN_DEFAULTS = {
  batchSize: 128,
  learningRate: 0.001,
  momentum: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
} as const;

/** The name of the snapshot that stands before the first step. */
export const START_NAME = 'start';

const share = z.number().min(0).max(1);
const count = z.number().int().min(1);
const name = z
  .string()
  .regex(/^[\p{L}\p{N} ._-]{1,60}$/u)
  .describe('Names the snapshot the step makes; unique in the recipe, and not "start".');
const from = z.string().describe('Name of the snapshot the step starts from; the step before where absent.');
const common = { name: name.optional(), from: from.optional(), note: z.string().max(500).optional() };

const optimizerKind = z.enum(['sgd', 'momentum', 'nesterov', 'adam']);
const optimizerObject = z.strictObject({
  kind: optimizerKind,
  momentum: z.number().min(0).max(0.9999).default(TRAIN_DEFAULTS.momentum),
  beta1: z.number().min(0).max(0.9999).default(TRAIN_DEFAULTS.beta1),
  beta2: z.number().min(0).max(0.99999).default(TRAIN_DEFAULTS.beta2),
  epsilon: z.number().min(1e-12).max(1).default(TRAIN_DEFAULTS.epsilon),
  weightDecay: z.number().min(0).max(1).default(0),
});

/** An optimizer by its kind alone (`"adam"`) or with its settings. */
const optimizer = z.union([
  optimizerKind.transform((kind) => optimizerObject.parse({ kind })),
  optimizerObject,
]);

const learningRateSchedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({
    kind: z.literal('step'),
    at: z.array(share).min(1).max(20),
    factor: z.number().min(0).max(1).default(0.1),
  }),
  z.strictObject({ kind: z.literal('cosine') }),
]);

/** What a training needs to know, alone or inside a pruning schedule. */
const training = {
  epochs: z.number().positive().max(1000).optional().describe('Passes over the training images.'),
  steps: count.max(1_000_000).optional().describe('Batches; instead of epochs.'),
  batchSize: count.max(4096).default(TRAIN_DEFAULTS.batchSize),
  optimizer: optimizer.default({
    kind: 'adam',
    momentum: TRAIN_DEFAULTS.momentum,
    beta1: TRAIN_DEFAULTS.beta1,
    beta2: TRAIN_DEFAULTS.beta2,
    epsilon: TRAIN_DEFAULTS.epsilon,
    weightDecay: 0,
  }),
  learningRate: z.number().positive().max(10).default(TRAIN_DEFAULTS.learningRate),
  schedule: learningRateSchedule.default({ kind: 'constant' }),
  regularizer: z
    .strictObject({ l1: z.number().min(0).max(1).default(0), l2: z.number().min(0).max(1).default(0) })
    .default({ l1: 0, l2: 0 }),
};

const eitherLength = {
  check: (step: { epochs?: number | undefined; steps?: number | undefined }) =>
    (step.epochs === undefined) !== (step.steps === undefined),
  fault: { path: ['epochs'], message: 'expected either epochs or steps' },
};

const trainStep = z
  .strictObject({
    kind: z.literal('train'),
    ...common,
    ...training,
    stopAfter: count
      .max(1_000_000)
      .optional()
      .describe('Ends the training after so many batches while its schedule runs as planned for all.'),
  })
  .refine(eitherLength.check, eitherLength.fault);

/** How much to prune; exactly one key. */
const amount = z.union([
  z
    .strictObject({ sparsity: share })
    .describe('Share of all prunable units of the original layers that are pruned after the step.'),
  z.strictObject({ ofRemaining: share }).describe('Share of the units still kept that the step prunes.'),
  z
    .strictObject({ thresholdSigma: z.number().min(0).max(10) })
    .describe('Prunes |w| < q·σ, σ = standard deviation of the kept weights of the layer (Han et al. 2015).'),
  z.strictObject({ threshold: z.number().min(0).max(1000) }).describe('Prunes |w| < t.'),
  z
    .strictObject({ apozSigma: z.number().min(-5).max(5) })
    .describe('Prunes channels with APoZ > mean + k·σ of their layer (Hu et al. 2016).'),
  z.strictObject({ apoz: share }).describe('Prunes channels with APoZ above this share.'),
  z
    .strictObject({ perLayer: z.record(z.string(), share) })
    .describe('sparsity of each layer by name; layers that are not named stay as they are.'),
  z
    .strictObject({ maxLoss: share })
    .describe('The largest sparsity of each layer that alone loses at most this share of accuracy.'),
  z.strictObject({ keptWeights: share }).describe('Prunes until at most this share of the weights is left.'),
  z
    .strictObject({ keptMacs: share })
    .describe(
      'Prunes until at most this share of the multiply-accumulates is left, counted by kept weights.',
    ),
  z
    .strictObject({ keptBytes: share })
    .describe('Prunes until at most this share of the bytes is left, layers stored as bitmaps.'),
  z
    .strictObject({ pattern: z.string().max(5) })
    .describe('N:M, such as 2:4: N of each M consecutive inputs are kept.'),
]);

const pruneSchedule = z.strictObject({
  kind: z.enum(SCHEDULE_IDS),
  rounds: count.max(1000).default(5).describe('How often is pruned.'),
  train: z
    .strictObject(training)
    .refine(eitherLength.check, eitherLength.fault)
    .optional()
    .describe('Training between two rounds; of cubic and soft the training before each round.'),
});

const pruneStep = z.strictObject({
  kind: z.literal('prune'),
  ...common,
  criterion: z.enum(CRITERION_IDS),
  granularity: z.enum(GRANULARITY_IDS),
  scope: z
    .enum(SCOPE_IDS)
    .default('uniform')
    .describe(
      'uniform: the amount holds in each layer; perLayer: one for each layer; global: over all units of all layers together; isomorphic: over layers of the same structure; sensitivity: by what each layer alone loses; budget: until so much is left.',
    ),
  amount,
  schedule: pruneSchedule.optional().describe('All at once where absent.'),
  block: z
    .tuple([count.max(256), count.max(256)])
    .optional()
    .describe('Inputs and outputs of a block of granularity block; 4 and 4 where absent.'),
  limits: z
    .strictObject({
      maxSparsity: share.optional().describe('Largest share of the units of a layer that may be pruned.'),
      minKept: count.optional().describe('Units that every layer keeps; 1 where absent.'),
    })
    .optional(),
  images: count
    .max(70_000)
    .optional()
    .describe('Training images that criteria and sensitivity look at; each has its own default.'),
  layers: z.array(z.string()).min(1).optional().describe('Layers to prune; all prunable ones where absent.'),
});

const rewindStep = z.strictObject({
  kind: z.literal('rewind'),
  ...common,
  to: z.string().describe('Snapshot whose weights come back; the masks stay.'),
});

const reinitializeStep = z.strictObject({ kind: z.literal('reinitialize'), ...common });

const compactStep = z.strictObject({
  kind: z.literal('compact'),
  ...common,
  foldBatchNorm: z
    .boolean()
    .optional()
    .describe('Also folds batch normalisations into the layers before them.'),
});

export const MEASUREMENTS = ['accuracy', 'histogram', 'apoz', 'sensitivity', 'cost', 'latency'] as const;

const measureStep = z.strictObject({
  kind: z.literal('measure'),
  ...common,
  what: z.array(z.enum(MEASUREMENTS)).min(1),
  images: count
    .max(70_000)
    .optional()
    .describe('Test images to measure on; each measurement has its own default.'),
  levels: z.array(share).min(1).max(100).optional().describe('Sparsities of the sensitivity curves.'),
  granularity: z.enum(['weight', 'filter']).default('weight').describe('What the sensitivity curves prune.'),
});

export const stepSchema = z.discriminatedUnion('kind', [
  trainStep,
  pruneStep,
  rewindStep,
  reinitializeStep,
  compactStep,
  measureStep,
]);

const layerName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/);
const node = { name: layerName, inputs: z.array(layerName).max(8) };
const size = z.number().int().min(1).max(4096);
const window = z.number().int().min(1).max(64);
const padding = z.enum(['valid', 'same']).default('valid');
const convolution = {
  kernelSize: z.tuple([window, window]),
  stride: window.default(1),
  padding: z
    .union([z.enum(['valid', 'same']), z.number().int().min(0).max(32)])
    .default('valid')
    .describe(
      'valid: none; same: as TensorFlow does it; a number: so many zeros on every side, as PyTorch does it.',
    ),
  bias: z.boolean().default(true),
};

const nodeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('input'), ...node, shape: z.array(size).min(1).max(3) }),
  z.strictObject({
    kind: z.literal('conv2d'),
    ...node,
    filters: size,
    ...convolution,
  }),
  z.strictObject({ kind: z.literal('depthwiseConv2d'), ...node, ...convolution }),
  z.strictObject({
    kind: z.literal('batchNorm'),
    ...node,
    epsilon: z.number().positive().max(1).default(1e-5),
  }),
  z.strictObject({ kind: z.literal('dense'), ...node, units: size, bias: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('relu'), ...node }),
  z.strictObject({ kind: z.literal('sigmoid'), ...node }),
  z.strictObject({ kind: z.literal('tanh'), ...node }),
  z.strictObject({ kind: z.literal('maxPool'), ...node, size: window, stride: window, padding }),
  z.strictObject({ kind: z.literal('avgPool'), ...node, size: window, stride: window, padding }),
  z.strictObject({ kind: z.literal('leakyRelu'), ...node, slope: z.number().min(0).max(0.99).default(0.01) }),
  z.strictObject({ kind: z.literal('globalAvgPool'), ...node }),
  z.strictObject({ kind: z.literal('add'), ...node }),
  z.strictObject({ kind: z.literal('concat'), ...node }),
  z.strictObject({ kind: z.literal('flatten'), ...node }),
  z.strictObject({ kind: z.literal('dropout'), ...node, rate: z.number().min(0).max(0.95) }),
]);

export const networkSpecSchema = z.strictObject({
  name: z.string().min(1).max(60),
  nodes: z.array(nodeSchema).min(2).max(200),
});

export const recipeSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  title: z.string().max(120).optional(),
  seed: z.number().int().min(0).max(0x7fffffff).default(1),
  dataset: z.strictObject({
    name: z.enum(DATASET_NAMES),
    trainSize: count.optional().describe('Uses only the first so many training images.'),
    testSize: count.optional().describe('Uses only the first so many test images.'),
  }),
  network: z.union([z.strictObject({ preset: z.string() }), z.strictObject({ spec: networkSpecSchema })]),
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
export type Measurement = (typeof MEASUREMENTS)[number];
