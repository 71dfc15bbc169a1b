import {
  computeBitmapBytes,
  computeCsrBytes,
  computeDenseBytes,
  type StoredMatrix,
} from '../network/storageBytes.ts';
import type { StorageBytes } from './cost.ts';

/** Bytes of one weight matrix of 32-bit numbers in each format, without biases. */
export function computeStorageBytes(matrix: StoredMatrix): StorageBytes {
  return {
    dense: computeDenseBytes(matrix),
    csr: computeCsrBytes(matrix, 32),
    bitmap: computeBitmapBytes(matrix),
  };
}

/** Adds up sizes; `biases` numbers are stored dense in every format. */
export function sumStorageBytes(parts: readonly StorageBytes[], biases = 0): StorageBytes {
  const sum = (pick: (bytes: StorageBytes) => number) =>
    parts.reduce((total, bytes) => total + pick(bytes), computeDenseBytes({ weights: biases }));
  return {
    dense: sum(({ dense }) => dense),
    csr: sum(({ csr }) => csr),
    bitmap: sum(({ bitmap }) => bitmap),
  };
}
