import { countBelow } from '../base/countBelow.ts';
import { countOnes, type PoolLayer, rankPool, type UnitPool } from './unitPool.ts';

/** How many units go, or the importance below which they go. */
export type Cut =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'below'; readonly limit: number };

export interface Selection {
  /** `[units]` for each layer of the pool: 1 goes now. */
  readonly cut: readonly Uint8Array[];
  /** How many go, by layer. */
  readonly counts: readonly number[];
  /** For each layer: a unit was held back that would have gone. */
  readonly guarded: readonly boolean[];
}

/** Flags the candidates of one layer whose importance is below a limit. */
function cutBelow({ importance, candidates }: PoolLayer, limit: number): Uint8Array {
  const cut = new Uint8Array(candidates.length);
  // Without a branch, which no processor could foresee.
  for (let unit = 0; unit < cut.length; unit++) {
    cut[unit] = candidates[unit]! & Number(importance[unit]! < limit);
  }
  return cut;
}

function hasHeldBelow({ importance, kept, candidates }: PoolLayer, limit: number): boolean {
  for (let unit = 0; unit < kept.length; unit++) {
    if (kept[unit] && !candidates[unit] && importance[unit]! < limit) return true;
  }
  return false;
}

/** The importance of the last unit that goes; infinite where even all candidates are too few. */
function limitOf(sorted: Float64Array, count: number): number {
  if (count > sorted.length) return Number.POSITIVE_INFINITY;
  return count <= 0 ? Number.NEGATIVE_INFINITY : sorted[count - 1]!;
}

/** Flags exactly `count` candidates of the lowest importance; of equal ones the first layer's and lowest index first. */
function selectLowest(pool: UnitPool, count: number): Selection {
  const sorted = rankPool(pool);
  const limit = limitOf(sorted, count);
  let tiesLeft = Math.min(count, sorted.length) - countBelow(sorted, limit);
  const cut = pool.map((layer) => {
    const { importance, candidates } = layer;
    const flags = cutBelow(layer, limit);
    for (let unit = 0; unit < flags.length && tiesLeft > 0; unit++) {
      if (!candidates[unit] || importance[unit] !== limit) continue;
      flags[unit] = 1;
      tiesLeft--;
    }
    return flags;
  });
  return { cut, counts: cut.map(countOnes), guarded: pool.map((layer) => hasHeldBelow(layer, limit)) };
}

/** Chooses which kept units go; none that is held back ever does, and where a count is asked for the next one goes instead. */
export function selectUnits(pool: UnitPool, cutBy: Cut): Selection {
  if (cutBy.kind === 'count') return selectLowest(pool, cutBy.count);
  const cut = pool.map((layer) => cutBelow(layer, cutBy.limit));
  const guarded = pool.map((layer) => hasHeldBelow(layer, cutBy.limit));
  return { cut, counts: cut.map(countOnes), guarded };
}

/** Flags the named units of one layer that are kept. */
export function selectNamed({ kept }: Pick<PoolLayer, 'kept'>, units: readonly number[]): Uint8Array {
  const cut = new Uint8Array(kept.length);
  for (const unit of units) cut[unit] = kept[unit]!;
  return cut;
}

/**
 * Flags in each group of `of` consecutive inputs all kept weights but the `keep` most important ones; of equal ones the
 * lower index goes first (Mishra et al. 2021, §3).
 */
export function selectPattern(
  { importance, kept }: Pick<PoolLayer, 'importance' | 'kept'>,
  [inputs, outputs]: readonly [number, number],
  { keep, of }: { readonly keep: number; readonly of: number },
): Uint8Array {
  const cut = new Uint8Array(kept.length);
  const groups = kept.length / of;
  for (let group = 0; group < groups; group++) {
    const output = group % outputs;
    const place = (group - output) / outputs;
    const block = Math.floor(place / (inputs / of));
    const first = (block * inputs + (place % (inputs / of)) * of) * outputs + output;
    const members = Array.from({ length: of }, (_, index) => first + index * outputs).filter(
      (unit) => kept[unit],
    );
    members.sort((a, b) => importance[a]! - importance[b]! || a - b);
    for (const unit of members.slice(0, Math.max(0, members.length - keep))) cut[unit] = 1;
  }
  return cut;
}
