import type { Ranking } from '../../base/ranking.ts';

/** Units that go at a share of some: rounded to the nearest, halves up. */
export function countPruned(units: number, sparsity: number): number {
  return Math.round(units * sparsity);
}

/**
 * What two rankings of the same units would both prune over what one of them would, with the `count` lowest of each, of
 * equal ones the first; 0…1, null where `count` is 0 (Jaccard 1912, "The distribution of the flora in the alpine zone").
 */
export function computeOverlap(a: Ranking, b: Ranking, count: number): number | null {
  if (count === 0) return null;
  const chosen = new Set(a.order.subarray(0, count));
  let both = 0;
  for (const unit of b.order.subarray(0, count)) if (chosen.has(unit)) both++;
  return both / (2 * count - both);
}
