import { expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { sortRising } from './sortRising.ts';

const random = createRandom(7);

it.each([
  ['magnitudes of single precision', () => Math.abs(Math.fround(random.normal()))],
  ['both signs', () => Math.fround(random.normal())],
  ['ties and both zeros', () => [0, -0, 1, -1, Math.fround(0.1)][random.integer(5)]!],
  [
    'infinities and subnormal numbers',
    () => [1, -1][random.integer(2)]! * [Infinity, 2 ** -140][random.integer(2)]!,
  ],
  ['double precision', () => random.normal()],
  [
    'values that are not a number',
    () => (random.uniform() < 0.1 ? Number.NaN : Math.fround(random.normal())),
  ],
])('sorts as typed arrays do: %s', (_name, draw) => {
  for (const length of [0, 1, 100, 5000, 70_001]) {
    const doubles = Float64Array.from({ length }, draw);
    for (const values of [doubles, Float32Array.from(doubles)]) {
      const expected = values.slice().sort();
      const sorted = sortRising(values);
      expect(sorted).toBe(values);
      // Bytes, so that 0 and −0 are told apart.
      expect(Buffer.from(sorted.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
    }
  }
});
