import { AppError } from '../../base/errors.ts';
import type { EncodedColumns, Matrix } from './encodedColumns.ts';
import { requireWhole } from './requireWhole.ts';

/**
 * Encodes a matrix for `peCount` PEs: row i belongs to PE i mod `peCount`, and of each column a PE stores pairs of a
 * weight and the number of zeros before it (Han et al. 2016, §III).
 *
 * The zeros count among the PE's own rows and anew in every column. More than 2^indexBits − 1 of them take a padding
 * entry of weight 0, which stands for 2^indexBits zeros; zeros after the last weight of a column take none.
 *
 * Throws `step-impossible` for a `peCount` below 1 or `indexBits` outside 1…8, `invalid-weights` where the values are
 * not rows × columns.
 */
export function encodeColumns(matrix: Matrix, peCount: number, indexBits = 4): EncodedColumns {
  const { rows, columns, values } = matrix;
  requireWhole('number of PEs', peCount);
  requireWhole('bits of an index', indexBits, 8);
  if (values.length !== rows * columns) {
    throw new AppError(
      'invalid-weights',
      `matrix of ${rows} × ${columns} has ${values.length} values (expected ${rows * columns})`,
    );
  }
  const longest = 2 ** indexBits - 1;
  const parts = Array.from({ length: peCount }, () => ({
    values: [] as number[],
    zeros: [] as number[],
    pointers: new Uint32Array(columns + 1),
  }));
  for (let column = 0; column < columns; column++) {
    for (let pe = 0; pe < peCount; pe++) {
      const part = parts[pe]!;
      let run = 0;
      for (let row = pe; row < rows; row += peCount) {
        const value = values[column * rows + row]!;
        if (value === 0) {
          run++;
          continue;
        }
        for (; run > longest; run -= longest + 1) {
          part.values.push(0);
          part.zeros.push(longest);
        }
        part.values.push(value);
        part.zeros.push(run);
        run = 0;
      }
      part.pointers[column + 1] = part.values.length;
    }
  }
  return {
    rows,
    columns,
    indexBits,
    parts: parts.map((part) => ({
      values: new Float32Array(part.values),
      zeros: new Uint8Array(part.zeros),
      pointers: part.pointers,
    })),
  };
}
