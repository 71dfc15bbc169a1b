import { countBelow } from '../base/countBelow.ts';
import { countKept, countOnes, rankPool, type UnitPool } from './unitPool.ts';

/** How many units go, or the importance below which they go. */
export type Cut =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'below'; readonly limit: number };

export interface Selection {
  /** `[units]` for each layer of the pool: 1 goes now. */
  readonly cut: readonly Uint8Array[];
  /** How many go, by layer. */
  readonly counts: readonly number[];
  /** For each layer: the guard kept its last unit. */
  readonly guarded: readonly boolean[];
}

/** Flags the candidates of one layer whose importance is below a limit. */
function cutBelow(importance: Float64Array, candidates: Uint8Array, limit: number): Uint8Array {
  const cut = new Uint8Array(candidates.length);
  for (let unit = 0; unit < cut.length; unit++) {
    if (candidates[unit] && importance[unit]! < limit) cut[unit] = 1;
  }
  return cut;
}

/** Flags exactly `count` candidates of the lowest importance; of equal ones the first layer's and lowest index first. */
function selectLowest(
  pool: UnitPool,
  candidates: readonly Uint8Array[],
  sorted: Float64Array,
  count: number,
): Uint8Array[] {
  if (count <= 0 || sorted.length === 0) return candidates.map(({ length }) => new Uint8Array(length));
  const wanted = Math.min(count, sorted.length);
  const limit = sorted[wanted - 1]!;
  let tiesLeft = wanted - countBelow(sorted, limit);
  return pool.map(({ importance }, layer) => {
    const cut = cutBelow(importance, candidates[layer]!, limit);
    for (let unit = 0; unit < cut.length && tiesLeft > 0; unit++) {
      if (!candidates[layer]![unit] || importance[unit] !== limit) continue;
      cut[unit] = 1;
      tiesLeft--;
    }
    return cut;
  });
}

/** `sorted` with one value that stands in it left out. */
function withoutValue(sorted: Float64Array, value: number): Float64Array {
  const place = countBelow(sorted, value);
  return sorted.filter((_, index) => index !== place);
}

/** The kept unit of the highest importance, of equal ones the last. */
function findBest(importance: Float64Array, kept: Uint8Array): number {
  let best = -1;
  for (let unit = 0; unit < kept.length; unit++) {
    if (kept[unit] && (best < 0 || importance[unit]! >= importance[best]!)) best = unit;
  }
  return best;
}

/**
 * Chooses which kept units go.
 *
 * A layer never loses its last unit: its best one is taken out of the ranking, and where a count is asked for the next
 * one in the ranking goes instead.
 */
export function selectUnits(pool: UnitPool, cutBy: Cut): Selection {
  const left = countKept(pool);
  const candidates = pool.map(({ kept }) => kept);
  const guarded = pool.map(() => false);
  let sorted = cutBy.kind === 'count' ? rankPool(pool) : new Float64Array(0);
  for (;;) {
    const cut =
      cutBy.kind === 'count'
        ? selectLowest(pool, candidates, sorted, cutBy.count)
        : pool.map(({ importance }, layer) => cutBelow(importance, candidates[layer]!, cutBy.limit));
    const counts = cut.map(countOnes);
    const emptied = pool.flatMap((_, index) =>
      left[index]! > 0 && counts[index] === left[index] ? [index] : [],
    );
    if (emptied.length === 0) return { cut, counts, guarded };
    for (const index of emptied) {
      const { importance, kept } = pool[index]!;
      const best = findBest(importance, kept);
      candidates[index] = kept.with(best, 0);
      guarded[index] = true;
      if (cutBy.kind === 'count') sorted = withoutValue(sorted, importance[best]!);
    }
  }
}
