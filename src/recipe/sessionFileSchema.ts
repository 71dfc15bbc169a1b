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

/** The numbers of a snapshot that a file is believed in; what follows from its weights is computed anew. */
const summary = z.object({
  accuracy,
  seconds: z.number().min(0),
  train: z.object({ steps: count, ticks: z.array(tick).max(10_000) }).optional(),
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
