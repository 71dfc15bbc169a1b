import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeKendall } from './computeKendall.ts';
import { computeSpearman } from './computeSpearman.ts';
import { createRandom } from './random.ts';
import { computeRanking } from './ranking.ts';

const random = createRandom(4);
/** Whole numbers of so many levels: the fewer, the more ties. */
const draw = (count: number, levels: number) =>
  Float64Array.from({ length: count }, () => random.integer(levels) - levels / 2);

const spearmanOf = (a: Float64Array, b: Float64Array) =>
  computeSpearman(computeRanking(a), computeRanking(b));
const kendallOf = (a: Float64Array, b: Float64Array) => computeKendall(computeRanking(a), computeRanking(b));
const MEASURES = [
  ['spearman', spearmanOf],
  ['kendall', kendallOf],
] as const;

/** τ-b by its definition: signs of all pairs. */
function computeNaiveKendall(a: Float64Array, b: Float64Array): number {
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const [signA, signB] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)];
      product += signA * signB;
      squaresA += signA * signA;
      squaresB += signB * signB;
    }
  }
  return product / Math.sqrt(squaresA * squaresB);
}

interface RankCase {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly spearman: number;
  readonly kendall: number;
}

describe('computeRanking', () => {
  it('gives equal numbers their mean rank, and orders them by their place', () => {
    const { below, order, averageRanks, tiedPairs } = computeRanking(Float64Array.of(3, -1, 0, 3, -0, 3));
    expect([...below]).toEqual([3, 0, 1, 3, 1, 3]);
    expect([...order]).toEqual([1, 2, 4, 0, 3, 5]);
    expect([...averageRanks]).toEqual([5, 1, 2.5, 5, 2.5, 5]);
    expect(tiedPairs).toBe(4);
  });
});

describe('rank correlation', () => {
  it('gives the hand-computed values without ties', () => {
    // Differences of ranks 0, 1, −1, 1, −1: ρ = 1 − 6 · 4 / (5 · 24); of 10 pairs 2 are in the opposite order.
    const [a, b] = [Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(10, 30, 20, 60, 40)];
    const c = Float64Array.of(1, 3, 2, 5, 4);
    expect(spearmanOf(a, b)).toBeCloseTo(1 - (6 * 4) / 120, 12);
    expect(kendallOf(a, b)).toBeCloseTo(6 / 10, 12);
    expect(spearmanOf(b, c)).toBe(1);
    expect(kendallOf(b, c)).toBe(1);
  });

  it('gives the hand-computed values with ties', () => {
    // Pairs of (1, 1), (1, 2), (2, 2): one tied in a, one in b, one in the same order; τ-b = 1 / √(2 · 2).
    const [a, b] = [Float64Array.of(1, 1, 2), Float64Array.of(1, 2, 2)];
    expect(kendallOf(a, b)).toBeCloseTo(0.5, 12);
    // Ranks (1.5, 1.5, 3) and (1, 2.5, 2.5): 0.75 / 1.5.
    expect(spearmanOf(a, b)).toBeCloseTo(0.5, 12);
  });

  it('gives what numpy and a loop over all pairs give', () => {
    const url = new URL('../analysis/fixtures/torchBehaviour.json', import.meta.url);
    const { ranks } = JSON.parse(readFileSync(url, 'utf8')) as { readonly ranks: readonly RankCase[] };
    expect(ranks).toHaveLength(6);
    for (const { x, y, spearman, kendall } of ranks) {
      const [a, b] = [Float64Array.from(x), Float64Array.from(y)];
      expect(spearmanOf(a, b)).toBeCloseTo(spearman, 12);
      expect(kendallOf(a, b)).toBeCloseTo(kendall, 12);
    }
  });

  it('counts pairs by merging as by comparing all of them, with many ties and few', () => {
    for (let round = 0; round < 120; round++) {
      const count = 2 + random.integer(50);
      const levels = 2 + random.integer(round % 2 ? 5 : 500);
      const [a, b] = [draw(count, levels), draw(count, levels)];
      [a[0], a[1], b[0], b[1]] = [0, 1, 0, 1];
      expect(kendallOf(a, b)).toBeCloseTo(computeNaiveKendall(a, b), 12);
    }
  });

  it.each(MEASURES)('%s: lies in −1…1, is 1 with itself and the same both ways round', (_, measure) => {
    for (let round = 0; round < 60; round++) {
      const [a, b] = [draw(40, 2 + round), draw(40, 2 + round)];
      const value = measure(a, b)!;
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(measure(b, a)).toBeCloseTo(value, 12);
      expect(measure(a, a)).toBe(1);
    }
  });

  it.each(MEASURES)('%s: stays under a rising map and turns its sign under a falling one', (_, measure) => {
    for (let round = 0; round < 60; round++) {
      const [a, b] = [draw(40, 12), draw(40, 12)];
      const value = measure(a, b)!;
      expect(measure(a.map(Math.exp), b)).toBeCloseTo(value, 12);
      expect(
        measure(
          a,
          b.map((x) => x ** 3 + 7),
        ),
      ).toBeCloseTo(value, 12);
      expect(
        measure(
          a.map((x) => -x),
          b,
        ),
      ).toBeCloseTo(-value, 12);
    }
  });

  it.each(MEASURES)('%s: does not depend on the order in which things are given', (_, measure) => {
    const [a, b] = [draw(60, 20), draw(60, 20)];
    const places = Array.from(a.keys()).sort(() => random.uniform() - 0.5);
    const permuted = (values: Float64Array) => Float64Array.from(places, (place) => values[place]!);
    expect(measure(permuted(a), permuted(b))).toBeCloseTo(measure(a, b)!, 12);
  });

  it.each(MEASURES)('%s: is null where one side is constant', (_, measure) => {
    const rising = Float64Array.of(1, 2, 3);
    for (const constant of [Float64Array.of(2, 2, 2), Float64Array.of(0, -0, 0)]) {
      expect(measure(constant, rising)).toBeNull();
      expect(measure(rising, constant)).toBeNull();
    }
    expect(measure(Float64Array.of(1), Float64Array.of(1))).toBeNull();
    expect(measure(new Float64Array(0), new Float64Array(0))).toBeNull();
  });

  it('keeps to its bounds for as many weights as a large layer has', () => {
    const values = Float64Array.from({ length: 400_000 }, () => random.uniform());
    const [rising, falling] = [computeRanking(values), computeRanking(values.map((value) => -value))];
    expect(computeKendall(rising, falling)).toBe(-1);
    expect(computeSpearman(rising, rising)).toBe(1);
    expect(computeSpearman(rising, falling)).toBe(-1);
  });
});
