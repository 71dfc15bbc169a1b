import { interpolateAt } from '../../base/stats.ts';
import { computeKolmogorovSmirnov } from './kolmogorovSmirnov.ts';

/** A Laplace (double exponential) distribution laid over values, and how well it fits them. */
export interface LaplaceFit {
  /** The median of the values. */
  readonly median: number;
  /** b, the mean |x − median|; above 0. */
  readonly scale: number;
  /** Mean of ln density per value, in nats; higher fits better. Comparable with that of another fit of the same values. */
  readonly logLikelihood: number;
  /** Largest distance of the cumulative shares, 0…1; lower fits better. */
  readonly kolmogorovSmirnov: number;
}

type LaplaceShape = Pick<LaplaceFit, 'median' | 'scale'>;

/** Density of a Laplace distribution at a value: exp(−|x − median| / b) / 2b. */
export function laplaceDensity({ median, scale }: LaplaceShape, value: number): number {
  return Math.exp(-Math.abs(value - median) / scale) / (2 * scale);
}

/** Share of a Laplace distribution below a value, 0…1. */
export function laplaceShareBelow({ median, scale }: LaplaceShape, value: number): number {
  const tail = Math.exp(-Math.abs(value - median) / scale) / 2;
  return value < median ? tail : 1 - tail;
}

/**
 * The Laplace distribution of greatest likelihood: the median, and b = Σ |x − median| / n; its mean log-likelihood is
 * −ln(2b) − 1.
 *
 * `sorted` is as `sortFinite` gives it. Null where all values are the same or none is there: the likelihood has no maximum.
 */
export function fitLaplace(sorted: Float32Array | Float64Array): LaplaceFit | null {
  // Also true of no values.
  if (sorted[0] === sorted.at(-1)) return null;
  const median = interpolateAt(sorted, (sorted.length - 1) / 2);
  let distances = 0;
  for (const value of sorted) distances += Math.abs(value - median);
  const scale = distances / sorted.length;
  const shape = { median, scale };
  return {
    ...shape,
    logLikelihood: -Math.log(2 * scale) - 1,
    kolmogorovSmirnov: computeKolmogorovSmirnov(sorted, (value) => laplaceShareBelow(shape, value)),
  };
}
