import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import {
  computeGradientHistogram,
  computeShareBelow,
  GRADIENT_BINS,
  GRADIENT_EDGES,
} from './gradientHistogram.ts';

/** Gradients whose magnitudes lie over twelve decades, some of them 0. */
function createGradient(seed: number, count = 2000): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () =>
    random.uniform() < 0.1 ? 0 : (random.uniform() - 0.5) * 10 ** (-12 * random.uniform()),
  );
}

describe('the histogram of |g|', () => {
  it('sorts a hand-made gradient into decades of ten bins, both signs alike', () => {
    const gradient = Float32Array.of(0, 1e-11, -1e-5, 1.5e-5, 0.5, -0.5, 1000);
    const { counts, ...rest } = computeGradientHistogram('fc1', gradient);
    expect(rest).toMatchObject({ layer: 'fc1', weights: 7, zeros: 1, below: 1, above: 1 });
    const filled = counts.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []));
    const binOf = (magnitude: number) =>
      Math.floor((Math.log10(magnitude) - GRADIENT_BINS.lowestExponent) * GRADIENT_BINS.perDecade);
    expect(filled).toEqual([
      // 1e-5 in single precision is a little less than 10⁻⁵.
      [Math.fround(1e-5) < 1e-5 ? binOf(0.99e-5) : binOf(1.01e-5), 1],
      [binOf(1.5e-5), 1],
      [binOf(0.5), 2],
    ]);
    expect(rest.meanAbsolute).toBeCloseTo((1 + 2.5e-5 + 1000) / 7, 4);
    expect(rest.rootMeanSquare).toBeCloseTo(Math.sqrt((0.5 + 1e6) / 7), 3);
  });

  it('loses no weight, whatever the gradient', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { counts, weights, zeros, below, above } = computeGradientHistogram('a', createGradient(seed));
      expect(zeros + below + above + counts.reduce((sum, count) => sum + count, 0)).toBe(weights);
      expect(weights).toBe(2000);
    }
  });

  it('puts every magnitude between the edges of its bin', () => {
    for (const [bin, edge] of GRADIENT_EDGES.entries()) {
      if (bin === GRADIENT_EDGES.length - 1) continue;
      const inside = Float32Array.of(edge * 1.000001);
      const { counts } = computeGradientHistogram('a', inside);
      expect(counts.indexOf(1)).toBe(bin);
    }
  });

  it('leaves out what a mask prunes', () => {
    const mask = Uint8Array.of(1, 0, 1);
    const { weights, zeros, meanAbsolute } = computeGradientHistogram('a', Float32Array.of(1, 100, 0), mask);
    expect({ weights, zeros, meanAbsolute }).toEqual({ weights: 2, zeros: 1, meanAbsolute: 0.5 });
  });

  it('gives 0 for a layer without kept weights', () => {
    const nothing = computeGradientHistogram('a', Float32Array.of(1), Uint8Array.of(0));
    expect(nothing).toMatchObject({ weights: 0, meanAbsolute: 0, rootMeanSquare: 0 });
    expect(computeShareBelow(nothing, 1)).toBe(0);
  });
});

describe('the share below a threshold', () => {
  it('is exact at every edge and never falls', () => {
    const gradient = createGradient(7);
    const histogram = computeGradientHistogram('a', gradient);
    let before = 0;
    for (const edge of GRADIENT_EDGES) {
      const exact = gradient.filter((value) => Math.abs(value) < edge).length / gradient.length;
      expect(computeShareBelow(histogram, edge)).toBeCloseTo(exact, 12);
      expect(exact).toBeGreaterThanOrEqual(before);
      before = exact;
    }
    expect(computeShareBelow(histogram, 0)).toBe(0);
  });

  it('lies between those of the edges around it', () => {
    const histogram = computeGradientHistogram('a', createGradient(8));
    for (const [bin, low] of GRADIENT_EDGES.slice(0, -1).entries()) {
      const high = GRADIENT_EDGES[bin + 1]!;
      const share = computeShareBelow(histogram, Math.sqrt(low * high));
      expect(share).toBeGreaterThanOrEqual(computeShareBelow(histogram, low));
      expect(share).toBeLessThanOrEqual(computeShareBelow(histogram, high));
    }
  });
});
