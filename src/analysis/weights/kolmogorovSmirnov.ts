/**
 * The largest difference between the share of values up to x and the share a distribution gives, over all x (the statistic D
 * of Kolmogorov and Smirnov), 0…1; 0 for no values.
 *
 * `sorted` rises. `shareUpTo` is the distribution's continuous cumulative function. The smaller, the better it fits; no test
 * of significance, because the parameters come from the same values.
 */
export function computeKolmogorovSmirnov(
  sorted: ArrayLike<number>,
  shareUpTo: (value: number) => number,
): number {
  const count = sorted.length;
  let distance = 0;
  for (let index = 0; index < count; index++) {
    const share = shareUpTo(sorted[index]!);
    distance = Math.max(distance, (index + 1) / count - share, share - index / count);
  }
  return distance;
}
