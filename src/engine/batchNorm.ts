import * as tf from '@tensorflow/tfjs-core';
import { batchNormOps, countPerChannel, type Moments, type ScaleAndShift } from './batchNormOps.ts';
import type { BatchNormAttrs } from './kernels/batchNorm.ts';

/** Share of the newest batch in the running statistics while training: `momentum` of PyTorch's batch normalisation. */
export const BATCH_SHARE = 0.1;

type Six = [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];

function buildNormalization(
  x: tf.Tensor,
  { scale, shift }: ScaleAndShift,
  given: Moments | undefined,
  attrs: BatchNormAttrs,
  onMoments: (moments: Moments) => void = () => {},
): tf.Tensor {
  const ops = batchNormOps();
  const compute = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as (tensors: tf.Tensor[]) => void;
    const { y, moments } = ops.normalize(x, { scale, shift }, given, attrs);
    onMoments(moments);
    save([x, y, scale, shift, moments.mean, moments.variance]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [x, y, scale, shift, mean, variance] = saved as Six;
      const of = { x, y, weights: { scale, shift }, moments: { mean, variance } };
      return ops.undo(dy, of, { ...attrs, ofBatch: !given });
    };
    return { value: y, gradFunc };
  });
  return compute(x, scale, shift);
}

/**
 * act(γ · (x − μ) / √(σ² + ε) + β) with running statistics: x `[…, c]`. Differentiable in x, γ and β. Inside `tf.tidy`.
 */
export function buildBatchNorm(
  x: tf.Tensor,
  weights: ScaleAndShift,
  running: Moments,
  attrs: BatchNormAttrs,
): tf.Tensor {
  return buildNormalization(x, weights, running, attrs);
}

/**
 * The same with the moments of the batch itself, over all axes but the last (Ioffe & Szegedy 2015, algorithm 1).
 *
 * `onMoments` is told of them, the variance biased; they live no longer than the call. Inside `tf.tidy`.
 */
export function buildBatchNormOfBatch(
  x: tf.Tensor,
  weights: ScaleAndShift,
  attrs: BatchNormAttrs,
  onMoments?: (moments: Moments) => void,
): tf.Tensor {
  return buildNormalization(x, weights, undefined, attrs, onMoments);
}

/**
 * Running statistics after a batch x `[…, c]`, as torch.nn.BatchNorm2d has them: running ← (1 − s) · running + s · batch,
 * with the unbiased variance σ² · m / (m − 1) of the m values in each channel (a single value leaves 0). Inside `tf.tidy`.
 */
export function buildRunning(running: Moments, batch: Moments, x: tf.Tensor, share: number): Moments {
  const count = countPerChannel(x);
  const follow = (old: tf.Tensor, value: tf.Tensor, factor: number) =>
    tf.add(tf.mul(old, 1 - share), tf.mul(value, share * factor));
  return {
    mean: follow(running.mean, batch.mean, 1),
    variance: follow(running.variance, batch.variance, count / Math.max(1, count - 1)),
  };
}
