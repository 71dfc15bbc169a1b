import { sortRising } from '../base/sortRising.ts';

/** The units of one layer with what selection needs to know of them. */
export interface PoolLayer {
  readonly layer: string;
  /** `[units]`, higher is kept. */
  readonly importance: Float64Array;
  /** `[units]`: 1 kept, 0 pruned before. */
  readonly kept: Uint8Array;
  /** `[units]`: 1 kept and free to go, 0 pruned before or held back by a limit. */
  readonly candidates: Uint8Array;
  /** The layer's weights; for the granularity `weight` the units themselves. */
  readonly values: Float32Array;
}

/** Units that are compared with each other. */
export type UnitPool = readonly PoolLayer[];

/** Number of 1s. */
export function countOnes(flags: Uint8Array): number {
  let ones = 0;
  for (let index = 0; index < flags.length; index++) ones += flags[index]!;
  return ones;
}

/** The values of flagged units, pool layers one after the other. */
export function gatherFlagged(
  flags: readonly Uint8Array[],
  values: readonly ArrayLike<number>[],
): Float64Array {
  const gathered = new Float64Array(flags.reduce((sum, layer) => sum + countOnes(layer), 0));
  let end = 0;
  for (const [index, layer] of flags.entries()) {
    const from = values[index]!;
    for (let unit = 0; unit < layer.length; unit++) if (layer[unit]) gathered[end++] = from[unit]!;
  }
  return gathered;
}

/** A function of a pool that is computed when first asked for and then remembered as long as the pool lives. */
export function oncePerPool<T>(compute: (pool: UnitPool) => T): (pool: UnitPool) => T {
  const known = new WeakMap<UnitPool, T>();
  return (pool) => {
    if (!known.has(pool)) known.set(pool, compute(pool));
    return known.get(pool)!;
  };
}

/** Kept units of each layer of a pool. */
export const countKept = oncePerPool((pool) => pool.map(({ kept }) => countOnes(kept)));

/** Importance of all units of a pool that may go, rising. */
export const rankPool = oncePerPool((pool) =>
  sortRising(
    gatherFlagged(
      pool.map(({ candidates }) => candidates),
      pool.map(({ importance }) => importance),
    ),
  ),
);
