import { describe, expect, it } from 'vitest';
import { averagePlanes, findFullStrength, summarizeTiles, takePlane } from './planes.ts';

/** Two tiles of two planes of one row of two cells; the second plane of tile 1 is gone. */
const TENSOR = {
  tiles: 2,
  planes: 2,
  rows: 1,
  columns: 2,
  values: Float32Array.from([1, 10, 3, 0, -5, 20, 7, 0]),
  mask: Uint8Array.from([1, 1, 1, 0, 1, 1, 1, 0]),
};

describe('planes of kernels', () => {
  it('takes one plane of every tile', () => {
    const { values, mask, planes } = takePlane(TENSOR, 1);
    expect(planes).toBe(1);
    expect([...values]).toEqual([3, 0, 7, 0]);
    expect([...mask!]).toEqual([1, 0, 1, 0]);
  });

  it('averages what is there', () => {
    const { values, mask } = averagePlanes(TENSOR);
    expect([...values]).toEqual([2, 10, 1, 20]);
    expect([...mask!]).toEqual([1, 1, 1, 1]);
    const none = averagePlanes({ ...TENSOR, mask: new Uint8Array(8) });
    expect([...none.mask!]).toEqual([0, 0, 0, 0]);
  });

  it('sums up each tile', () => {
    expect(summarizeTiles(TENSOR)).toEqual([
      { kept: 4, meanMagnitude: 4, low: -5, high: 7 },
      { kept: 2, meanMagnitude: 15, low: 10, high: 20 },
    ]);
    expect(summarizeTiles({ ...TENSOR, mask: new Uint8Array(8) })[0]).toEqual({
      kept: 0,
      meanMagnitude: 0,
      low: 0,
      high: 0,
    });
  });

  it('draws in full colour what all but outliers lie below', () => {
    const values = Float32Array.from({ length: 1000 }, (_, at) => (at === 0 ? 50 : at % 2 ? 1 : -1));
    const tensor = { tiles: 10, planes: 1, rows: 10, columns: 10, values, mask: null };
    expect(findFullStrength(tensor)).toBe(1);
    expect(findFullStrength({ ...tensor, mask: new Uint8Array(1000) })).toBe(0);
  });
});
