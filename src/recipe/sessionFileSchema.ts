import { z } from 'zod';
import { networkSpecSchema } from './schema/networkSchema.ts';
import { recipeSchema, stepSchema } from './schema.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const id = z.string().regex(/^[\w-]{1,60}$/);

const accuracy = z.object({
  images: count,
  accuracy: share,
  loss: z.number().min(0),
  perClassAccuracy: z.array(share).max(256),
  origin: z.literal('shipped').optional(),
});

const tick = z.object({
  done: count,
  total: count,
  remainingMs: z.number().min(0).optional(),
  epoch: z.number().min(0),
  loss: z.number(),
  accuracy: share,
  imagesPerSecond: z.number().min(0),
  learningRate: z.number().min(0),
});

const layerReport = z.object({
  layer: z.string(),
  coupled: z.array(z.string()),
  units: count,
  prunedUnits: count,
  newlyPruned: count,
  threshold: z.number().optional(),
  guarded: z.boolean(),
  beyondAmount: z.boolean().optional(),
});

const numbers = z.array(z.number()).max(100_000);

/** Moments of a training, each with histograms of its layers. */
const moments = z
  .array(
    z.looseObject({
      step: count,
      epoch: z.number().min(0),
      layers: z.array(z.looseObject({ layer: z.string(), counts: numbers })).max(500),
    }),
  )
  .max(2000);

/** What simulated workers sent each other. */
const exchange = z.looseObject({
  rule: z.string().max(40),
  workers: count,
  steps: count,
  ticks: z.array(z.looseObject({ step: count, bytes: count, denseBytes: count })).max(2000),
});

/** The numbers of a snapshot that a file is believed in; what follows from its weights is computed anew. */
const summary = z.object({
  accuracy,
  seconds: z.number().min(0),
  train: z
    .object({
      steps: count,
      ticks: z.array(tick).max(10_000),
      record: z.object({ gradients: moments.optional(), weights: moments.optional() }).optional(),
      exchange: exchange.optional(),
    })
    .optional(),
  prune: z.object({ layers: z.array(layerReport).max(500), sparsity: share }).optional(),
  compact: z.object({ maxLogitDifference: z.number().min(0), images: count }).optional(),
});

const row = z.object({
  id,
  parentId: id.nullable(),
  step: stepSchema.nullable(),
  status: z.enum(['pending', 'done']),
  fromRecipe: z.boolean().optional(),
  snapshot: z.object({ depth: count.max(1000), spec: networkSpecSchema, summary }).optional(),
});

/** `session.json` of a session file. */
export const sessionFileSchema = z.object({
  format: z.literal('pruning-lab-session'),
  version: z.literal(1),
  title: z.string().max(200),
  recipe: recipeSchema,
  rows: z.array(row).min(1).max(500),
  selectedId: z.string(),
  comparedId: z.string().nullable(),
});
