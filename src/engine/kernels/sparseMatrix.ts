/** A sparse matrix as lists of its rows (compressed sparse rows). */
export interface SparseMatrix {
  /** `[rows + 1]`: where the values of a row begin; the last is their number. */
  readonly rowStarts: Int32Array;
  /** `[kept]`: the column of each value, ascending within a row. */
  readonly columns: Int32Array;
  /** `[kept]`. */
  readonly values: Float32Array;
}

/** Turns the number of values of each row, led by a 0, into where they begin, and makes room for them. */
function makeRoom(rowStarts: Int32Array) {
  const rows = rowStarts.length - 1;
  for (let row = 0; row < rows; row++) rowStarts[row + 1] = rowStarts[row + 1]! + rowStarts[row]!;
  const count = rowStarts[rows]!;
  // A row's end moves on as its values come.
  return { columns: new Int32Array(count), values: new Float32Array(count), ends: rowStarts.slice(0, rows) };
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
  const { columns, values, ends } = makeRoom(rowStarts);
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

/** Smaller differences count as none: multiplying what comes near subnormal numbers is slow on some processors. */
const LEAST_DIFFERENCE = 2 ** -100;

/** The places where two weights differ, rising. */
function listDifferences(from: Float32Array, to: Float32Array): Int32Array {
  const places = new Int32Array(to.length);
  let count = 0;
  // Without a branch, which no processor could foresee: a place is overwritten where nothing differs.
  for (let index = 0; index < to.length; index++) {
    places[count] = index;
    count += Number(!(Math.abs(to[index]! - from[index]!) < LEAST_DIFFERENCE));
  }
  return places.subarray(0, count);
}

/**
 * What is to be added to one weight `[…, in, out]` to get another, a row for each output; undefined where more than
 * `most` values differ, or one is no number. `columnOf` as in `toSparseMatrix`.
 */
export function toSparseDifference(
  from: Float32Array,
  to: Float32Array,
  rows: number,
  columnOf: Int32Array,
  most: number,
): SparseMatrix | undefined {
  const places = listDifferences(from, to);
  if (places.length > most) return undefined;
  const rowStarts = new Int32Array(rows + 1);
  for (let at = 0; at < places.length; at++) {
    const row = 1 + (places[at]! % rows);
    rowStarts[row] = rowStarts[row]! + 1;
  }
  const { columns, values, ends } = makeRoom(rowStarts);
  for (let at = 0; at < places.length; at++) {
    const index = places[at]!;
    const row = index % rows;
    const difference = to[index]! - from[index]!;
    if (Number.isNaN(difference)) return undefined;
    const end = ends[row]!;
    ends[row] = end + 1;
    columns[end] = columnOf[(index - row) / rows]!;
    values[end] = difference;
  }
  return { rowStarts, columns, values };
}
