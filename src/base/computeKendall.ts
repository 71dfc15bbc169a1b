import { isConstant, type Ranking } from './ranking.ts';

/** Pairs of numbers that stand in falling order, counted by merging runs of doubling length; leaves the numbers in any order. */
function countInversions(values: Uint32Array): number {
  let from: Uint32Array = values;
  let to: Uint32Array = new Uint32Array(values.length);
  let inversions = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      let at = start;
      while (left < middle && right < end) {
        if (from[left]! <= from[right]!) to[at++] = from[left++]!;
        else {
          inversions += middle - left;
          to[at++] = from[right++]!;
        }
      }
      while (left < middle) to[at++] = from[left++]!;
      while (right < end) to[at++] = from[right++]!;
    }
    [from, to] = [to, from];
  }
  return inversions;
}

/** Pairs of equal numbers among sorted ones. */
function countTiedPairs(sorted: Uint32Array): number {
  let [pairs, run] = [0, 0];
  for (let at = 1; at < sorted.length; at++) {
    run = sorted[at] === sorted[at - 1] ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/**
 * Kendall's τ-b of two rankings of the same things, −1…1: (P − Q) / √((n₀ − n₁)(n₀ − n₂)) with P pairs in the same order,
 * Q in the opposite one, n₀ pairs in all, n₁ and n₂ those tied on one side (Kendall 1945, "The treatment of ties in
 * ranking problems"). Null where one side is constant.
 *
 * Q is counted in O(n log n) as the exchanges of a merge sort (Knight 1966, "A computer method for calculating Kendall's
 * tau with ungrouped data").
 */
export function computeKendall(a: Ranking, b: Ranking): number | null {
  if (isConstant(a) || isConstant(b)) return null;
  const count = a.order.length;
  const values = new Uint32Array(count);
  for (let at = 0; at < count; at++) values[at] = b.below[a.order[at]!]!;
  let tiedInBoth = 0;
  for (let start = 0; start < count; ) {
    const rank = a.below[a.order[start]!]!;
    let end = start + 1;
    while (end < count && a.below[a.order[end]!] === rank) end++;
    if (end - start > 1) tiedInBoth += countTiedPairs(values.subarray(start, end).sort());
    start = end;
  }
  const pairs = (count * (count - 1)) / 2;
  const difference = pairs - a.tiedPairs - b.tiedPairs + tiedInBoth - 2 * countInversions(values);
  const scale = Math.sqrt((pairs - a.tiedPairs) * (pairs - b.tiedPairs));
  return Math.max(-1, Math.min(1, difference / scale));
}
