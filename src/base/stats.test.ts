import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import {
  computeMean,
  computeMedian,
  computeMoments,
  computeQuantile,
  computeSampleDeviation,
  computeStandardDeviation,
  sortFinite,
} from './stats.ts';

describe('stats', () => {
  const values = new Float32Array([2, 4, 4, 4, 5, 5, 7, 9]);

  it('divides the variance by n, not by n − 1', () => {
    expect(computeMean(values)).toBe(5);
    expect(computeStandardDeviation(values)).toBe(2);
  });

  it('divides the variance of a sample by n − 1', () => {
    expect(computeSampleDeviation([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(computeSampleDeviation([7])).toBe(0);
  });

  it('keeps the deviation of values far from 0', () => {
    expect(computeStandardDeviation([1e8 + 1, 1e8 + 3])).toBe(1);
  });

  it('interpolates quantiles between neighbours and leaves the values in their order', () => {
    const unsorted = [40, 10, 30, 20];
    expect(computeQuantile(unsorted, 0.1)).toBeCloseTo(13, 12);
    expect(computeMedian(unsorted)).toBe(25);
    expect(computeQuantile(unsorted, 0)).toBe(10);
    expect(computeQuantile(unsorted, 1)).toBe(40);
    expect(unsorted).toEqual([40, 10, 30, 20]);
  });

  it('sorts by value, not by spelling', () => {
    expect(computeMedian([100, 9, 20])).toBe(20);
  });

  it('says what nothing gives', () => {
    expect(computeMean([])).toBe(0);
    expect(computeStandardDeviation([])).toBe(0);
    expect(computeMedian([])).toBeNaN();
  });
});

describe('sortFinite', () => {
  it('leaves out what is not finite and keeps the given array and its kind', () => {
    const values = Float32Array.of(3, Number.NaN, -1, Number.POSITIVE_INFINITY, 2, Number.NEGATIVE_INFINITY);
    const sorted = sortFinite(values);
    expect(sorted).toEqual(Float32Array.of(-1, 2, 3));
    expect(values[0]).toBe(3);
    expect(sortFinite([10, 9, Number.NaN])).toEqual(Float64Array.of(9, 10));
  });
});

describe('computeMoments', () => {
  /** Normal values and a tail on one side, so that no moment is 0. */
  const draw = (seed: number, length = 500) => {
    const random = createRandom(seed);
    return Float64Array.from({ length }, () => random.normal() + random.uniform() ** 4 * 5);
  };

  it('gives the moments of a hand-computed case', () => {
    // Mean 2, deviations −2, −1, 0, 3 … of 0, 1, 2, 5: squares 14 / 4, cubes 18 / 4, fourth powers 98 / 4.
    const moments = computeMoments([5, 0, 2, 1]);
    expect(moments).toMatchObject({
      count: 4,
      notFinite: 0,
      zeros: 1,
      mean: 2,
      meanAbsolute: 2,
      min: 0,
      max: 5,
    });
    expect(moments.median).toBe(1.5);
    expect(moments.standardDeviation).toBeCloseTo(Math.sqrt(3.5), 14);
    expect(moments.skewness).toBeCloseTo(4.5 / 3.5 ** 1.5, 14);
    expect(moments.excessKurtosis).toBeCloseTo(24.5 / 3.5 ** 2 - 3, 14);
  });

  it('has the kurtosis −2 of two equally frequent values, the least there is', () => {
    expect(computeMoments([-3, 3, -3, 3])).toMatchObject({
      skewness: 0,
      excessKurtosis: -2,
      meanAbsolute: 3,
    });
  });

  it('says what no values and equal values have, and never NaN', () => {
    expect(computeMoments([])).toEqual({
      count: 0,
      notFinite: 0,
      zeros: 0,
      mean: 0,
      standardDeviation: 0,
      meanAbsolute: 0,
      skewness: null,
      excessKurtosis: null,
      min: null,
      median: null,
      max: null,
    });
    // The sum of three 0.1 is not 0.3, which must not look like a spread.
    const equal = computeMoments([-0.1, -0.1, -0.1]);
    expect(equal).toMatchObject({ mean: -0.1, standardDeviation: 0, meanAbsolute: 0.1, median: -0.1 });
    expect(equal).toMatchObject({ skewness: null, excessKurtosis: null });
  });

  it('counts values that are not finite apart', () => {
    const moments = computeMoments(Float32Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, 3));
    expect(moments).toMatchObject({ count: 2, notFinite: 2, mean: 2, standardDeviation: 1, max: 3 });
    expect(computeMoments([Number.NaN])).toMatchObject({ count: 0, notFinite: 1, mean: 0 });
  });

  it('moves with a translation, which changes no shape', () => {
    for (const seed of [1, 2, 3]) {
      const before = computeMoments(draw(seed));
      const after = computeMoments(draw(seed).map((value) => value + 7));
      expect(after.mean).toBeCloseTo(before.mean + 7, 10);
      expect(after.median).toBeCloseTo(before.median! + 7, 10);
      expect(after.standardDeviation).toBeCloseTo(before.standardDeviation, 10);
      expect(after.skewness).toBeCloseTo(before.skewness!, 9);
      expect(after.excessKurtosis).toBeCloseTo(before.excessKurtosis!, 9);
    }
  });

  it('grows with a scale, whose sign turns the skewness alone', () => {
    for (const [seed, scale] of [[1, 4] as const, [2, 0.01] as const, [3, -3] as const]) {
      const before = computeMoments(draw(seed));
      const after = computeMoments(draw(seed).map((value) => value * scale));
      expect(after.mean / scale).toBeCloseTo(before.mean, 10);
      expect(after.standardDeviation / Math.abs(scale)).toBeCloseTo(before.standardDeviation, 10);
      expect(after.meanAbsolute / Math.abs(scale)).toBeCloseTo(before.meanAbsolute, 10);
      expect(after.skewness).toBeCloseTo(before.skewness! * Math.sign(scale), 9);
      expect(after.excessKurtosis).toBeCloseTo(before.excessKurtosis!, 9);
    }
  });

  it('knows nothing of the order, and bounds the kurtosis by the skewness', () => {
    for (const seed of [4, 5, 6]) {
      const values = draw(seed, 101);
      const moments = computeMoments(values);
      expect(computeMoments(values.toReversed())).toEqual(moments);
      // Pearson's inequality: m₄ / σ⁴ ≥ skewness² + 1.
      expect(moments.excessKurtosis! + 3).toBeGreaterThanOrEqual(moments.skewness! ** 2 + 1);
      expect(moments.meanAbsolute).toBeGreaterThanOrEqual(Math.abs(moments.mean));
    }
  });
});
