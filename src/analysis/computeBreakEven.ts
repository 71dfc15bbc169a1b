/**
 * The sparsity, 0…1, from which on a time stays below another that does not depend on it.
 *
 * `points` ascend in sparsity, or stay; of what has nothing left it is 1. Between two of them milliseconds are taken to be linear in ln(1 − sparsity).
 * The smallest sparsity given where all points are below `denseMs`; null where the last one is not.
 */
export function computeBreakEven(
  points: readonly { readonly sparsity: number; readonly medianMs: number }[],
  denseMs: number,
): number | null {
  const slow = points.findLastIndex(({ medianMs }) => medianMs >= denseMs);
  if (slow === points.length - 1) return null;
  const above = points[slow + 1]!;
  const below = points[slow];
  if (!below) return above.sparsity;
  const share = (below.medianMs - denseMs) / (below.medianMs - above.medianMs);
  // Exactly as fast, or both with nothing left: ln of a density of 0 has no say.
  if (share === 0 || below.sparsity === above.sparsity) return below.sparsity;
  const from = Math.log(1 - below.sparsity);
  const to = Math.log(1 - above.sparsity);
  return 1 - Math.exp(from + share * (to - from));
}
