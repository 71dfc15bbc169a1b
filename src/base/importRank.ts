import { AppError } from './errors.ts';

/** 2⁻²³, the gap between 1 and the next number in single precision. */
const SINGLE_EPSILON = 2 ** -23;

/** The rank of a matrix given row after row, for values in single precision. Throws `not-a-number`. */
export type ComputeRank = (values: Float64Array, rows: number, columns: number) => number;

/** True where some value is not 0. Throws `not-a-number`. */
function holdsSomething(values: Float64Array): boolean {
  let found = false;
  for (const value of values) {
    // A singular value decomposition of such a matrix would never end.
    if (!Number.isFinite(value)) throw new AppError('not-a-number', `rank of a matrix that holds ${value}`);
    found ||= value !== 0;
  }
  return found;
}

/**
 * Loads what computes ranks: how many singular values are above max(rows, columns) · 2⁻²³ · the largest of them, as
 * torch.linalg.matrix_rank counts for `float32`.
 */
export async function importRank(): Promise<ComputeRank> {
  const { Matrix, SingularValueDecomposition } = await import('ml-matrix');
  return (values, rows, columns) => {
    if (!holdsSomething(values)) return 0;
    const { diagonal } = new SingularValueDecomposition(Matrix.from1DArray(rows, columns, values), {
      computeLeftSingularVectors: false,
      computeRightSingularVectors: false,
      autoTranspose: true,
    });
    const tolerance = Math.max(rows, columns) * SINGLE_EPSILON * Math.max(...diagonal);
    return diagonal.filter((value) => value > tolerance).length;
  };
}
