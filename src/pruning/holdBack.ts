import type { PruneLimits } from './prune.ts';
import { countOnes } from './unitPool.ts';
import type { PrunableLayer } from './units.ts';

/** The kept unit of the highest importance among some, of equal ones the last; −1 where none is kept. */
function findBest(importance: Float64Array, kept: Uint8Array, among: ArrayLike<number> | 'all'): number {
  const count = among === 'all' ? kept.length : among.length;
  let best = -1;
  for (let index = 0; index < count; index++) {
    const unit = among === 'all' ? index : among[index]!;
    if (kept[unit] && (best < 0 || importance[unit]! >= importance[best]!)) best = unit;
  }
  return best;
}

/** How many kept units of a layer may not go. */
function countHeld(units: number, kept: number, { maxSparsity = 1, minKept = 1 }: PruneLimits): number {
  // A hair of room, since 0.29 · 100 is 28.999…
  const mostPruned = Math.floor(maxSparsity * units + 1e-9);
  const mayGo = Math.max(0, mostPruned - (units - kept));
  return Math.max(Math.min(minKept, kept), kept - mayGo);
}

/**
 * `[units]`: 1 for each kept unit that may go. Held back are the most important ones that the limits ask to keep, and
 * the best one of each layer, so that no layer is ever emptied.
 */
export function holdBack(
  { units, compartments }: Pick<PrunableLayer, 'units' | 'compartments'>,
  importance: Float64Array,
  kept: Uint8Array,
  limits: PruneLimits = {},
): Uint8Array {
  const candidates = kept.slice();
  const held = countHeld(units, countOnes(kept), limits);
  if (held > 1) {
    const order = [...kept.keys()].filter((unit) => kept[unit]);
    order.sort((a, b) => importance[b]! - importance[a]! || b - a);
    for (const unit of order.slice(0, held)) candidates[unit] = 0;
  }
  for (const members of compartments === 'all' ? ['all' as const] : compartments()) {
    const best = findBest(importance, kept, members);
    if (best >= 0) candidates[best] = 0;
  }
  return candidates;
}
