import { computeMean, computeStandardDeviation } from '../../base/stats.ts';
import { computeKolmogorovSmirnov } from './kolmogorovSmirnov.ts';

/** A normal distribution laid over values, and how well it fits them. */
export interface NormalFit {
  /** μ, the mean of the values. */
  readonly mean: number;
  /** σ, the population standard deviation of the values; above 0. */
  readonly standardDeviation: number;
  /** Mean of ln density per value, in nats; higher fits better. Comparable with that of another fit of the same values. */
  readonly logLikelihood: number;
  /** Largest distance of the cumulative shares, 0…1; lower fits better. */
  readonly kolmogorovSmirnov: number;
}

type NormalShape = Pick<NormalFit, 'mean' | 'standardDeviation'>;

/** Density of a normal distribution at a value: exp(−z² / 2) / (σ √(2π)), z = (x − μ) / σ. */
export function normalDensity({ mean, standardDeviation }: NormalShape, value: number): number {
  const z = (value - mean) / standardDeviation;
  return Math.exp(-(z * z) / 2) / (standardDeviation * Math.sqrt(2 * Math.PI));
}

/**
 * Share of a normal distribution below a value, 0…1, to about 1e-15: Φ(z) = ½ + φ(z) Σ z²ᵏ⁺¹ / (1·3·5···(2k + 1)) (Marsaglia
 * 2004).
 */
export function normalShareBelow({ mean, standardDeviation }: NormalShape, value: number): number {
  const z = (value - mean) / standardDeviation;
  // Beyond, the share differs from 0 or 1 by less than double precision can add to ½.
  if (Math.abs(z) > 8.5) return z < 0 ? 0 : 1;
  let sum = z;
  let term = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/**
 * The normal distribution of greatest likelihood: μ = mean, σ² = Σ (x − μ)² / n; its mean log-likelihood is −½ ln(2πσ²) − ½.
 *
 * `sorted` is as `sortFinite` gives it. Null where all values are the same or none is there: the likelihood has no maximum.
 */
export function fitNormal(sorted: Float32Array | Float64Array): NormalFit | null {
  // Also true of no values. A mean may be rounded, so that equal values seem to deviate from it.
  if (sorted[0] === sorted.at(-1)) return null;
  const shape = { mean: computeMean(sorted), standardDeviation: computeStandardDeviation(sorted) };
  return {
    ...shape,
    logLikelihood: -0.5 * Math.log(2 * Math.PI) - Math.log(shape.standardDeviation) - 0.5,
    kolmogorovSmirnov: computeKolmogorovSmirnov(sorted, (value) => normalShareBelow(shape, value)),
  };
}
