/** A sparse matrix as lists of its rows (compressed sparse rows). */
export interface SparseMatrix {
  /** `[rows + 1]`: where the values of a row begin; the last is their number. */
  readonly rowStarts: Int32Array;
  /** `[kept]`: the column of each value, ascending within a row. */
  readonly columns: Int32Array;
  /** `[kept]`. */
  readonly values: Float32Array;
}

/**
 * The kept values of a layer's weight `[…, in, out]`, a row for each output.
 *
 * `mask` is `[…, in, out]`, 1 keep: a kept value is stored though it be 0. `columnOf` names the column of each of the
 * values that an output has.
 */
export function toSparseMatrix(
  weight: Float32Array,
  mask: Uint8Array | undefined,
  rows: number,
  columnOf: Int32Array,
): SparseMatrix {
  const rowStarts = new Int32Array(rows + 1);
  // Along the weight as it lies in memory, which is not row by row: first counted, then put in place.
  for (let index = 0, row = 1; index < weight.length; index++) {
    if (!mask || mask[index] === 1) rowStarts[row] = rowStarts[row]! + 1;
    row = row === rows ? 1 : row + 1;
  }
  for (let row = 0; row < rows; row++) rowStarts[row + 1] = rowStarts[row + 1]! + rowStarts[row]!;
  const columns = new Int32Array(rowStarts[rows]!);
  const values = new Float32Array(rowStarts[rows]!);
  const ends = rowStarts.slice(0, rows);
  for (let at = 0; at < columnOf.length; at++) {
    const column = columnOf[at]!;
    for (let row = 0, index = at * rows; row < rows; row++, index++) {
      if (mask && mask[index] === 0) continue;
      const end = ends[row]!;
      ends[row] = end + 1;
      columns[end] = column;
      values[end] = weight[index]!;
    }
  }
  return { rowStarts, columns, values };
}
