import type { SensitivityPoint } from '../../../src/index.ts';
import type { Curves } from './sensitivityStore.ts';
import type { Shares } from './shares.ts';

/** What is asked for: so much left of the network, or so much accuracy lost by each layer alone. */
export type Target = 'keptWeights' | 'keptMacs' | 'maxLoss';
/** By what the layers are given their shares on the page. */
export type Way = 'uniform' | 'curves';

/** No layer is emptied. */
const MOST = 0.99;
const HALVINGS = 24;

/** The largest measured sparsity of a curve up to which no more than `maxLoss` is lost, as a recipe's `maxLoss` has it. */
function largestShare(points: readonly SensitivityPoint[], base: number, maxLoss: number): number {
  const beyond = points.findIndex(({ accuracy }) => base - accuracy > maxLoss);
  const last = (beyond < 0 ? points.length : beyond) - 1;
  return Math.min(MOST, points[Math.max(0, last)]?.sparsity ?? 0);
}

/** For each layer the largest measured sparsity at which it alone loses at most so much accuracy. */
export function allowedShares(curves: Curves, base: number, maxLoss: number): Shares {
  return Object.fromEntries(
    Object.entries(curves).map(([layer, points]) => [layer, largestShare(points, base, maxLoss)]),
  );
}

/** Losses at which some layer may go further, rising from 0. */
function listLosses(curves: Curves, base: number): readonly number[] {
  const losses = Object.values(curves).flatMap((points) => points.map(({ accuracy }) => base - accuracy));
  return [...new Set([0, ...losses.filter((loss) => loss > 0)])].sort((a, b) => a - b);
}

/** The least t, 0…1, at which `fits` holds, which goes on holding above it; 1 where it never does. */
function findLeast(fits: (t: number) => boolean): number {
  let [low, high] = [0, 1];
  if (fits(0)) return 0;
  for (let turn = 0; turn < HALVINGS; turn++) {
    const middle = (low + high) / 2;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function between(from: Shares, to: Shares, t: number): Shares {
  return Object.fromEntries(
    Object.entries(to).map(([layer, share]) => [layer, (from[layer] ?? 0) * (1 - t) + share * t]),
  );
}

/** As far along the curves as the budget asks for, every layer at the same loss; between two measured losses only part of the way. */
function followCurves(curves: Curves, base: number, fits: (shares: Shares) => boolean): Shares {
  const losses = listLosses(curves, base);
  let reached: Shares = Object.fromEntries(Object.keys(curves).map((layer) => [layer, 0]));
  for (const loss of losses) {
    const next = allowedShares(curves, base, loss);
    if (fits(next)) {
      const from = reached;
      return between(
        from,
        next,
        findLeast((t) => fits(between(from, next, t))),
      );
    }
    reached = next;
  }
  return reached;
}

export interface AllocationInput {
  readonly way: Way;
  readonly target: Target;
  /** The share that may be left, or the accuracy that may be lost, 0…1. */
  readonly value: number;
  readonly curves: Curves;
  /** Accuracy before pruning. */
  readonly base: number;
  readonly keptShare: (shares: Shares, of: 'weights' | 'macs') => number;
}

/** What an allocation gives each layer; `reached` is false where no shares meet the target. */
export interface Allocation {
  readonly shares: Shares;
  readonly reached: boolean;
}

/** Gives each layer its share for a target, worked out from the measured curves or the same for all. */
export function allocate({ way, target, value, curves, base, keptShare }: AllocationInput): Allocation {
  const same = (share: number): Shares =>
    Object.fromEntries(Object.keys(curves).map((layer) => [layer, share]));
  if (target === 'maxLoss') {
    const shares = allowedShares(curves, base, value);
    return { shares: way === 'curves' ? shares : same(Math.min(...Object.values(shares))), reached: true };
  }
  const of = target === 'keptWeights' ? 'weights' : 'macs';
  const fits = (shares: Shares) => keptShare(shares, of) <= value + 1e-9;
  const shares =
    way === 'curves' ? followCurves(curves, base, fits) : same(MOST * findLeast((t) => fits(same(MOST * t))));
  return { shares, reached: fits(shares) };
}
