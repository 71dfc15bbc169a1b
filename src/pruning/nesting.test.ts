import { describe, expect, it } from 'vitest';
import { computePrune } from './computePrune.ts';
import { createPruner, type PruneOutcome } from './createPruner.ts';
import { CRITERIA } from './criteria/criteria.ts';
import {
  CRITERION_IDS,
  type CriterionId,
  type GranularityId,
  type PruneAmount,
  type PruneRequest,
} from './prune.ts';
import { buildResidualNet, createNormalWeights, createStatistics } from './testNets.ts';

const spec = buildResidualNet();
const SEEDS = [1, 2];

const PAIRS = CRITERION_IDS.flatMap((criterion) =>
  CRITERIA[criterion].granularities.map((granularity) => [criterion, granularity] as const),
);

const SHARES = PAIRS.filter(([, granularity]) => granularity !== 'nm').flatMap(([criterion, granularity]) =>
  (['uniform', 'global', 'isomorphic'] as const).map((scope) => [criterion, granularity, scope] as const),
);

/** Every value that `lower` prunes, `higher` prunes too, and no layer is left without a weight. */
function expectNested(lower: PruneOutcome, higher: PruneOutcome): void {
  for (const [name, mask] of Object.entries(lower.masks)) {
    const later = higher.masks[name]!;
    expect([name, mask.every((keep, index) => keep >= later[index]!)]).toEqual([name, true]);
  }
  for (const [name, mask] of Object.entries(higher.masks)) {
    if (name.endsWith('.weight')) expect([name, mask.includes(1)]).toEqual([name, true]);
  }
}

const countPruned = ({ report }: PruneOutcome) =>
  report.layers.reduce((sum, layer) => sum + layer.prunedUnits, 0);
const countUnits = ({ report }: PruneOutcome) => report.layers.reduce((sum, layer) => sum + layer.units, 0);

function prune(
  criterion: CriterionId,
  granularity: GranularityId,
  scope: 'uniform' | 'global' | 'isomorphic',
  amounts: readonly PruneAmount[],
  seed: number,
): PruneOutcome[] {
  const weights = createNormalWeights(spec, seed);
  const statistics = createStatistics(spec, seed);
  const step: PruneRequest = { criterion, granularity, scope, amount: amounts[0]!, block: [3, 2] };
  const pruner = createPruner(spec, weights, {}, step, statistics);
  return amounts.map((amount) => {
    const outcome = pruner.prune(amount);
    expect(outcome).toEqual(computePrune(spec, weights, {}, { ...step, amount }, statistics));
    return outcome;
  });
}

describe('what is pruned at a level is pruned at every higher one', () => {
  it('for every criterion and every granularity', () => {
    expect(new Set(PAIRS.map(([criterion]) => criterion)).size).toBe(20);
    expect(new Set(PAIRS.map(([, granularity]) => granularity)).size).toBe(8);
  });

  it.each(SHARES)('%s of each %s, %s, and the counts are exact', (criterion, granularity, scope) => {
    for (const seed of SEEDS) {
      const shares = [0.3, 0.6];
      const outcomes = prune(
        criterion,
        granularity,
        scope,
        shares.map((sparsity) => ({ sparsity })),
        seed,
      );
      expectNested(outcomes[0]!, outcomes[1]!);
      for (const [index, share] of shares.entries()) {
        const outcome = outcomes[index]!;
        const { layers } = outcome.report;
        if (scope === 'uniform') {
          for (const { units, prunedUnits, guarded } of layers) {
            if (!guarded) expect(prunedUnits).toBe(Math.round(share * units));
            expect(prunedUnits).toBeLessThanOrEqual(Math.round(share * units));
          }
        }
        if (scope === 'global') {
          // The next unit goes in place of one that is held back, so that even then the count is exact.
          expect(countPruned(outcome)).toBe(Math.round(share * countUnits(outcome)));
        }
      }
    }
  });

  it.each(PAIRS.filter(([, granularity]) => granularity === 'nm'))('%s of patterns, %s', (criterion) => {
    for (const seed of SEEDS) {
      const patterns = ['3:4', '2:4', '1:4'];
      const outcomes = prune(
        criterion,
        'nm',
        'uniform',
        patterns.map((pattern) => ({ pattern })),
        seed,
      );
      expectNested(outcomes[0]!, outcomes[1]!);
      expectNested(outcomes[1]!, outcomes[2]!);
      for (const [index, outcome] of outcomes.entries()) {
        expect(outcome.report.layers.map(({ layer }) => layer)).toEqual(['a1', 'b1', 'proj', 'fc']);
        expect(countPruned(outcome)).toBe(((index + 1) / 4) * countUnits(outcome));
      }
    }
  });
});
