import { describe, expect, it } from 'vitest';
import { resampleArea } from './resample.ts';

describe('resampleArea', () => {
  it('averages over the area that a pixel covers', () => {
    const source = { width: 4, height: 2, channels: 1, values: [0, 4, 8, 0, 4, 8, 0, 4] };
    expect([...resampleArea(source, { x: 0, y: 0, width: 4, height: 2 }, 2, 1)]).toEqual([4, 3]);
  });

  it('weighs pixels that are covered in part', () => {
    // Three pixels into two: each takes one whole and half of the middle one.
    const source = { width: 3, height: 1, channels: 1, values: [0, 30, 90] };
    const [left, right] = resampleArea(source, { x: 0, y: 0, width: 3, height: 1 }, 2, 1);
    expect(left).toBeCloseTo(10, 4);
    expect(right).toBeCloseTo(70, 4);
  });

  it('keeps the channels apart and reads a region only', () => {
    const source = { width: 2, height: 2, channels: 3, values: [9, 9, 9, 1, 2, 3, 9, 9, 9, 3, 4, 5] };
    expect([...resampleArea(source, { x: 1, y: 0, width: 1, height: 2 }, 1, 1)]).toEqual([2, 3, 4]);
  });

  it('keeps the mean when it enlarges', () => {
    const source = { width: 2, height: 1, channels: 1, values: [10, 20] };
    expect([...resampleArea(source, { x: 0, y: 0, width: 2, height: 1 }, 4, 2)]).toEqual([
      10, 10, 20, 20, 10, 10, 20, 20,
    ]);
  });
});
