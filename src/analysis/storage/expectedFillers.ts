/**
 * Fillers to expect for each non-zero, non-zeros lying at random: f = q^(2^b) / (1 − q^(2^b)), q the share of zeros.
 *
 * A filler takes 2^b zeros, itself one of them, so a run of Z zeros needs ⌊Z / 2^b⌋, and P(Z ≥ k) = q^k. `density` is 0…1;
 * 0 where nothing is stored.
 */
export function computeExpectedFillers(density: number, indexBits: number): number {
  if (density === 0) return 0;
  const reach = (1 - density) ** (2 ** indexBits);
  return reach / (1 - reach);
}

/** Non-zeros and fillers to expect of a matrix. */
export function computeExpectedEntries(
  { weights, nonzero }: { readonly weights: number; readonly nonzero: number },
  indexBits: number,
): number {
  return weights === 0 ? 0 : nonzero * (1 + computeExpectedFillers(nonzero / weights, indexBits));
}
