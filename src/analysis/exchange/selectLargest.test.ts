import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { countSent } from './countSent.ts';
import { type Side, selectLargest } from './selectLargest.ts';

/** The same by sorting. */
function selectBySorting(values: Float32Array, count: number, side: Side): Float32Array {
  const order = [...values.keys()]
    .filter((at) =>
      side === 'both' ? values[at] !== 0 : side === 'positive' ? values[at]! > 0 : values[at]! < 0,
    )
    .sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!) || a - b)
    .slice(0, count);
  const picked = new Float32Array(values.length);
  for (const at of order) picked[at] = values[at]!;
  return picked;
}

describe('the largest magnitudes', () => {
  it('are those that sorting finds, ties and all, on every side', () => {
    const random = createRandom(11);
    for (let round = 0; round < 120; round++) {
      const size = 1 + random.integer(200);
      // Coarse values tie; fine ones reach over many decades, below the smallest normal number too.
      const coarse = round % 2 === 0;
      const values = Float32Array.from({ length: size }, () =>
        coarse ? Math.round(random.normal() * 2) : random.normal() * 10 ** (-44 * random.uniform()),
      );
      const count = random.integer(size + 2);
      for (const side of ['both', 'positive', 'negative'] as const) {
        const picked = new Float32Array(size).fill(7);
        const expected = selectBySorting(values, count, side);
        expect(selectLargest(values, count, picked, side)).toBe(expected.filter((v) => v !== 0).length);
        expect([...picked]).toEqual([...expected]);
      }
    }
  });

  it('come to an end where something is not a number', () => {
    const picked = new Float32Array(4);
    expect(selectLargest(Float32Array.of(1, Number.NaN, -Infinity, 2), 2, picked)).toBe(2);
    expect([...picked]).toEqual([0, Number.NaN, -Infinity, 0]);
  });
});

it('counts what to send: rounded up, 1 at least, without the error of 1 − s', () => {
  expect(countSent(1000, 0.999)).toBe(1);
  expect(countSent(1001, 0.999)).toBe(2);
  expect(countSent(10, 0.999)).toBe(1);
  expect(countSent(235_200, 0.99)).toBe(2352);
  expect(countSent(6, 0)).toBe(6);
  expect(countSent(64, 0.984375)).toBe(1);
});
