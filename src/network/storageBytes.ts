/** What the size of a stored weight matrix of 32-bit numbers depends on. */
export interface StoredMatrix {
  readonly weights: number;
  /** Weights that are not 0. */
  readonly nonzero: number;
  /** Outputs of the layer: rows of its weight as PyTorch lays it out. */
  readonly rows: number;
}

/** Bytes of 32-bit numbers without any compression. */
export function computeDenseBytes({ weights }: Pick<StoredMatrix, 'weights'>): number {
  return 4 * weights;
}

/**
 * Bytes of compressed sparse rows: a 32-bit value and a column for each non-zero, and a 32-bit number for where each row
 * begins and the last one ends. With 32-bit columns 2a + n + 1 numbers (Han et al. 2016, arXiv 1510.00149, §2).
 */
export function computeCsrBytes(
  { nonzero, rows }: Omit<StoredMatrix, 'weights'>,
  columnBits: 16 | 32,
): number {
  return nonzero * (4 + columnBits / 8) + 4 * (rows + 1);
}

/** Bytes of one bit a weight, filled up to whole bytes, and a 32-bit value for each non-zero. */
export function computeBitmapBytes({ weights, nonzero }: Omit<StoredMatrix, 'rows'>): number {
  return Math.ceil(weights / 8) + 4 * nonzero;
}
