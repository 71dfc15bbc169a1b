import { describe, expect, it } from 'vitest';
import { computeBreakEven } from './computeBreakEven.ts';

const points = (...entries: [sparsity: number, medianMs: number][]) =>
  entries.map(([sparsity, medianMs]) => ({ sparsity, medianMs }));

describe('computeBreakEven', () => {
  it('interpolates between two points in the logarithm of the density', () => {
    // Halfway in time between densities 1 and 0.01 is halfway in the logarithm: density 0.1.
    expect(computeBreakEven(points([0, 8], [0.99, 4]), 6)).toBeCloseTo(0.9, 12);
    expect(computeBreakEven(points([0, 8], [0.5, 6], [0.75, 4], [0.9, 3]), 5)).toBeCloseTo(
      1 - Math.sqrt(0.125),
      12,
    );
  });

  it('is null where the sparsest point does not pay, as fast as dense included', () => {
    expect(computeBreakEven(points([0, 8], [0.9, 7]), 6)).toBeNull();
    expect(computeBreakEven(points([0, 8], [0.9, 6]), 6)).toBeNull();
  });

  it('is the first sparsity where every point pays', () => {
    expect(computeBreakEven(points([0, 5], [0.9, 1]), 6)).toBe(0);
  });

  it('is a number where the sparsest point has nothing left', () => {
    expect(computeBreakEven(points([0, 8], [0.9, 6], [1, 1]), 6)).toBe(0.9);
    expect(computeBreakEven(points([0, 8], [0.9, 7], [1, 1]), 6)).toBe(1);
    expect(computeBreakEven(points([0, 8], [1, 7], [1, 5]), 6)).toBe(1);
  });

  it('takes the last crossing, from which on every point pays', () => {
    const between = computeBreakEven(points([0, 9], [0.5, 5], [0.75, 7], [0.9, 3]), 6)!;
    expect(between).toBeGreaterThan(0.75);
    expect(between).toBeLessThan(0.9);
  });
});
