import { beforeAll, describe, expect, it } from 'vitest';
import { type ComputeRank, importRank } from './importRank.ts';
import { createRandom } from './random.ts';

const random = createRandom(3);
const drawValues = (length: number) => Float64Array.from({ length }, () => random.normal());

/** A product `[rows × rank] · [rank × columns]` in single precision: of that rank but for rounding. */
function drawOfRank(rank: number, rows: number, columns: number): Float64Array {
  const [left, right] = [drawValues(rows * rank), drawValues(rank * columns)];
  return Float64Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < rank; k++) sum += left[row * rank + k]! * right[k * columns + column]!;
    return Math.fround(sum);
  });
}

describe('the rank of a matrix', () => {
  let computeRank: ComputeRank;
  beforeAll(async () => {
    computeRank = await importRank();
  });

  it('is that of matrices made with a known one, tall, wide and square, but for single precision', () => {
    for (const [rows, columns] of [
      [8, 8],
      [5, 9],
      [24, 7],
    ] as const) {
      for (let rank = 1; rank <= Math.min(rows, columns); rank++) {
        expect(computeRank(drawOfRank(rank, rows, columns), rows, columns)).toBe(rank);
      }
    }
  });

  it('is 0 of zeros, 1 of a lone value and the number of ones of a diagonal', () => {
    expect(computeRank(new Float64Array(12), 3, 4)).toBe(0);
    expect(computeRank(Float64Array.of(0, 0, 1e-30, 0), 2, 2)).toBe(1);
    expect(computeRank(Float64Array.of(-2), 1, 1)).toBe(1);
    expect(computeRank(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 0), 3, 3)).toBe(2);
  });

  it('counts singular values above max(rows, columns) · 2⁻²³ · the largest', () => {
    const diagonal = (small: number) => Float64Array.of(1, 0, 0, 0, small, 0);
    expect(computeRank(diagonal(3.01 * 2 ** -23), 2, 3)).toBe(2);
    expect(computeRank(diagonal(2.99 * 2 ** -23), 2, 3)).toBe(1);
  });

  it('refuses what is not a number', () => {
    expect(() => computeRank(Float64Array.of(1, Number.NaN), 1, 2)).toThrow(
      'rank of a matrix that holds NaN',
    );
  });
});
