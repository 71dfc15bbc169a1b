import { z } from 'zod';
import { EXCHANGE_DEFAULTS } from '../../analysis/exchange/exchangeDefaults.ts';
import { common, count, share } from './common.ts';

/** Settings of a training step that a recipe leaves out. */
export const TRAIN_DEFAULTS = {
  batchSize: 128,
  learningRate: 0.001,
  momentum: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  temperature: 4,
  teacherWeight: 0.9,
  validateEvery: 100,
} as const;

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

/** What a training step can record over its epochs. */
export const TRAIN_RECORDS = ['gradients', 'weights', 'scales'] as const;

const penalty = z.number().min(0).max(1).default(0);

/** What a training needs to know, alone or inside a pruning schedule. */
export const training = {
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
    .strictObject({
      l1: penalty,
      l2: penalty,
      slimming: penalty.describe('L1 of the scales of batch normalisations (Liu et al. 2017).'),
      groupLasso: penalty.describe('Pulls whole filters and neurons towards 0 (Wen et al. 2016).'),
    })
    .default({ l1: 0, l2: 0, slimming: 0, groupLasso: 0 }),
};

/** A training is as long as its epochs or its steps say, not both. */
export const eitherLength = {
  check: (step: { epochs?: number | undefined; steps?: number | undefined }) =>
    (step.epochs === undefined) !== (step.steps === undefined),
  fault: { path: ['epochs'], message: 'expected either epochs or steps' },
};

const workers = count
  .max(16)
  .default(EXCHANGE_DEFAULTS.workers)
  .describe('Simulated workers, each with an equal part of every batch.');
const heldBack = z
  .number()
  .min(0)
  .max(0.999)
  .default(EXCHANGE_DEFAULTS.sparsity)
  .describe('Share of every tensor that is held back in a step.');

/** Optimizers whose updates can be made of exchanged gradients. */
const EXCHANGED: ReadonlySet<string> = new Set(['sgd', 'momentum']);

/** How simulated workers exchange their gradients. */
const gradients = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('dense'), workers }),
  z.strictObject({ rule: z.literal('proportion'), workers, sparsity: heldBack }),
  z.strictObject({ rule: z.literal('threshold'), workers, sparsity: heldBack }),
  z.strictObject({ rule: z.literal('terngrad'), workers }),
  z.strictObject({
    rule: z.literal('dgc'),
    workers,
    sparsity: heldBack,
    momentumCorrection: z.boolean().default(EXCHANGE_DEFAULTS.momentumCorrection),
    localClipping: z
      .union([z.literal(false), z.number().positive().max(1e6)])
      .default(EXCHANGE_DEFAULTS.localClipping)
      .describe('Norm to which the gradients of all workers together are clipped, each worker on its own.'),
    factorMasking: z.boolean().default(EXCHANGE_DEFAULTS.factorMasking),
    warmUp: z.boolean().default(EXCHANGE_DEFAULTS.warmUp).describe('Lower sparsities in the first epochs.'),
  }),
]);

/** Training towards another network's logits. */
const distill = z.strictObject({
  teacher: z.string().describe('Snapshot whose logits are learned along with the labels.'),
  temperature: z.number().min(0.1).max(100).default(TRAIN_DEFAULTS.temperature),
  weight: share
    .default(TRAIN_DEFAULTS.teacherWeight)
    .describe("The teacher's share of the loss; the labels have the rest."),
  labelRate: z
    .number()
    .positive()
    .max(1e6)
    .optional()
    .describe("Learning rate at which the teacher's logits are refined along; they stay where absent."),
});

export const trainStep = z
  .strictObject({
    kind: z.literal('train'),
    ...common,
    ...training,
    record: z
      .array(z.enum(TRAIN_RECORDS))
      .min(1)
      .optional()
      .describe('Histograms kept of the moment before training and after every epoch.'),
    stopAfter: count
      .max(1_000_000)
      .optional()
      .describe('Ends the training after so many batches while its schedule runs as planned for all.'),
    gradients: gradients
      .optional()
      .describe('Simulated workers train together and exchange their gradients by a rule.'),
    distill: distill.optional(),
    mixup: z
      .number()
      .positive()
      .max(100)
      .optional()
      .describe('Mixes images and labels in pairs, by shares from Beta(α, α) with this α.'),
    scaleDropout: z
      .boolean()
      .optional()
      .describe('Lowers the rates of dropout as weights are pruned: D·√(kept / all) of the layer before it.'),
    validate: z
      .strictObject({
        images: count.max(20_000).describe('The last training images, which are not trained on then.'),
        every: count
          .max(100_000)
          .default(TRAIN_DEFAULTS.validateEvery)
          .describe('Batches between two measures.'),
      })
      .optional()
      .describe('Measures loss and accuracy on held out images while it trains.'),
  })
  .refine(eitherLength.check, eitherLength.fault)
  .refine(({ gradients, optimizer }) => !gradients || EXCHANGED.has(optimizer.kind), {
    path: ['optimizer'],
    message: 'expected "sgd" or "momentum", for which workers can exchange gradients',
  })
  .refine(({ gradients, distill, mixup }) => !gradients || !(distill || mixup), {
    path: ['gradients'],
    message: 'expected neither distill nor mixup beside it',
  })
  .refine(({ distill, mixup }) => distill?.labelRate === undefined || mixup === undefined, {
    path: ['mixup'],
    message: 'expected none where labels are refined: a mixed image has no row of its own',
  })
  .refine(({ gradients, batchSize }) => !gradients || batchSize % gradients.workers === 0, {
    path: ['batchSize'],
    message: 'expected a multiple of gradients.workers',
  });
