import { describe, expect, it } from 'vitest';
import { computeKeptShare } from './lottery.ts';
import { computeCentre } from './maskCentre.ts';
import { findBreak } from './sensitivityOrder.ts';
import { computeValley } from './valley.ts';

describe('computeKeptShare', () => {
  it.each([
    [3, 51.3],
    [7, 21.1],
    [9, 13.5],
    [15, 3.6],
    [16, 2.9],
  ])('gives after %d rounds the %d %% that the paper prints', (round, percent) => {
    expect(Number((100 * computeKeptShare(round)).toFixed(1))).toBe(percent);
  });
});

describe('computeValley', () => {
  it('is above 1 for one peak at 0', () => {
    expect(computeValley({ counts: [1, 2, 4, 8, 8, 8, 4, 2, 1] })).toBe(2);
  });

  it('is 0 for a hole, and below 1 for two peaks', () => {
    expect(computeValley({ counts: [1, 9, 0, 0, 0, 5, 1] })).toBe(0);
    expect(computeValley({ counts: [1, 9, 1, 1, 1, 5, 1] })).toBe(0.2);
  });

  it('is 0 where a side is empty', () => {
    expect(computeValley({ counts: [0, 0, 3, 3, 3, 5, 1] })).toBe(0);
  });
});

describe('findBreak', () => {
  const point = (sparsity: number, accuracy: number) => ({ sparsity, accuracy, images: 1, low: 0, high: 1 });

  it('lies on the line between the points around it', () => {
    const points = [point(0, 0.98), point(0.5, 0.98), point(0.7, 0.88), point(0.9, 0.1)];
    expect(findBreak({ points }, 0.05)).toBeCloseTo(0.6);
  });

  it('is 1 where nothing breaks', () => {
    expect(findBreak({ points: [point(0, 0.98), point(0.99, 0.97)] }, 0.05)).toBe(1);
  });
});

describe('computeCentre', () => {
  it('takes the mean over the middle half and over the border', () => {
    const size = 10;
    const shareOfPixel = Array.from({ length: size * size }, (_, index) => {
      const [y, x] = [Math.floor(index / size), index % size];
      const fromEdge = Math.min(x, y, size - 1 - x, size - 1 - y);
      return fromEdge === 0 ? 0.1 : fromEdge >= 3 ? 0.7 : 0.4;
    });
    const image = {
      kind: 'pixels' as const,
      layer: 'fc1',
      shape: [size, size, 1] as const,
      outputs: 1,
      kept: [],
      share: shareOfPixel,
      shareOfPixel,
    };
    const centre = computeCentre(image)!;
    expect(centre.middle).toBeCloseTo(0.7);
    expect(centre.border).toBeCloseTo(0.1);
  });

  it('is undefined where the first layer reads no image', () => {
    expect(computeCentre({ kind: 'none', reason: 'no-image' })).toBeUndefined();
  });
});
