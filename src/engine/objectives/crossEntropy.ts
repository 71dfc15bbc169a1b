import * as tf from '@tensorflow/tfjs-core';

/**
 * Below it (1e-26) probabilities count as that in the derivative: far too small to move a weight, and what they are
 * multiplied with on the way back stays clear of subnormal numbers, with which some processors are very slow.
 */
const LEAST_LOG_PROBABILITY = -60;

/**
 * Mean cross-entropy in nats of logits `[n, classes]` against truths of that shape, each row of which sums to 1; its derivative is
 * (softmax(logits) − truths) / n. Inside `tf.tidy`.
 */
export function buildCrossEntropy(logits: tf.Tensor2D, truths: tf.Tensor2D): tf.Scalar {
  const compute = tf.customGrad((...inputs) => {
    const [z, save] = inputs as unknown as [tf.Tensor, (tensors: tf.Tensor[]) => void];
    const centred = tf.sub(z, tf.max(z, -1, true));
    const logProbabilities = tf.sub(centred, tf.log(tf.sum(tf.exp(centred), -1, true)));
    // Both are saved: what the forward pass made is gone when the way back begins.
    save([tf.exp(tf.maximum(logProbabilities, LEAST_LOG_PROBABILITY)), truths]);
    const gradFunc = (dy: tf.Tensor, [probabilities, targets]: tf.Tensor[]) =>
      tf.mul(tf.sub(probabilities!, targets!), tf.div(dy, z.shape[0]!));
    return { value: tf.neg(tf.mean(tf.sum(tf.mul(truths, logProbabilities), -1))), gradFunc };
  });
  return compute(logits) as tf.Scalar;
}
