import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { shareWeights } from './shareWeights.ts';

/** Lloyd's k-means from evenly spaced centroids by plain loops, each value against each centroid. */
function runLloyd(values: readonly number[], clusters: number): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  let centroids = Array.from({ length: clusters }, (_, at) => low + ((high - low) * at) / (clusters - 1));
  for (let before = ''; before !== centroids.join(); ) {
    before = centroids.join();
    const members = centroids.map((): number[] => []);
    for (const value of values) {
      const distances = centroids.map((centroid) => Math.abs(value - centroid));
      members[distances.indexOf(Math.min(...distances))]!.push(value);
    }
    centroids = centroids.map((centroid, at) => {
      const own = members[at]!;
      return own.length === 0 ? centroid : own.reduce((sum, value) => sum + value, 0) / own.length;
    });
  }
  return centroids;
}

const drawValues = (count: number, seed: number, zeros = 0) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => (random.uniform() < zeros ? 0 : random.normal()));
};

describe('shareWeights', () => {
  it('puts two clumps at their means', () => {
    const { codebook, codes } = shareWeights(Float32Array.of(1, 0, 10, 2, 0, 12, 3), 2);
    // Three centroids begin at 1, 6.5 and 12; nobody is near the middle one, which stays.
    expect([...codes]).toEqual([1, 0, 3, 1, 0, 3, 1]);
    expect([...codebook]).toEqual([0, 2, 6.5, 11]);
  });

  it.each([2, 3, 4, 5])('is what plain loops over all pairs give, with %i bits', (bits) => {
    const values = drawValues(600, bits);
    const { codebook } = shareWeights(values, bits);
    for (const [at, centroid] of runLloyd([...values], 2 ** bits - 1).entries()) {
      expect(codebook[at + 1]).toBeCloseTo(centroid, 6);
    }
  });

  it('gives each value the nearest shared one, each of which is the mean of its values', () => {
    const values = drawValues(3000, 9, 0.8);
    const { codebook, codes } = shareWeights(values, 4);
    const sums = new Float64Array(16);
    const counts = new Float64Array(16);
    for (const [index, value] of values.entries()) {
      const code = codes[index]!;
      if (value === 0) {
        expect(code).toBe(0);
        continue;
      }
      const distance = (other: number) => Math.abs(value - codebook[other]!);
      for (let other = 1; other < 16; other++)
        expect(distance(code)).toBeLessThanOrEqual(distance(other) + 1e-6);
      sums[code]! += value;
      counts[code]!++;
    }
    for (let code = 1; code < 16; code++) {
      if (counts[code]) expect(codebook[code]).toBeCloseTo(sums[code]! / counts[code]!, 6);
    }
  });

  it('has codes that grow with the values and do not depend on their order', () => {
    const values = drawValues(500, 4);
    const sorted = values.slice().sort();
    const { codebook, codes } = shareWeights(sorted, 3);
    for (let index = 1; index < codes.length; index++) {
      expect(codes[index]).toBeGreaterThanOrEqual(codes[index - 1]!);
    }
    expect([...shareWeights(values, 3).codebook]).toEqual([...codebook]);
  });

  it('keeps values as they are where there are no more than shared ones at their places', () => {
    const values = Float32Array.of(-3, -2, -1, 0, 1, 2, 3);
    const { codebook, codes } = shareWeights(values, 3);
    expect(Array.from(codes, (code) => codebook[code])).toEqual([...values]);
  });

  it('has one value besides 0 with one bit: the mean', () => {
    const { codebook } = shareWeights(Float32Array.of(-1, 0, 2, 5), 1);
    expect([...codebook]).toEqual([0, 2]);
  });

  it('leaves zeros zeros', () => {
    expect([...shareWeights(new Float32Array(3), 2).codebook]).toEqual([0, 0, 0, 0]);
    expect([...shareWeights(Float32Array.of(0, -0), 2).codes]).toEqual([0, 0]);
  });

  it('comes to rest and loses less with more bits, on 100,000 weights', () => {
    const values = drawValues(100_000, 2, 0.5);
    const errors = [2, 4, 6, 8].map((bits) => {
      const { codebook, codes, rounds } = shareWeights(values, bits);
      expect(rounds).toBeLessThan(5000);
      return values.reduce((sum, value, index) => sum + (value - codebook[codes[index]!]!) ** 2, 0);
    });
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
  });

  it('refuses values that are not finite and numbers of bits that no code has', () => {
    expect(() => shareWeights(Float32Array.of(1, Number.POSITIVE_INFINITY), 4)).toThrowError(
      expect.objectContaining({ code: 'not-a-number' }),
    );
    for (const bits of [0, 9, 2.5]) expect(() => shareWeights(Float32Array.of(1), bits)).toThrowError(/bits/);
  });
});
