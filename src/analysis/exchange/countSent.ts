/** What rounding can make of a product that should be whole. */
const ROUNDING = 1e-6;

/** Values to send of `size` at a sparsity: (1 − s)·size rounded up, as the authors of DGC do; so 1 at least. */
export function countSent(size: number, sparsity: number): number {
  return Math.min(size, Math.max(1, Math.ceil((1 - sparsity) * size - ROUNDING)));
}
