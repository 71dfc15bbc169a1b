import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { computeQuantile } from '../../base/stats.ts';
import { createQuantileSketch, sparsityAt, thresholdAt } from './quantileSketch.ts';

const random = createRandom(5);
const fill = (length: number, draw: () => number) => Float32Array.from({ length }, draw);

/** Kinds of weights by what is hard about them. */
const CASES: Readonly<Record<string, Float32Array>> = {
  normal: fill(5000, () => random.normal() * 0.1),
  'heavy tails': fill(5000, () => random.normal() ** 5),
  'few more than the sketch holds': fill(300, () => random.normal()),
  'few more, mostly equal': fill(300, () => (random.uniform() < 0.7 ? 0.5 : random.normal())),
  'as many as the sketch holds': fill(257, () => random.normal()),
  few: fill(40, () => random.normal()),
  tied: fill(3000, () => random.integer(9) / 16),
  'tied and few': fill(30, () => random.integer(4) / 16),
  'half zeros': fill(4001, () => (random.uniform() < 0.5 ? 0 : random.normal())),
  bimodal: fill(4000, () => (random.uniform() < 0.5 ? -1 : 1) * (1 + random.normal() * 0.01)),
  constant: fill(1000, () => -0.25),
  zeros: fill(1000, () => 0),
  one: Float32Array.of(-3),
};
const SIZES = [257, 17, 2];
const runs = Object.entries(CASES).flatMap(([name, values]) =>
  SIZES.map((size) => ({ name, values, size, sketch: createQuantileSketch(values, size) })),
);

const shareBelow = (values: Float32Array, threshold: number) =>
  values.filter((value) => Math.abs(value) < threshold).length / values.length;
const shareUpTo = (values: Float32Array, threshold: number) =>
  values.filter((value) => Math.abs(value) <= threshold).length / values.length;

/** Thresholds at, just below, just above and between magnitudes, and outside of them. */
function listThresholds(values: Float32Array): number[] {
  const picked = Array.from({ length: 60 }, () => Math.abs(values[random.integer(values.length)]!));
  const near = picked.flatMap((value) => [value, value * (1 - 1e-7), value * (1 + 1e-7), value * 0.7]);
  return [-1, 0, 1e-30, ...near, 1e9].sort((a, b) => a - b);
}

const ROUNDING = 1e-12;

describe('createQuantileSketch', () => {
  it('holds type 7 quantiles of the magnitudes at equal steps of rank, as plain JSON', () => {
    const { normal } = CASES as { normal: Float32Array };
    const sketch = createQuantileSketch(normal, 11);
    expect(sketch.quantiles).toHaveLength(11);
    for (const [step, quantile] of sketch.quantiles.entries()) {
      expect(quantile).toBeCloseTo(computeQuantile(normal.map(Math.abs), step / 10), 12);
    }
    expect(JSON.parse(JSON.stringify(sketch))).toEqual(sketch);
  });

  it('holds every magnitude where they are few, and counts zeros', () => {
    const sketch = createQuantileSketch(Float32Array.of(3, 0, -1, -0, 2));
    expect(sketch).toEqual({ count: 5, zeros: 2, quantiles: [0, 0, 1, 2, 3] });
    expect(createQuantileSketch([])).toEqual({ count: 0, zeros: 0, quantiles: [] });
  });

  it('leaves out what is not finite, and the given values as they are', () => {
    const values = Float32Array.of(5, Number.NaN, -4, Number.NEGATIVE_INFINITY);
    expect(createQuantileSketch(values)).toEqual({ count: 2, zeros: 0, quantiles: [4, 5] });
    expect(values[0]).toBe(5);
    expect(values[2]).toBe(-4);
  });

  it('refuses a size that spans nothing', () => {
    expect(() => createQuantileSketch([1], 1)).toThrow('invalid size of a sketch: 1');
    expect(() => createQuantileSketch([1], 2.5)).toThrow('invalid size of a sketch: 2.5');
  });
});

describe('sparsityAt', () => {
  it.each(runs)('is wrong by at most 1 / (size − 1): $name, $size', ({ values, size, sketch }) => {
    for (const threshold of listThresholds(values)) {
      const error = Math.abs(sparsityAt(sketch, threshold) - shareBelow(values, threshold));
      expect(error).toBeLessThanOrEqual(1 / (size - 1) + ROUNDING);
    }
  });

  it.each(runs)('never falls, from exactly 0 to exactly 1: $name, $size', ({ values, sketch }) => {
    const shares = listThresholds(values).map((threshold) => sparsityAt(sketch, threshold));
    expect(shares.every((share, place) => place === 0 || share >= shares[place - 1]! - ROUNDING)).toBe(true);
    expect(sparsityAt(sketch, sketch.quantiles[0]!)).toBe(0);
    expect(shares.at(-1)).toBe(1);
  });

  it('is exact where all magnitudes are held', () => {
    for (const { values, size, sketch } of runs.filter((run) => run.values.length <= run.size)) {
      expect(sketch.quantiles).toHaveLength(Math.min(size, values.length));
      for (const threshold of listThresholds(values)) {
        expect(sparsityAt(sketch, threshold)).toBeCloseTo(shareBelow(values, threshold), 14);
      }
    }
  });

  it.each(runs)('is never below the share of zeros above 0: $name, $size', ({ sketch }) => {
    expect(sparsityAt(sketch, 1e-30)).toBeGreaterThanOrEqual(sketch.zeros / sketch.count - ROUNDING);
  });

  it('is 0 of nothing', () => {
    expect(sparsityAt(createQuantileSketch([]), 1)).toBe(0);
    expect(thresholdAt(createQuantileSketch([]), 1)).toBe(0);
  });
});

describe('thresholdAt', () => {
  const SHARES = Array.from({ length: 101 }, (_, step) => step / 100);

  it.each(runs)('parts the weights at the share, to the bound: $name, $size', ({ values, size, sketch }) => {
    for (const share of SHARES) {
      const threshold = thresholdAt(sketch, share);
      expect(shareBelow(values, threshold)).toBeLessThanOrEqual(share + 1 / (size - 1) + ROUNDING);
      expect(shareUpTo(values, threshold)).toBeGreaterThanOrEqual(share - 1 / (size - 1) - ROUNDING);
    }
  });

  it.each(runs)('never falls, and prunes none at 0 and all at 1: $name, $size', ({ values, sketch }) => {
    const thresholds = SHARES.map((share) => thresholdAt(sketch, share));
    expect(thresholds.every((value, place) => place === 0 || value >= thresholds[place - 1]!)).toBe(true);
    expect(shareBelow(values, thresholds[0]!)).toBe(0);
    expect(shareBelow(values, thresholds.at(-1)!)).toBe(1);
    expect(sparsityAt(sketch, thresholds.at(-1)!)).toBe(1);
  });

  it.each(runs)('undoes sparsityAt, however many weights are equal: $name, $size', ({ values, sketch }) => {
    for (const threshold of listThresholds(values)) {
      const share = sparsityAt(sketch, threshold);
      expect(sparsityAt(sketch, thresholdAt(sketch, share))).toBeCloseTo(share, 5);
    }
  });

  it('is undone by sparsityAt, to the bound, where no weights are equal', () => {
    const smooth = ['normal', 'heavy tails', 'few more than the sketch holds', 'few', 'bimodal'];
    for (const { size, sketch } of runs.filter(({ name }) => smooth.includes(name))) {
      for (const share of SHARES) {
        const error = Math.abs(sparsityAt(sketch, thresholdAt(sketch, share)) - share);
        // Of few weights each is a larger share than a step of the sketch would be.
        expect(error).toBeLessThanOrEqual(Math.max(1 / (size - 1), 1 / sketch.count) + ROUNDING);
      }
    }
  });
});
