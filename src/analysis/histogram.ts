/** The weights of one layer in equal bins; biases are left out. */
export interface LayerHistogram {
  readonly layer: string;
  /** `[low, high]` of the first and last bin edge, symmetric about 0 so that the bins of two snapshots can be shared. */
  readonly domain: readonly [number, number];
  /** Kept weights per bin (pruned ones are exactly 0 and counted apart). */
  readonly counts: readonly number[];
  readonly pruned: number;
  /** Of the kept weights. */
  readonly mean: number;
  /** Population standard deviation of the kept weights. */
  readonly standardDeviation: number;
}
