import type { EncodedColumns, Matrix } from './encodedColumns.ts';

/** The matrix that was encoded (see encodeColumns). */
export function decodeColumns({ rows, columns, parts }: EncodedColumns): Matrix {
  const values = new Float32Array(rows * columns);
  for (const [pe, part] of parts.entries()) {
    for (let column = 0; column < columns; column++) {
      let row = pe;
      for (let entry = part.pointers[column]!; entry < part.pointers[column + 1]!; entry++) {
        row += part.zeros[entry]! * parts.length;
        values[column * rows + row] = part.values[entry]!;
        row += parts.length;
      }
    }
  }
  return { rows, columns, values };
}
