import { describe, expect, it } from 'vitest';
import { smoothAccuracies } from './smoothCurve.ts';

const points = (accuracies: readonly number[], images: readonly number[] = []) =>
  accuracies.map((accuracy, index) => ({
    sparsity: index / 10,
    accuracy,
    images: images[index] ?? 100,
    low: accuracy,
    high: accuracy,
  }));

describe('smoothAccuracies', () => {
  it('leaves a falling curve as it is', () => {
    expect(smoothAccuracies(points([1, 0.9, 0.9, 0.2]))).toEqual([1, 0.9, 0.9, 0.2]);
    expect(smoothAccuracies([])).toEqual([]);
  });

  it('pools what rises, and once more where the pool then rises', () => {
    const smooth = smoothAccuracies(points([0.9, 0.6, 0.8, 0.95, 0.1]));
    [0.9, 0.7833, 0.7833, 0.7833, 0.1].forEach((value, index) => {
      expect(smooth[index]).toBeCloseTo(value, 3);
    });
  });

  it('weighs points by their images', () => {
    expect(smoothAccuracies(points([0.5, 0.8], [300, 100]))[0]).toBeCloseTo(0.575);
  });

  it('keeps the mean and never rises', () => {
    const values = [0.3, 0.9, 0.1, 0.5, 0.5, 0.7, 0.2];
    const smooth = smoothAccuracies(points(values));
    const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
    expect(sum(smooth)).toBeCloseTo(sum(values));
    expect(smooth.every((value, index) => index === 0 || value <= smooth[index - 1]!)).toBe(true);
  });
});
