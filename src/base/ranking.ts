import { countBelow } from './countBelow.ts';

/** How some numbers stand to each other, whatever they are. */
export interface Ranking {
  /** `[n]`: how many of the numbers are smaller; equal for equal ones. */
  readonly below: Uint32Array;
  /** `[n]`: places of the numbers from the smallest on, equal ones by their place. */
  readonly order: Uint32Array;
  /** `[n]`: rank 1…n, of equal numbers the mean of theirs. */
  readonly averageRanks: Float64Array;
  /** Pairs of equal numbers. */
  readonly tiedPairs: number;
}

/** Ranks numbers in O(n log n); −0 and 0 are equal. NaN has no rank and must not be among them. */
export function computeRanking(values: Float32Array | Float64Array): Ranking {
  const count = values.length;
  const sorted = values.slice().sort();
  const below = new Uint32Array(count);
  const equals = new Uint32Array(count);
  for (let place = 0; place < count; place++) {
    const rank = countBelow(sorted, values[place]!);
    below[place] = rank;
    equals[rank] = equals[rank]! + 1;
  }
  const order = new Uint32Array(count);
  const averageRanks = new Float64Array(count);
  const next = new Uint32Array(count);
  for (let place = 0; place < count; place++) {
    const rank = below[place]!;
    order[rank + next[rank]!] = place;
    next[rank] = next[rank]! + 1;
    averageRanks[place] = rank + (equals[rank]! + 1) / 2;
  }
  const tiedPairs = equals.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  return { below, order, averageRanks, tiedPairs };
}

/** True where all numbers are equal, or there are none: their order says nothing. */
export function isConstant({ below, order }: Ranking): boolean {
  return order.length === 0 || below[order.at(-1)!] === 0;
}
