import { describe, expect, it } from 'vitest';
import { compareRanks, readRanks } from './ranks.ts';

const REPORT = {
  criteria: ['l1', 'oracle', 'apoz'],
  granularity: 'filter',
  sparsity: 0.5,
  overlapByChance: 1 / 3,
  spearman: [],
  kendall: [],
  overlap: [],
  leftOut: [],
  layers: [
    {
      layer: 'conv1',
      units: 4,
      prunedUnits: 2,
      spearman: [],
      kendall: [],
      overlap: [],
      scatter: { units: [0, 1, 3, 4], ranks: [[1, 2, 3, 4], [1, 3, 2, 4], null] },
    },
  ],
} as const;

describe('ranks of filters', () => {
  const [l1, oracle, ...others] = readRanks(REPORT, (id) => (id === 'oracle' ? 256 : 0));

  it('are read by unit, without criteria that cannot rank the layer', () => {
    expect(others).toEqual([]);
    expect(l1).toMatchObject({ criterion: 'l1', images: 0, kept: 4 });
    expect([...oracle!.rankOf]).toEqual([
      [0, 1],
      [1, 3],
      [3, 2],
      [4, 4],
    ]);
    expect(oracle!.images).toBe(256);
  });

  it('are compared as the report itself does', () => {
    const { points, spearman, kendall } = compareRanks(l1!, oracle!);
    // ρ = 1 − 6 · 2 / (4 · 15); 5 of 6 pairs in the same order.
    expect(spearman).toBeCloseTo(0.8, 12);
    expect(kendall).toBeCloseTo(4 / 6, 12);
    expect(points).toContainEqual({ unit: 3, a: 3, b: 2 });
  });
});
