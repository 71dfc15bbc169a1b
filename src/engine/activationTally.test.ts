import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { computeMean, computeStandardDeviation } from '../base/stats.ts';
import { ActivationTally, IMAGE_FIGURES } from './activationTally.ts';

/** Figures of images `[images][positions]` of one channel. */
function toFigures(images: readonly (readonly number[])[]): Float32Array {
  const compute = {
    zeros: (outputs: readonly number[]) => outputs.filter((value) => value === 0).length,
    positives: (outputs: readonly number[]) => outputs.filter((value) => value > 0).length,
    positiveSum: (outputs: readonly number[]) => outputs.reduce((sum, value) => sum + Math.max(0, value), 0),
    mean: computeMean,
    variance: (outputs: readonly number[]) => computeStandardDeviation(outputs) ** 2,
    minimum: (outputs: readonly number[]) => Math.min(...outputs),
    maximum: (outputs: readonly number[]) => Math.max(...outputs),
  };
  return Float32Array.from(IMAGE_FIGURES.flatMap((figure) => images.map((image) => compute[figure](image))));
}

describe('ActivationTally', () => {
  it('counts, averages and ranks images by hand-computed numbers, chunk after chunk', () => {
    const tally = new ActivationTally('relu1', 2, 1, 2);
    tally.add(
      0,
      Uint8Array.of(7, 8),
      toFigures([
        [0, 1],
        [0, 0],
      ]),
    );
    tally.add(
      2,
      Uint8Array.of(9, 5),
      toFigures([
        [-2, 3],
        [1, 1],
      ]),
    );
    const { mean, standardDeviation, ...counts } = tally.toObservation();
    expect(counts).toEqual({
      node: 'relu1',
      images: 4,
      positions: 2,
      zeros: Float64Array.of(3),
      positives: Float64Array.of(4),
      positiveSums: Float64Array.of(6),
      minimum: Float64Array.of(-2),
      maximum: Float64Array.of(3),
      awakeImages: Float64Array.of(3),
      // Image 3 wakes it as much as image 0 and comes later.
      wakers: [
        [
          { image: 2, label: 9, activation: 3 },
          { image: 0, label: 7, activation: 1 },
        ],
      ],
    });
    expect(mean[0]).toBe(0.5);
    // (3 · 0.25 + 3 · 0.25 + 6.25 + 6.25) / 8
    expect(standardDeviation[0]).toBeCloseTo(Math.sqrt(14 / 8), 12);
  });

  it('has the moments of all outputs together, and no spread where they are equal', () => {
    const random = createRandom(3);
    const images = Array.from({ length: 50 }, () => Array.from({ length: 6 }, () => 40 + random.normal()));
    const tally = new ActivationTally('tanh2', 6, 1, 0);
    tally.add(0, new Uint8Array(50), toFigures(images));
    const { mean, standardDeviation, wakers } = tally.toObservation();
    expect(mean[0]).toBeCloseTo(computeMean(images.flat()), 5);
    expect(standardDeviation[0]).toBeCloseTo(computeStandardDeviation(images.flat()), 5);
    expect(wakers).toEqual([[]]);
    const constant = new ActivationTally('tanh2', 6, 1, 0);
    constant.add(0, new Uint8Array(50), toFigures(images.map((image) => image.map(() => 0.5))));
    expect(constant.toObservation().standardDeviation[0]).toBe(0);
  });

  it('names the node that puts out what is no number', () => {
    const tally = new ActivationTally('relu1', 1, 1, 2);
    expect(() => tally.add(0, Uint8Array.of(0), new Float32Array(7).fill(Number.NaN))).toThrow(/^relu1 /);
  });
});
