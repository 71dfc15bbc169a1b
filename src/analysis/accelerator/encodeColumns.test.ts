import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { computeEncodedBits } from './computeEncodedBits.ts';
import { decodeColumns } from './decodeColumns.ts';
import { encodeColumns } from './encodeColumns.ts';
import type { Matrix } from './encodedColumns.ts';
import { createRandomMatrix } from './testLayers.ts';

function toColumn(values: readonly number[]): Matrix {
  return { rows: values.length, columns: 1, values: Float32Array.from(values) };
}

function countPadding(matrix: Matrix, peCount: number): number {
  const { parts } = encodeColumns(matrix, peCount);
  return parts.reduce((sum, { values }) => sum + values.filter((value) => value === 0).length, 0);
}

describe('encodeColumns', () => {
  it('encodes the column of the paper', () => {
    const column = toColumn([0, 0, 1, 2, ...new Array<number>(18).fill(0), 3]);
    const { parts } = encodeColumns(column, 1);
    expect([...parts[0]!.values]).toEqual([1, 2, 0, 3]);
    expect([...parts[0]!.zeros]).toEqual([2, 0, 15, 2]);
    expect([...parts[0]!.pointers]).toEqual([0, 4]);
  });

  it.each([
    [15, [9], [15]],
    [16, [0, 9], [15, 0]],
    [31, [0, 9], [15, 15]],
    [32, [0, 0, 9], [15, 15, 0]],
  ])('stores a weight behind %i zeros', (zeros, values, runs) => {
    const { parts } = encodeColumns(toColumn([...new Array<number>(zeros).fill(0), 9, 0, 0]), 1);
    expect([...parts[0]!.values]).toEqual(values);
    expect([...parts[0]!.zeros]).toEqual(runs);
  });

  it('deals rows to PEs in turn and counts zeros anew in every column', () => {
    // 16 × 8 on 4 PEs, of which the first holds rows 0, 4, 8 and 12.
    const kept = [[0, 8, 12], [4], [0, 12], [], [0, 4], [0, 12], [0], [8, 12]];
    const values = new Float32Array(16 * 8);
    for (const [column, rows] of kept.entries()) {
      for (const row of rows) values[column * 16 + row] = 100 * column + row + 1;
    }
    values[3 * 16 + 5] = 7;
    const { parts } = encodeColumns({ rows: 16, columns: 8, values }, 4);
    expect([...parts[0]!.zeros]).toEqual([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, 0, 2, 0]);
    expect([...parts[0]!.pointers]).toEqual([0, 3, 4, 6, 6, 8, 10, 11, 13]);
    expect([...parts[0]!.values].slice(0, 4)).toEqual([1, 9, 13, 105]);
    expect([...parts[1]!.values]).toEqual([7]);
    expect([...parts[1]!.zeros]).toEqual([1]);
    expect([...parts[1]!.pointers]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('gives back every matrix', () => {
    const random = createRandom(11);
    for (let round = 0; round < 200; round++) {
      const rows = random.integer(70);
      const columns = random.integer(6);
      const matrix = createRandomMatrix(rows, columns, random.uniform() ** 3, round);
      const indexBits = 1 + random.integer(8);
      const encoded = encodeColumns(matrix, 1 + random.integer(9), indexBits);
      expect(decodeColumns(encoded)).toEqual(matrix);
      for (const { zeros } of encoded.parts) {
        expect(zeros.every((run) => run < 2 ** indexBits)).toBe(true);
      }
    }
  });

  it('pads as often as random positions let expect', () => {
    // q^16 / (1 − q^16) for each weight of an endless column with a share of 1 − q kept.
    for (const [density, expected] of [
      [0.09, 0.284],
      [0.04, 1.085],
      [0.25, 0.01],
    ] as const) {
      const q16 = (1 - density) ** 16;
      expect(q16 / (1 - q16)).toBeCloseTo(expected, 3);
      const matrix = createRandomMatrix(400_000, 1, density, 3);
      const nonzero = matrix.values.filter((value) => value !== 0).length;
      // Three standard errors of what is nearly a geometric count.
      const error = 3 * Math.sqrt((expected * (1 + expected)) / nonzero);
      expect(Math.abs(countPadding(matrix, 1) / nonzero - expected)).toBeLessThan(error + 5e-4);
    }
  });

  it('pads less where a PE has few rows, since zeros behind the last weight cost nothing', () => {
    // Of R rows a PE expects Σₖ max(0, 1 − 16k / R) q^16k paddings a weight.
    const [rows, q] = [64, 0.91];
    let expected = 0;
    for (let zeros = 16; zeros < rows; zeros += 16) expected += (1 - zeros / rows) * q ** zeros;
    const matrix = createRandomMatrix(rows * 64, 60, 1 - q, 4);
    const nonzero = matrix.values.filter((value) => value !== 0).length;
    expect(expected).toBeCloseTo(0.193, 3);
    expect(countPadding(matrix, 64) / nonzero).toBeCloseTo(expected, 2);
  });

  it('counts bits', () => {
    // 4 entries of 4 + 4 bits, 2 pointers of 16 bits.
    const encoded = encodeColumns(toColumn([0, 0, 1, 2, ...new Array<number>(18).fill(0), 3]), 1);
    expect(computeEncodedBits(encoded)).toEqual({
      valueBits: 16,
      indexBits: 16,
      pointerBits: 32,
      totalBits: 64,
    });
    const wide = encodeColumns(createRandomMatrix(3, 5, 1, 1), 4, 8);
    expect(computeEncodedBits(wide, { valueBits: 32, pointerBits: 8 })).toEqual({
      valueBits: 15 * 32,
      indexBits: 15 * 8,
      pointerBits: 4 * 6 * 8,
      totalBits: 15 * 40 + 4 * 6 * 8,
    });
  });

  it('refuses what it cannot encode', () => {
    const matrix = createRandomMatrix(4, 4, 0.5, 1);
    expect(() => encodeColumns(matrix, 0)).toThrow('invalid number of PEs: 0');
    expect(() => encodeColumns(matrix, 1.5)).toThrow('invalid number of PEs: 1.5');
    expect(() => encodeColumns(matrix, 1, 9)).toThrow('invalid bits of an index: 9 (expected');
    expect(() => encodeColumns({ ...matrix, rows: 5 }, 1)).toThrow('matrix of 5 × 4 has 16 values');
  });
});
