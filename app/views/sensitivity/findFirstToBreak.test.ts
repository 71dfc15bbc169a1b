import { describe, expect, it } from 'vitest';
import { findBase, findFirstToBreak, imagesOf } from './findFirstToBreak.ts';

const point = (sparsity: number, accuracy: number, images = 500) => ({
  sparsity,
  accuracy,
  images,
  low: accuracy,
  high: accuracy,
});
const CURVES = {
  conv1: [point(0, 0.99), point(0.5, 0.96), point(0.8, 0.7)],
  fc1: [point(0, 0.99, 200), point(0.5, 0.99), point(0.8, 0.6), point(0.9, 0.2)],
};

describe('findFirstToBreak', () => {
  it('takes the lowest sparsity at which a layer has fallen too far', () => {
    expect(findFirstToBreak(CURVES, 0.99, 0.02)).toMatchObject({ layer: 'conv1', point: { sparsity: 0.5 } });
  });

  it('takes the lower accuracy of two that break at one level', () => {
    expect(findFirstToBreak(CURVES, 0.99, 0.05)).toMatchObject({ layer: 'fc1', point: { accuracy: 0.6 } });
  });

  it('is absent where no layer has fallen that far', () => {
    expect(findFirstToBreak(CURVES, 0.99, 0.9)).toBeUndefined();
  });
});

describe('findBase', () => {
  it('takes the first point measured on the most images', () => {
    expect(findBase(CURVES)).toBe(CURVES.conv1[0]);
    expect(findBase({})).toBeUndefined();
  });
});

describe('imagesOf', () => {
  it('tells the least and the most', () => {
    expect(imagesOf(CURVES, 500)).toEqual([200, 500]);
    expect(imagesOf({ a: [point(0, 1)] }, 100)).toEqual([500]);
    expect(imagesOf({}, 100)).toEqual([100]);
  });
});
