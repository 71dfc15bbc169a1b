import { computeHistograms } from '../../analysis/computeHistogram.ts';
import { computeCost } from '../../analysis/cost.ts';
import {
  describeFirstLayerMask,
  type FirstLayerImage,
  type NoFirstLayerImage,
} from '../../analysis/weights/describeFirstLayerMask.ts';
import { describeWeights } from '../../analysis/weights/describeWeights.ts';
import type { TensorStatistics } from '../../analysis/weights/tensorStatistics.ts';
import type { Measurer } from './measurer.ts';

const HISTOGRAM_BINS = 101;

/** Statistics of the weights themselves. */
export interface MeasuredWeights {
  /** Layers' weights and biases, γ and β, in the order of the network. */
  readonly tensors: readonly TensorStatistics[];
  readonly firstLayer: FirstLayerImage | NoFirstLayerImage;
}

/** Kept weights of every layer in equal bins. */
export const histogram: Measurer<'histogram'> = async (_context, snapshot) =>
  computeHistograms([snapshot], { bins: HISTOGRAM_BINS })[0]!;

/** Moments, fits, sparsities by structure, a sketch of the magnitudes, and the first layer's mask. */
export const weights: Measurer<'weights'> = async (_context, snapshot) => ({
  tensors: describeWeights(snapshot.spec, snapshot.weights, snapshot.masks),
  firstLayer: describeFirstLayerMask(snapshot.spec, snapshot.masks),
});

/** Exact counts by shape and mask. */
export const cost: Measurer<'cost'> = async (_context, snapshot) =>
  computeCost(snapshot.spec, snapshot.weights, snapshot.masks);
