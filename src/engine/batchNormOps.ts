import * as tf from '@tensorflow/tfjs-core';
import {
  BATCH_NORM,
  BATCH_NORM_GRADIENT,
  type BatchNormAttrs,
  type BatchNormGradientAttrs,
} from './kernels/batchNorm.ts';
import { runKernel } from './runKernel.ts';

/** γ and β, `[c]` each. */
export interface ScaleAndShift {
  readonly scale: tf.Tensor;
  readonly shift: tf.Tensor;
}

/** Mean and variance, `[c]` each. */
export interface Moments {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

/** What is kept of the way there for the way back. */
export interface Normalized {
  readonly x: tf.Tensor;
  readonly y: tf.Tensor;
  readonly weights: ScaleAndShift;
  readonly moments: Moments;
}

/** The two directions of a batch normalisation of x `[…, c]`, followed by a ReLU where `activation` says so. Inside `tf.tidy`. */
interface BatchNormOps {
  /** The moments are those of x, the variance biased, where none are given. */
  readonly normalize: (
    x: tf.Tensor,
    weights: ScaleAndShift,
    given: Moments | undefined,
    attrs: BatchNormAttrs,
  ) => { readonly y: tf.Tensor; readonly moments: Moments };
  /**
   * The gradients of x, γ and β from that of y. With m values in each channel, ẑ = (x − μ) / σ and dz the gradient
   * before the ReLU: dβ = Σ dz, dγ = Σ dz · ẑ, and dx = γ/σ · (dz − (dβ + ẑ · dγ) / m) where μ and σ came of x itself
   * (Ioffe & Szegedy 2015, section 3, simplified), γ/σ · dz where they did not.
   */
  readonly undo: (dy: tf.Tensor, of: Normalized, attrs: BatchNormGradientAttrs) => tf.Tensor[];
}

/** All axes but the last. */
function axesOf({ rank }: tf.Tensor): number[] {
  return Array.from({ length: rank - 1 }, (_, axis) => axis);
}

/** Values of one channel. */
export function countPerChannel({ shape }: tf.Tensor): number {
  return tf.util.sizeFromShape(shape.slice(0, -1));
}

function buildMoments(x: tf.Tensor): Moments {
  const axes = axesOf(x);
  const mean = tf.mean(x, axes);
  // From what is left after the mean is taken off: the mean of squares would lose it in rounding.
  return { mean, variance: tf.mean(tf.square(tf.sub(x, mean)), axes) };
}

const buildDeviation = ({ variance }: Moments, epsilon: number) => tf.sqrt(tf.add(variance, epsilon));

/** Made of ops that every backend has. */
const COMPOSED: BatchNormOps = {
  normalize(x, { scale, shift }, given, { epsilon, activation }) {
    const moments = given ?? buildMoments(x);
    const factor = tf.div(scale, buildDeviation(moments, epsilon));
    const y = tf.add(tf.mul(x, factor), tf.sub(shift, tf.mul(moments.mean, factor)));
    return { y: activation === 'relu' ? tf.relu(y) : y, moments };
  },
  undo(dy, { x, y, weights, moments }, { epsilon, activation, ofBatch }) {
    const axes = axesOf(x);
    const deviation = buildDeviation(moments, epsilon);
    const standardized = tf.div(tf.sub(x, moments.mean), deviation);
    const dz = activation === 'relu' ? tf.mul(dy, tf.step(y)) : dy;
    const scaleGradient = tf.sum(tf.mul(dz, standardized), axes);
    const shiftGradient = tf.sum(dz, axes);
    const through = tf.add(shiftGradient, tf.mul(standardized, scaleGradient));
    const centred = ofBatch ? tf.sub(dz, tf.div(through, countPerChannel(x))) : dz;
    return [tf.mul(centred, tf.div(weights.scale, deviation)), scaleGradient, shiftGradient];
  },
};

const OF_OUR_KERNELS: BatchNormOps = {
  normalize(x, weights, given, attrs) {
    const results = runKernel<tf.Tensor[]>(BATCH_NORM, { x, ...weights, ...given }, { ...attrs });
    const [y, mean, variance] = results as [tf.Tensor, tf.Tensor, tf.Tensor];
    return { y, moments: given ?? { mean, variance } };
  },
  undo: (dy, { x, weights, moments }, attrs) =>
    runKernel<tf.Tensor[]>(BATCH_NORM_GRADIENT, { dy, x, ...weights, ...moments }, { ...attrs }),
};

/** Those of the current backend. */
export function batchNormOps(): BatchNormOps {
  return tf.getKernel(BATCH_NORM, tf.getBackend()) ? OF_OUR_KERNELS : COMPOSED;
}
