import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../base/wilsonInterval.ts';
import { computeUncertainty } from './uncertainty.ts';

const point = (sparsity: number, correct: number, images: number) => ({ sparsity, correct, images });
const width = (correct: number, images: number) => {
  const { low, high } = wilsonInterval(correct, images);
  return high - low;
};

describe('computeUncertainty', () => {
  it('multiplies the width of the interval by the slope between the neighbours', () => {
    const curve = [point(0, 100, 100), point(0.5, 90, 100), point(0.75, 25, 100)];
    expect(computeUncertainty(curve, 1)).toBeCloseTo(width(90, 100) * (0.75 / 0.75), 12);
    // At an end the slope is that to the one neighbour.
    expect(computeUncertainty(curve, 2)).toBeCloseTo(width(25, 100) * (0.65 / 0.25), 12);
  });

  it('looks past points that were never measured, whose own interval is all of 0 to 1', () => {
    const curve = [point(0, 100, 100), point(0.4, 0, 0), point(0.5, 0, 0), point(1, 20, 100)];
    expect(computeUncertainty(curve, 1)).toBeCloseTo(0.8, 12);
    expect(computeUncertainty(curve, 2)).toBeCloseTo(0.8, 12);
  });

  it('gives level curves a little, the widest interval first', () => {
    const curve = [point(0, 99, 100), point(0.5, 198, 200), point(0.9, 99, 100)];
    expect(computeUncertainty(curve, 1)).toBeLessThan(computeUncertainty(curve, 2));
    expect(computeUncertainty([point(0, 0, 0)], 0)).toBeCloseTo(0.1, 12);
  });
});
