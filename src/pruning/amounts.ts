import { computeMean, computeStandardDeviation } from '../base/stats.ts';
import type { KeptShares } from './measureKept.ts';
import type { AmountKey } from './prune.ts';
import { gatherFlagged, oncePerPool, type UnitPool } from './unitPool.ts';

interface UnitCounts {
  /** Prunable units, those pruned before included. */
  readonly units: number;
  readonly kept: number;
}

/** Prunes an exact number of units, the least important first. */
interface CountAmount {
  readonly kind: 'count';
  /** Units to be pruned now; negative where more were pruned before than asked. */
  computeCount(value: number, counts: UnitCounts): number;
}

/** Prunes the units on one side of a threshold, those equal to it kept. */
interface ThresholdAmount {
  readonly kind: 'threshold';
  /** `below`: importance under the threshold goes. `above`: importance is −measure, and a measure over it goes. */
  readonly cuts: 'below' | 'above';
  computeThreshold(value: number, pool: UnitPool): number;
}

/** Another share for each layer, given (`perLayer`) or found on its curve (`maxLoss`); counted as `sparsity`. */
interface LayerwiseAmount {
  readonly kind: 'layerwise';
}

/** As few units as leave at most this share of the network. */
interface BudgetAmount {
  readonly kind: 'budget';
  readonly of: keyof KeptShares;
}

/** So many kept of so many consecutive inputs. */
interface PatternAmount {
  readonly kind: 'pattern';
}

/** Just the units named. */
interface NamedAmount {
  readonly kind: 'named';
}

export type Amount =
  | CountAmount
  | ThresholdAmount
  | LayerwiseAmount
  | BudgetAmount
  | PatternAmount
  | NamedAmount;

const gatherKept = (pool: UnitPool, values: (layer: UnitPool[number]) => ArrayLike<number>) =>
  gatherFlagged(
    pool.map(({ kept }) => kept),
    pool.map(values),
  );

/** Population standard deviation of the kept weights. */
const measureSpread = oncePerPool((pool) =>
  computeStandardDeviation(gatherKept(pool, ({ values }) => values)),
);

/** Units to be pruned now so that a share of all is pruned; rounded to the nearest unit, halves up. */
export function countForShare(share: number, { units, kept }: UnitCounts): number {
  return Math.round(share * units) - (units - kept);
}

/** All amounts by key. Counts are rounded to the nearest unit, halves up. */
export const AMOUNTS: Readonly<Record<AmountKey, Amount>> = {
  /** Share of all prunable units that are pruned after the step. */
  sparsity: { kind: 'count', computeCount: countForShare },
  /** Share of the units still kept that the step prunes. */
  ofRemaining: { kind: 'count', computeCount: (share, { kept }) => Math.round(share * kept) },
  /** |w| < q·σ, σ = population standard deviation of the kept weights (Han et al. 2015, §4). */
  thresholdSigma: {
    kind: 'threshold',
    cuts: 'below',
    computeThreshold: (factor, pool) => factor * measureSpread(pool),
  },
  /** |w| < t. */
  threshold: { kind: 'threshold', cuts: 'below', computeThreshold: (threshold) => threshold },
  /** APoZ > mean + k·σ over the kept channels, population σ (Hu et al. 2016). */
  apozSigma: {
    kind: 'threshold',
    cuts: 'above',
    computeThreshold: (factor, pool) => {
      const apoz = gatherKept(pool, ({ importance }) => importance).map((value) => -value);
      return computeMean(apoz) + factor * computeStandardDeviation(apoz);
    },
  },
  /** APoZ > a. */
  apoz: { kind: 'threshold', cuts: 'above', computeThreshold: (share) => share },
  /** `sparsity` of each layer by name; layers that are not named stay as they are. */
  perLayer: { kind: 'layerwise' },
  /** The largest sparsity of each layer that alone loses at most this share of accuracy. */
  maxLoss: { kind: 'layerwise' },
  keptWeights: { kind: 'budget', of: 'weights' },
  keptMacs: { kind: 'budget', of: 'macs' },
  keptBytes: { kind: 'budget', of: 'bytes' },
  /** `2:4`: 2 of each 4 consecutive inputs are kept. */
  pattern: { kind: 'pattern' },
  /** Units of layers by their indices, whatever their importance. */
  units: { kind: 'named' },
};
