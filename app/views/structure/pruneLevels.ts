import { type PruneStep, stepSchema } from '../../../src/index.ts';

/** Which channels of a residual network are pruned. */
export const PRUNE_LEVELS = ['inside', 'stages', 'both'] as const;
export type PruneLevel = (typeof PRUNE_LEVELS)[number];

/** The prune step of a level, at a share of the units of each group; by L1, which ranks both kinds. */
export function toLevelStep(level: PruneLevel, share: number, insideLayers: readonly string[]): PruneStep {
  return stepSchema.parse({
    kind: 'prune',
    criterion: 'l1',
    granularity: level === 'stages' ? 'stage' : 'filter',
    scope: 'uniform',
    amount: { sparsity: share },
    ...(level === 'inside' ? { layers: [...insideLayers] } : {}),
  }) as PruneStep;
}
