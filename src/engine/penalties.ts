import * as tf from '@tensorflow/tfjs-core';
import { channelAxisOf, type WeightSlot } from '../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import type { TrainOptions } from './engine.ts';

/** What is added to the gradient of one weight w: `l2 · w + l1 · sign(w) + groupLasso · √n · w_g / ‖w_g‖₂` in each group g of n values. */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
  readonly groupLasso: number;
  /** Axis of the output channels; each channel's values are a group. */
  readonly groupAxis: number;
}

/** No output channel's norm is divided by less: the sub-gradient of a group that is 0 is 0. */
const LEAST_NORM = 1e-12;

/**
 * The penalty of one weight tensor.
 *
 * L1, L2, weight decay and group lasso pull at the layers' weights (filters as groups, scaled by √n: Yuan & Lin 2006,
 * eq. 2.1; Wen et al. 2016, eq. 3); slimming's L1 at the scales γ of batch normalisations (Liu et al. 2017, eq. 1). Biases
 * and β are left alone.
 */
export function penaltyOf(
  { node, role }: Pick<WeightSlot, 'node' | 'role'>,
  spec: NetworkSpec,
  { optimizer, regularizer }: Pick<TrainOptions, 'optimizer' | 'regularizer'>,
): Penalty {
  const { l1, l2, slimming = 0, groupLasso = 0 } = regularizer;
  const layer = spec.nodes.find(({ name }) => name === node);
  const groupAxis = layer && isWeightedNode(layer) ? channelAxisOf(layer.kind) : 0;
  switch (role) {
    case 'weight':
      return { l1, l2: l2 + optimizer.weightDecay, groupLasso, groupAxis };
    case 'scale':
      return { l1: slimming, l2: 0, groupLasso: 0, groupAxis };
    default:
      return { l1: 0, l2: 0, groupLasso: 0, groupAxis };
  }
}

/** True where a penalty changes a gradient. */
export function isPenalty({ l1, l2, groupLasso }: Penalty): boolean {
  return l1 !== 0 || l2 !== 0 || groupLasso !== 0;
}

/** The gradient with the group lasso's part. Inside `tf.tidy`. */
export function buildGrouped(
  weight: tf.Tensor,
  gradient: tf.Tensor,
  { groupLasso, groupAxis }: Penalty,
): tf.Tensor {
  if (groupLasso === 0) return gradient;
  const axes = weight.shape.map((_, axis) => axis).filter((axis) => axis !== groupAxis);
  const members = axes.reduce((product, axis) => product * weight.shape[axis]!, 1);
  const norms = tf.sqrt(tf.sum(tf.square(weight), axes, true));
  const pull = tf.mul(tf.div(weight, tf.maximum(norms, LEAST_NORM)), groupLasso * Math.sqrt(members));
  return tf.add(gradient, pull);
}

/** The gradient with L1's and L2's part. Inside `tf.tidy`. */
export function buildPenalized(weight: tf.Tensor, gradient: tf.Tensor, { l1, l2 }: Penalty): tf.Tensor {
  let sum = gradient;
  if (l2 !== 0) sum = tf.add(sum, tf.mul(weight, l2));
  if (l1 !== 0) sum = tf.add(sum, tf.mul(tf.sign(weight), l1));
  return sum;
}
