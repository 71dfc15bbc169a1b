import { describe, expect, it } from 'vitest';
import { computeMean, computeMedian, computeQuantile, computeStandardDeviation } from './stats.ts';

describe('stats', () => {
  const values = new Float32Array([2, 4, 4, 4, 5, 5, 7, 9]);

  it('divides the variance by n, not by n − 1', () => {
    expect(computeMean(values)).toBe(5);
    expect(computeStandardDeviation(values)).toBe(2);
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
