import { describe, expect, it } from 'vitest';
import { layoutStrip } from './stripLayout.ts';

const SIZE = { width: 120, height: 20, padding: 10 };

describe('layoutStrip', () => {
  it('places values between the ends of the domain', () => {
    const { points, meanX, spread } = layoutStrip([0, 0.5, 1], { mean: 0.5, deviation: 0.25 }, [0, 1], SIZE);
    expect(points.map(({ x }) => x)).toEqual([10, 60, 110]);
    expect(points.map(({ y }) => y)).toEqual([5, 10, 15]);
    expect(meanX).toBe(60);
    expect(spread).toEqual({ x: 35, width: 50 });
  });

  it('keeps the spread within the strip', () => {
    expect(layoutStrip([0, 1], { mean: 0.5, deviation: 0.7 }, [0, 1], SIZE).spread).toEqual({
      x: 10,
      width: 100,
    });
  });

  it('puts everything in the middle where all values are equal, and has no spread for one', () => {
    const { points, spread } = layoutStrip([0.9], { mean: 0.9, deviation: null }, [0.9, 0.9], SIZE);
    expect(points[0]?.x).toBe(60);
    expect(spread).toBeNull();
  });
});
