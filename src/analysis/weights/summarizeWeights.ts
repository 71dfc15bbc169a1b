import { AppError } from '../../base/errors.ts';
import { isWeightedNode, type NetworkSpec } from '../../network/spec.ts';
import type { Masks, Weights } from '../../network/weights.ts';
import { gatherKept } from './gatherKept.ts';

/** The kept weights of one layer at one moment of training, biases left out. */
export interface LayerMoment {
  readonly layer: string;
  /**
   * The bins are equal and span `[−reach, reach]`; a power of two above every |w|, so that bins of a smaller reach lie wholly
   * within bins of a larger one.
   */
  readonly reach: number;
  /** Kept weights per bin, an even number of them; a bin holds its lower edge. No weight lies outside. */
  readonly counts: readonly number[];
  readonly kept: number;
  /** Pruned by the mask. */
  readonly pruned: number;
  /** Kept weights that are not finite: in no bin and in no field below. */
  readonly notFinite: number;
  /** 0 for no weights, as the two below. */
  readonly mean: number;
  /** Population standard deviation. */
  readonly standardDeviation: number;
  /** Mean of |w|. */
  readonly meanAbsolute: number;
  /** Largest |w| of this moment; 0 for no weights. */
  readonly largest: number;
  /** Share of weights with |w| ≤ 0.001 · `largest`, 0…1; 0 for no weights. */
  readonly nearZeroShare: number;
}

/** All layers of a network at one moment of training, in the order of its nodes. */
export interface WeightMoment {
  readonly layers: readonly LayerMoment[];
}

/** The least reach: a layer of zeros gets it, and grows with its weights. */
const LEAST_REACH = 2 ** -20;

/** Up to this share of the largest magnitude a weight counts as near 0. */
const NEAR_ZERO = 1e-3;

/** How a moment is put into bins. */
export interface SummaryOptions {
  /** Even, so that 0 is an edge; 128 where absent. */
  readonly bins?: number;
  /** The least reach of every layer's bins, rounded up to a power of two; as small as the weights allow where absent. */
  readonly reach?: number;
}

/** The smallest power of two above a magnitude and not below `least`. */
function toReach(largest: number, least: number): number {
  let reach = 2 ** Math.ceil(Math.log2(Math.max(least, LEAST_REACH)));
  while (reach <= largest) reach *= 2;
  return reach;
}

/** Of the finite values. */
function measureFinite(values: Float32Array) {
  let [count, sum, absolutes, largest] = [0, 0, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    absolutes += Math.abs(value);
    largest = Math.max(largest, Math.abs(value));
  }
  return { count, mean: sum / Math.max(count, 1), meanAbsolute: absolutes / Math.max(count, 1), largest };
}

function summarizeLayer(
  layer: string,
  values: Float32Array,
  mask: Uint8Array | undefined,
  { bins, reach: least }: Required<SummaryOptions>,
): LayerMoment {
  const kept = gatherKept(values, mask);
  const { count, mean, meanAbsolute, largest } = measureFinite(kept);
  const reach = toReach(largest, least);
  const counts = new Array<number>(bins).fill(0);
  let [squares, near] = [0, 0];
  for (const value of kept) {
    if (!Number.isFinite(value)) continue;
    // Exact: the product of a 32-bit float and a small whole number, divided by a power of two.
    counts[bins / 2 + Math.floor((value * (bins / 2)) / reach)]!++;
    squares += (value - mean) ** 2;
    if (Math.abs(value) <= NEAR_ZERO * largest) near++;
  }
  return {
    layer,
    reach,
    counts,
    kept: kept.length,
    pruned: values.length - kept.length,
    notFinite: kept.length - count,
    mean,
    standardDeviation: Math.sqrt(squares / Math.max(count, 1)),
    meanAbsolute,
    largest,
    nearZeroShare: near / Math.max(count, 1),
  };
}

/**
 * Sums up the kept weights of every layer at one moment of training, small enough to keep one of every epoch.
 *
 * Throws where `bins` is not an even number from 2.
 */
export function summarizeWeights(
  spec: NetworkSpec,
  weights: Weights,
  masks: Masks,
  { bins = 128, reach = 0 }: SummaryOptions = {},
): WeightMoment {
  if (!Number.isInteger(bins / 2) || bins < 2) {
    throw new AppError('unexpected', `invalid number of bins: ${bins} (expected an even one from 2)`);
  }
  return {
    layers: spec.nodes
      .filter(isWeightedNode)
      .map(({ name }) =>
        summarizeLayer(name, weights[`${name}.weight`]!.values, masks[`${name}.weight`], { bins, reach }),
      ),
  };
}
