import { describe, expect, it } from 'vitest';
import { computeKendall } from '../../base/computeKendall.ts';
import { computeSpearman } from '../../base/computeSpearman.ts';
import { createRandom } from '../../base/random.ts';
import { computeRanking } from '../../base/ranking.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import type { CriterionId, PruneRequest } from '../../pruning/prune.ts';
import { listKeptUnits, scoreUnits } from '../../pruning/scoreUnits.ts';
import { buildResidualNet, createNormalWeights, createStatistics } from '../../pruning/testNets.ts';
import type { PairMatrix } from './agreement.ts';
import { computeAgreement, MOST_SCATTERED, type ScoredUnits } from './computeAgreement.ts';

type Scores = Partial<Record<CriterionId, Readonly<Record<string, readonly number[]>>>>;

function toScored(kept: Readonly<Record<string, readonly number[]>>, scores: Scores): ScoredUnits {
  return {
    granularity: 'filter',
    kept: new Map(Object.entries(kept).map(([layer, flags]) => [layer, Uint8Array.from(flags)])),
    scores: new Map(
      Object.entries(scores).map(([id, layers]) => [
        id as CriterionId,
        new Map(Object.entries(layers).map(([layer, values]) => [layer, Float64Array.from(values)])),
      ]),
    ),
  };
}

const HAND = toScored(
  { a: [1, 1, 0, 1, 1], b: [1, 1] },
  {
    l1: { a: [1, 2, 99, 3, 4], b: [1, 2] },
    oracle: { a: [10, 30, -5, 20, 40], b: [5, 4] },
    apoz: { a: [7, 7, 1, 7, 7] },
  },
);

function expectSymmetric(matrix: PairMatrix, low: number): void {
  for (const [row, values] of matrix.entries()) {
    for (const [column, value] of values.entries()) {
      expect(matrix[column]![row]).toBe(value);
      if (value !== null) expect(value >= low && value <= 1).toBe(true);
    }
  }
}

describe('computeAgreement', () => {
  it('compares kept units alone, by layer and as a mean weighted by them', async () => {
    const report = await computeAgreement(HAND);
    expect(report).toMatchObject({
      criteria: ['l1', 'oracle', 'apoz'],
      granularity: 'filter',
      sparsity: 0.5,
    });
    const [a, b] = report.layers as [(typeof report.layers)[0], (typeof report.layers)[0]];
    expect([a.units, a.prunedUnits, b.units, b.prunedUnits]).toEqual([4, 2, 2, 1]);
    // Ranks 1 2 3 4 and 1 3 2 4: ρ = 1 − 6 · 2 / (4 · 15); 5 of 6 pairs in the same order. In b both are turned round.
    expect(a.spearman[0]![1]).toBeCloseTo(0.8, 12);
    expect(a.kendall[0]![1]).toBeCloseTo(4 / 6, 12);
    expect(b.spearman[0]![1]).toBe(-1);
    expect(report.spearman[0]![1]).toBeCloseTo((4 * 0.8 - 2) / 6, 12);
    expect(report.kendall[1]![0]).toBeCloseTo((4 * (4 / 6) - 2) / 6, 12);
    // The two lowest of a are units 0 and 1 by l1, 0 and 3 by the oracle; of b unit 0 and unit 1.
    expect(a.overlap[0]![1]).toBeCloseTo(1 / 3, 12);
    expect(b.overlap[0]![1]).toBe(0);
    expect(report.overlap[0]![1]).toBeCloseTo(4 / 3 / 6, 12);
    expect(report.overlapByChance).toBeCloseTo(1 / 3, 12);
  });

  it('has no correlation where a criterion ties all units or does not rank the layer', async () => {
    const report = await computeAgreement(HAND);
    const [a, b] = report.layers as [(typeof report.layers)[0], (typeof report.layers)[0]];
    expect(a.spearman[2]).toEqual([null, null, null]);
    expect(b.kendall[2]).toEqual([null, null, null]);
    expect(report.spearman[2]).toEqual([null, null, null]);
    // Of equal scores the first units go: 0 and 1 of a, as by l1.
    expect(a.overlap[2]).toEqual([1, expect.closeTo(1 / 3, 12), 1]);
    expect(b.overlap[2]).toEqual([null, null, null]);
    expect(report.overlap[2]![0]).toBe(1);
    const nothing = await computeAgreement(toScored({ a: [0, 1, 0] }, { l1: { a: [1, 2, 3] } }));
    expect(nothing.layers[0]).toMatchObject({ units: 1, spearman: [[null]], kendall: [[null]] });
    expect(nothing.spearman).toEqual([[null]]);
  });

  it('has no overlap where nothing would go, and a whole one where all would', async () => {
    expect((await computeAgreement(HAND, { sparsity: 0 })).overlap[0]).toEqual([null, null, null]);
    expect((await computeAgreement(HAND, { sparsity: 1 })).overlap[0]).toEqual([1, 1, 1]);
  });

  it('tells the ranks behind the numbers', async () => {
    const { layers } = await computeAgreement(HAND);
    expect(layers[0]!.scatter).toEqual({
      units: [0, 1, 3, 4],
      ranks: [
        [1, 2, 3, 4],
        [1, 3, 2, 4],
        [2.5, 2.5, 2.5, 2.5],
      ],
    });
    expect(layers[1]!.scatter.ranks[2]).toBeNull();
  });

  it('draws units by the seed where a layer has too many to show, each with the rank among all', async () => {
    const count = 3 * MOST_SCATTERED;
    const random = createRandom(8);
    const values = Array.from({ length: count }, () => random.uniform());
    const flags = values.map((_, unit) => (unit % 2 ? 1 : 0));
    const scored = toScored({ a: flags }, { magnitude: { a: values } });
    const every = await computeAgreement(scored);
    const full = computeRanking(Float64Array.from(values.filter((_, unit) => unit % 2))).averageRanks;
    expect(every.layers[0]!.scatter.units).toHaveLength(MOST_SCATTERED);
    const { units, ranks } = every.layers[0]!.scatter;
    expect(new Set(units).size).toBe(MOST_SCATTERED);
    expect(units).toEqual([...units].sort((a, b) => a - b));
    expect(ranks[0]).toEqual(units.map((unit) => full[(unit - 1) / 2]));
    expect(await computeAgreement(scored)).toEqual(every);
    const other = await computeAgreement(scored, { seed: 1 });
    expect(other.layers[0]!.scatter.units).not.toEqual(units);
    expect(other.spearman).toEqual(every.spearman);
  });

  it('agrees with scores of real networks compared pair by pair', async () => {
    const spec = buildResidualNet();
    const weights = createNormalWeights(spec);
    const statistics = createStatistics(spec);
    const toStep = (criterion: CriterionId): PruneRequest => ({
      criterion,
      granularity: 'filter',
      scope: 'uniform',
      amount: { sparsity: 0.25 },
    });
    const { masks } = computePrune(spec, weights, {}, toStep('l1'));
    const criteria: readonly CriterionId[] = ['l1', 'fpgm', 'taylorBatchNorm', 'apoz', 'oracle'];
    const kept = listKeptUnits(spec, masks, toStep('l1'));
    const scores = new Map(
      criteria.map((id) => [id, scoreUnits(spec, weights, masks, toStep(id), statistics)] as const),
    );
    const report = await computeAgreement({ granularity: 'filter', kept, scores });
    expect(report.layers.map(({ layer }) => layer)).toEqual([...kept.keys()]);
    for (const layer of report.layers) {
      const rankOf = (id: CriterionId) =>
        computeRanking(
          scores
            .get(id)!
            .get(layer.layer)!
            .filter((_, unit) => kept.get(layer.layer)![unit]),
        );
      for (const [row, first] of criteria.entries()) {
        for (const [column, second] of criteria.entries()) {
          const [a, b] = [rankOf(first), rankOf(second)];
          const [rho, tau] = [computeSpearman(a, b)!, computeKendall(a, b)!];
          expect(layer.spearman[row]![column]).toBeCloseTo(rho, 12);
          expect(layer.kendall[row]![column]).toBeCloseTo(tau, 12);
        }
        expect(layer.overlap[row]![row]).toBe(1);
      }
    }
    expectSymmetric(report.spearman, -1);
    expectSymmetric(report.kendall, -1);
    expectSymmetric(report.overlap, 0);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('tells how far it is, and stops when cancelled', async () => {
    const done: number[] = [];
    await computeAgreement(HAND, {}, { onProgress: (progress) => done.push(progress.done / progress.total) });
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
    const abort = new AbortController();
    const running = computeAgreement(HAND, {}, { signal: abort.signal, onProgress: () => abort.abort() });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refuses scores that are not numbers, of kept units alone', async () => {
    const scored = (flags: readonly number[]) => toScored({ a: flags }, { l1: { a: [1, Number.NaN, 3] } });
    await expect(computeAgreement(scored([1, 1, 1]))).rejects.toThrow('a score of l1 of a is not a number');
    expect((await computeAgreement(scored([1, 0, 1]))).spearman).toEqual([[1]]);
  });
});
