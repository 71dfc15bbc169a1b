import { sortRising } from './sortRising.ts';

/** Arithmetic mean; 0 for no values. */
export function computeMean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Population standard deviation (divides by n), in two passes; 0 for no values. */
export function computeStandardDeviation(values: ArrayLike<number>): number {
  const mean = computeMean(values);
  let squares = 0;
  for (let index = 0; index < values.length; index++) squares += (values[index]! - mean) ** 2;
  return values.length === 0 ? 0 : Math.sqrt(squares / values.length);
}

/** Sample standard deviation (divides by n − 1); 0 for fewer than two values. */
export function computeSampleDeviation(values: ArrayLike<number>): number {
  const count = values.length;
  return count < 2 ? 0 : computeStandardDeviation(values) * Math.sqrt(count / (count - 1));
}

/**
 * The value at a place between 0 (smallest) and `sorted.length − 1` (largest), interpolated between its neighbours.
 *
 * `sorted` rises and is not empty; a place that is a whole number gives that value exactly.
 */
export function interpolateAt(sorted: ArrayLike<number>, place: number): number {
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}

/**
 * The value below which a share of the values lies, interpolated between neighbours (Hyndman & Fan 1996, type 7).
 *
 * `share` is 0 (smallest) to 1 (largest); NaN for no values.
 */
export function computeQuantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return Number.NaN;
  return interpolateAt(Float64Array.from(values).sort(), (values.length - 1) * share);
}

/** The middle value, or the mean of the two middle ones; NaN for no values. */
export function computeMedian(values: ArrayLike<number>): number {
  return computeQuantile(values, 0.5);
}

/** The finite values in rising order, in an array of their own; of 32-bit floats again 32-bit floats. */
export function sortFinite(values: ArrayLike<number>): Float32Array | Float64Array {
  const finite = values instanceof Float32Array ? values.slice() : Float64Array.from(values);
  let count = 0;
  // Keeps the finite ones in front; a filter with a callback takes several times as long.
  for (const value of finite) if (value - value === 0) finite[count++] = value;
  return sortRising(finite.subarray(0, count));
}

/** What describes how values are spread. Of the finite ones alone, except where a field says otherwise. */
export interface Moments {
  /** Finite values. */
  readonly count: number;
  /** Values that are not finite, which no other field counts. */
  readonly notFinite: number;
  /** Values that are exactly 0. */
  readonly zeros: number;
  /** 0 for no values. */
  readonly mean: number;
  /** Population standard deviation (divides by `count`); 0 for no values. */
  readonly standardDeviation: number;
  /** Mean of |x|; 0 for no values. */
  readonly meanAbsolute: number;
  /** Population skewness m₃ / σ³; null where all values are the same, or none is there. */
  readonly skewness: number | null;
  /** Population excess kurtosis m₄ / σ⁴ − 3 (Fisher's; 0 of a normal distribution); null where the skewness is. */
  readonly excessKurtosis: number | null;
  /** Null for no values, as `median` and `max`. */
  readonly min: number | null;
  readonly median: number | null;
  readonly max: number | null;
}

const NO_MOMENTS: Moments = {
  count: 0,
  notFinite: 0,
  zeros: 0,
  mean: 0,
  standardDeviation: 0,
  meanAbsolute: 0,
  skewness: null,
  excessKurtosis: null,
  min: null,
  median: null,
  max: null,
};

/**
 * The moments of some values in two passes of double precision, from one sort.
 *
 * With d = x − mean and mₖ = Σ dᵏ / n: σ = √m₂, skewness g₁ = m₃ / σ³, excess kurtosis g₂ = m₄ / σ⁴ − 3 (Joanes & Gill
 * 1998). No field is ever NaN.
 */
export function computeMoments(values: ArrayLike<number>): Moments {
  const sorted = sortFinite(values);
  const count = sorted.length;
  const notFinite = values.length - count;
  if (count === 0) return { ...NO_MOMENTS, notFinite };
  const [min, max] = [sorted[0]!, sorted[count - 1]!];
  let zeros = 0;
  let sum = 0;
  let absolutes = 0;
  for (const value of sorted) {
    if (value === 0) zeros++;
    sum += value;
    absolutes += Math.abs(value);
  }
  const common = { count, notFinite, zeros, min, max, median: interpolateAt(sorted, (count - 1) / 2) };
  if (min === max) return { ...NO_MOMENTS, ...common, mean: min, meanAbsolute: Math.abs(min) };
  const mean = sum / count;
  let [second, third, fourth] = [0, 0, 0];
  for (const value of sorted) {
    const square = (value - mean) ** 2;
    second += square;
    third += square * (value - mean);
    fourth += square * square;
  }
  const variance = second / count;
  return {
    ...common,
    mean,
    standardDeviation: Math.sqrt(variance),
    meanAbsolute: absolutes / count,
    skewness: third / count / variance ** 1.5,
    excessKurtosis: fourth / count / variance ** 2 - 3,
  };
}
