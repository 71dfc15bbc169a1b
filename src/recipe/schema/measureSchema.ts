import { z } from 'zod';
import { CRITERION_IDS, GRANULARITY_IDS } from '../../pruning/prune.ts';
import { common, count, share } from './common.ts';
import { eitherLength, training } from './trainSchema.ts';

/** What a measure step can measure; each is a key of the result's `measurements`. */
export const MEASUREMENTS = [
  'accuracy',
  'histogram',
  'weights',
  'apoz',
  'activations',
  'gradients',
  'sensitivity',
  'agreement',
  'cost',
  'storage',
  'latency',
  'sparseSpeed',
  'accelerator',
  'behaviour',
] as const;
export type Measurement = (typeof MEASUREMENTS)[number];

const bits = z.number().int().min(1).max(16);

export const measureStep = z.strictObject({
  kind: z.literal('measure'),
  ...common,
  what: z.array(z.enum(MEASUREMENTS)).min(1),
  images: count
    .max(70_000)
    .optional()
    .describe('Images to measure on; each measurement has its own default.'),
  levels: z.array(share).min(1).max(100).optional().describe('Sparsities of the sensitivity curves.'),
  granularity: z
    .enum(GRANULARITY_IDS)
    .default('weight')
    .describe('What sensitivity prunes and whose importance agreement compares.'),
  criterion: z
    .enum(CRITERION_IDS)
    .optional()
    .describe('By which sensitivity prunes; magnitude for weights and l1 for all else where absent.'),
  layers: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Layers of sensitivity and agreement; all where absent.'),
  block: z
    .tuple([count.max(256), count.max(256)])
    .optional()
    .describe('Inputs and outputs of a block.'),
  fineTune: z
    .strictObject(training)
    .refine(eitherLength.check, eitherLength.fault)
    .optional()
    .describe('A short training before each point of sensitivity is measured.'),
  seeds: z
    .array(z.number().int().min(0).max(0x7fffffff))
    .min(1)
    .max(20)
    .optional()
    .describe('Seeds over which sensitivity is repeated, with criterion random or fineTune.'),
  criteria: z
    .array(z.enum(CRITERION_IDS))
    .min(2)
    .max(CRITERION_IDS.length)
    .optional()
    .describe('Whose importance agreement compares; those that the granularity allows where absent.'),
  against: z
    .string()
    .optional()
    .describe('The snapshot that behaviour is compared with; the one before the step where absent.'),
  batchSize: count.max(1024).optional().describe('Images at a time of latency and sparseSpeed.'),
  runs: count.min(20).max(1000).optional().describe('Recorded runs of latency and sparseSpeed.'),
  storage: z
    .strictObject({
      convBits: bits.optional(),
      denseBits: bits.optional(),
      indexBits: bits.max(8).optional(),
    })
    .optional()
    .describe('Bits of a shared weight and of an index.'),
  accelerator: z
    .strictObject({ peCount: count.max(256).optional(), queueDepth: count.max(64).optional() })
    .optional()
    .describe('Processing elements, and activations that wait at each.'),
});
