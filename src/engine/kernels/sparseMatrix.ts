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
  const kept = mask ? mask.reduce((sum, keep) => sum + keep, 0) : weight.length;
  const rowStarts = new Int32Array(rows + 1);
  const columns = new Int32Array(kept);
  const values = new Float32Array(kept);
  let end = 0;
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < columnOf.length; at++) {
      const index = at * rows + row;
      if (mask && mask[index] === 0) continue;
      columns[end] = columnOf[at]!;
      values[end] = weight[index]!;
      end++;
    }
    rowStarts[row + 1] = end;
  }
  return { rowStarts, columns, values };
}
