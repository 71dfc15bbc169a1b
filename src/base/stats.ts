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

/**
 * The value below which a share of the values lies, interpolated between neighbours (Hyndman & Fan 1996, type 7).
 *
 * `share` is 0 (smallest) to 1 (largest); NaN for no values.
 */
export function computeQuantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}

/** The middle value, or the mean of the two middle ones; NaN for no values. */
export function computeMedian(values: ArrayLike<number>): number {
  return computeQuantile(values, 0.5);
}
