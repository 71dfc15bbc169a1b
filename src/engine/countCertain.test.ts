import { describe, expect, it } from 'vitest';
import { countCertain } from './countCertain.ts';

const count = (rows: readonly (readonly number[])[], labels: readonly number[]) =>
  countCertain(Float32Array.from(rows.flat()), Uint8Array.from(labels));

describe('countCertain', () => {
  it('counts rows whose largest value stands at the label', () => {
    const rows = [
      [1, 2, 3],
      [3, 2, 1],
      [-3, -1, -2],
    ];
    expect(count(rows, [2, 1, 1])).toBe(2);
  });

  it.each([
    ['two are equal', [1, 1, 0]],
    ['all are 0', [0, 0, 0]],
    ['two differ by rounding', [1, 1 + 1e-6, -5]],
    ['one is no number', [1, Number.NaN, 3]],
    ['all overflow', [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0]],
  ])('does not where %s', (_, row) => {
    expect(count([[1, 2, 3], row], [2, 0])).toBeUndefined();
  });

  it('holds a lead against the spread of the row, whatever its size', () => {
    expect(count([[1e-20, 2e-20, 0]], [1])).toBe(1);
    expect(count([[1e20, 1.0001e20, 0]], [1])).toBeUndefined();
    expect(count([[1e20, 1.001e20, 0]], [1])).toBe(1);
  });
});
