import type { StorageBytes } from './cost.ts';

/** What the size of a stored weight matrix depends on. */
export interface StoredMatrix {
  readonly weights: number;
  /** Weights that are not 0. */
  readonly nonzero: number;
  /** Outputs of the layer: rows of its weight as PyTorch lays it out. */
  readonly rows: number;
}

/** Bytes of one weight matrix of 32-bit numbers in each format, without biases. */
export function computeStorageBytes({ weights, nonzero, rows }: StoredMatrix): StorageBytes {
  return {
    dense: 4 * weights,
    // A value and a column for each non-zero, and where each row begins.
    csr: 4 * (2 * nonzero + rows + 1),
    bitmap: Math.ceil(weights / 8) + 4 * nonzero,
  };
}

/** Adds up sizes; `biases` numbers are stored dense in every format. */
export function sumStorageBytes(parts: readonly StorageBytes[], biases = 0): StorageBytes {
  const sum = (pick: (bytes: StorageBytes) => number) =>
    parts.reduce((total, bytes) => total + pick(bytes), 4 * biases);
  return {
    dense: sum(({ dense }) => dense),
    csr: sum(({ csr }) => csr),
    bitmap: sum(({ bitmap }) => bitmap),
  };
}
