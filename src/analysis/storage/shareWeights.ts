import { countBelow } from '../../base/countBelow.ts';
import { AppError } from '../../base/errors.ts';
import { sortRising } from '../../base/sortRising.ts';
import { requireBits } from './requireBits.ts';

/** Weights of one layer after those that are near each other were made equal. */
export interface SharedWeights {
  /** `[2^bits]`: 0 for pruned weights and fillers, then the shared values, rising; one that nobody has stays where it began. */
  readonly codebook: Float32Array;
  /** The code of each value, in the order given; 0 for 0. */
  readonly codes: Uint8Array;
  /** Rounds of k-means, the last of which changed nothing unless there were 5,000. */
  readonly rounds: number;
}

const MAX_ROUNDS = 5000;

/** Sums of the first 0, 1, … values. */
function accumulate(values: Float32Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index++) sums[index + 1] = sums[index]! + values[index]!;
  return sums;
}

/** How many of some rising numbers are not above `limit`. */
function countUpTo(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Evenly spaced from the smallest to the largest value; the middle where there is one. */
function spaceCentroids(sorted: Float32Array, clusters: number): Float64Array {
  const low = sorted[0]!;
  const reach = sorted.at(-1)! - low;
  return Float64Array.from({ length: clusters }, (_, at) =>
    clusters === 1 ? low + reach / 2 : low + (reach * at) / (clusters - 1),
  );
}

/** Lloyd's rounds on sorted values: clusters are ranges between the midpoints of neighbouring centroids. */
function clusterSorted(sorted: Float32Array, clusters: number) {
  const sums = accumulate(sorted);
  const centroids = spaceCentroids(sorted, clusters);
  const bounds = new Float64Array(clusters - 1);
  const ends = new Uint32Array(clusters);
  let rounds = 0;
  for (let changed = true; changed && rounds < MAX_ROUNDS; rounds++) {
    changed = rounds === 0;
    for (let at = 0; at < clusters; at++) {
      if (at < clusters - 1) bounds[at] = (centroids[at]! + centroids[at + 1]!) / 2;
      const end = at < clusters - 1 ? countBelow(sorted, bounds[at]!) : sorted.length;
      changed ||= end !== ends[at];
      ends[at] = end;
    }
    for (let at = 0; at < clusters; at++) {
      const [start, end] = [ends[at - 1] ?? 0, ends[at]!];
      if (end > start) centroids[at] = (sums[end]! - sums[start]!) / (end - start);
    }
  }
  return { centroids, bounds, rounds };
}

/**
 * Gives the non-zeros at most 2^bits − 1 values by k-means in one dimension, from centroids evenly spaced over their range
 * (Han et al. 2016, arXiv 1510.00149, §3.1 and 3.2, "linear"). Code 0 is 0, as in the authors' own decoder.
 *
 * `bits` is 1 to 8. A value in the middle of two centroids goes to the higher one; a centroid that loses all values stays
 * where it is. Throws `not-a-number` where a value is not finite.
 */
export function shareWeights(values: Float32Array, bits: number): SharedWeights {
  requireBits(bits, 'a shared weight');
  if (values.some((value) => !Number.isFinite(value))) {
    throw new AppError('not-a-number', 'a weight to be shared is not finite');
  }
  const codebook = new Float32Array(2 ** bits);
  const codes = new Uint8Array(values.length);
  const sorted = sortRising(values.filter((value) => value !== 0));
  if (sorted.length === 0) return { codebook, codes, rounds: 0 };
  const { centroids, bounds, rounds } = clusterSorted(sorted, 2 ** bits - 1);
  codebook.set(centroids, 1);
  for (const [index, value] of values.entries()) if (value !== 0) codes[index] = 1 + countUpTo(bounds, value);
  return { codebook, codes, rounds };
}
