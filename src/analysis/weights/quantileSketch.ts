import { countBelow } from '../../base/countBelow.ts';
import { AppError } from '../../base/errors.ts';
import { interpolateAt, sortFinite } from '../../base/stats.ts';

/**
 * How the magnitudes of some weights are spread, small enough to tell threshold from sparsity without the weights.
 *
 * Sparsity here is the share of these weights with |w| < threshold. Both ways are wrong by at most 1 / (size − 1) of `count`,
 * and exact where there are no more than `size` weights.
 */
export interface QuantileSketch {
  /** Finite weights it was made of. */
  readonly count: number;
  /** Weights among them that are exactly 0, which any threshold above 0 prunes. */
  readonly zeros: number;
  /**
   * Rising magnitudes at equal steps of rank (type 7), from the smallest to the largest: `min(size, count)` of them, so all
   * where the weights are few.
   */
  readonly quantiles: readonly number[];
}

/** Makes a sketch of |w| from one sort. Values that are not finite are left out. Throws where `size` is below 2. */
export function createQuantileSketch(values: ArrayLike<number>, size = 257): QuantileSketch {
  if (!Number.isInteger(size) || size < 2) {
    throw new AppError('unexpected', `invalid size of a sketch: ${size} (expected a whole number from 2)`);
  }
  const floats = values instanceof Float32Array ? values : Float64Array.from(values);
  const sorted = sortFinite(floats.map(Math.abs));
  const count = sorted.length;
  const length = Math.min(size, count);
  return {
    count,
    zeros: countBelow(sorted, Number.MIN_VALUE),
    quantiles: Array.from({ length }, (_, step) => interpolateAt(sorted, rankOf(step, count, length))),
  };
}

/** The place of a quantile among the sorted magnitudes, from 0; need not be whole. */
function rankOf(step: number, count: number, length: number): number {
  return length === 1 ? 0 : (step * (count - 1)) / (length - 1);
}

/**
 * The counts of weights below a threshold that rises from above quantile `step − 1` to quantile `step`, both ends.
 *
 * The true counts lie between ⌊rank⌋ + 1 of the lower quantile and ⌈rank⌉ of the upper one. The ends are drawn in so that none
 * in between is further than count / (length − 1) from any of them, which holds the bound where many weights are equal.
 */
function boundCounts({ count, zeros, quantiles }: QuantileSketch, step: number): readonly [number, number] {
  const fewest = Math.max(Math.floor(rankOf(step - 1, count, quantiles.length)) + 1, zeros);
  const most = Math.ceil(rankOf(step, count, quantiles.length));
  const error = count / (quantiles.length - 1);
  return [Math.max(fewest, most - error), Math.min(most, fewest + error)];
}

/** How many of `length` places hold, of which those that do come first; found by halving. */
function countWhile(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Share of the weights with |w| < threshold, 0…1, from a sketch; never falls as the threshold rises. 0 for no weights, and
 * exactly 0 up to the smallest magnitude, exactly 1 above the largest.
 */
export function sparsityAt(sketch: QuantileSketch, threshold: number): number {
  const { count, quantiles } = sketch;
  const step = countWhile(quantiles.length, (index) => quantiles[index]! < threshold);
  if (step === 0) return 0;
  if (step === quantiles.length) return 1;
  const [low, high] = boundCounts(sketch, step);
  const [from, to] = [quantiles[step - 1]!, quantiles[step]!];
  return (low + (high - low) * ((threshold - from) / (to - from))) / count;
}

/** A number above a magnitude and not above the next 32-bit float. */
function justAbove(magnitude: number): number {
  return magnitude * (1 + 2 ** -24) || Number.MIN_VALUE;
}

/** Of a weight: a count that was made a share and a count again is off by less. */
const ROUNDING = 1e-6;

/**
 * The largest threshold whose sparsity is at most `sparsity` (0…1), from a sketch: the smallest magnitude for 0, just above the
 * largest for 1. 0 for no weights.
 *
 * Its sparsity is `sparsity` to the bound or to one weight, whichever is more, except where more weights than that are equal:
 * all of them go or none, and none goes where `sparsity` has no room for all.
 */
export function thresholdAt(sketch: QuantileSketch, sparsity: number): number {
  const { count, quantiles } = sketch;
  if (count === 0) return 0;
  const last = quantiles.length - 1;
  if (sparsity >= 1) return justAbove(quantiles[last]!);
  const target = Math.max(sparsity, 0) * count;
  const step = countWhile(last, (index) => boundCounts(sketch, index + 1)[1] <= target + ROUNDING);
  const from = quantiles[step]!;
  if (step === last) return from;
  const [low, high] = boundCounts(sketch, step + 1);
  if (target < low - ROUNDING) return from;
  const to = quantiles[step + 1]!;
  return Math.min(to, Math.max(justAbove(from), from + (to - from) * ((target - low) / (high - low))));
}
