import { z } from 'zod';
import { CRITERION_IDS, GRANULARITY_IDS, SCHEDULE_IDS, SCOPE_IDS } from '../../pruning/prune.ts';
import { common, count, share } from './common.ts';
import { eitherLength, training } from './trainSchema.ts';

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
    .strictObject({ units: z.record(z.string(), z.array(z.number().int().min(0)).max(20_000)) })
    .describe('Just these units of the layers named, counted from 0; the criterion has no say.'),
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

export const pruneStep = z.strictObject({
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
