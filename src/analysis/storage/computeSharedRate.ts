import { computeExpectedEntries } from './expectedFillers.ts';
import type { StorageBits } from './storageFormat.ts';

/** Bits to expect of a matrix with shared weights: entries · (b_w + b_i) + 2^b_w · 32. */
export function computeSharedBits(
  matrix: { readonly weights: number; readonly nonzero: number },
  { weightBits, indexBits }: StorageBits,
): number {
  return computeExpectedEntries(matrix, indexBits) * (weightBits + indexBits) + 32 * 2 ** weightBits;
}

/**
 * Size of a layer with pruned and shared weights as a share of its dense size, before Huffman coding, non-zeros lying at
 * random (Han et al. 2016, arXiv 1510.00149, tables 2 and 3, "P+Q").
 *
 * `density` is the share of non-zeros, 0…1; biases, none where absent, have 32 bits in both.
 */
export function computeSharedRate({
  density,
  weights,
  biases = 0,
  ...bits
}: StorageBits & { readonly density: number; readonly weights: number; readonly biases?: number }): number {
  const sharedBits = computeSharedBits({ weights, nonzero: density * weights }, bits);
  return (sharedBits + 32 * biases) / (32 * (weights + biases));
}
