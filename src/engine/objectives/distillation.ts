import * as tf from '@tensorflow/tfjs-core';
import { softmax } from '../../base/softmax.ts';

export interface DistillationWeights {
  /** What logits are divided by, T > 0. */
  readonly temperature: number;
  /** α: share of the teacher's part in the loss, 0…1. */
  readonly weight: number;
}

/** Natural logarithms of the probabilities of logits `[n, classes]`. Inside `tf.tidy`. */
function buildLogSoftmax(logits: tf.Tensor): tf.Tensor {
  const centred = tf.sub(logits, tf.max(logits, -1, true));
  return tf.sub(centred, tf.log(tf.sum(tf.exp(centred), -1, true)));
}

/**
 * (1 − α) · CE(z, truths) + α · T² · KL(q ‖ softmax(z / T)) with q = softmax(teacher / T), means over the batch (Hinton et
 * al. 2015, §2; T² keeps the size of the gradient). Its derivative in z is ((1 − α) · (softmax(z) − truths) + α · T ·
 * (softmax(z / T) − q)) / n. Logits and teacher's logits `[n, classes]`. Inside `tf.tidy`.
 */
export function buildDistillation(
  logits: tf.Tensor2D,
  truths: tf.Tensor2D,
  teacher: tf.Tensor2D,
  { temperature, weight }: DistillationWeights,
): tf.Scalar {
  const compute = tf.customGrad((...inputs) => {
    const [z, save] = inputs as unknown as [tf.Tensor, (tensors: tf.Tensor[]) => void];
    const hard = buildLogSoftmax(z);
    const soft = buildLogSoftmax(tf.div(z, temperature));
    const aim = buildLogSoftmax(tf.div(teacher, temperature));
    const aimed = tf.exp(aim);
    const entropy = tf.neg(tf.mean(tf.sum(tf.mul(truths, hard), -1)));
    const divergence = tf.mean(tf.sum(tf.mul(aimed, tf.sub(aim, soft)), -1));
    const value = tf.add(
      tf.mul(entropy, 1 - weight),
      tf.mul(divergence, weight * temperature * temperature),
    ) as tf.Scalar;
    save([tf.exp(hard), truths, tf.exp(soft), aimed]);
    const gradFunc = (dy: tf.Tensor, [p, y, pSoft, q]: tf.Tensor[]) => {
      const ofLabels = tf.mul(tf.sub(p!, y!), 1 - weight);
      const ofTeacher = tf.mul(tf.sub(pSoft!, q!), weight * temperature);
      return tf.mul(tf.add(ofLabels, ofTeacher), tf.div(dy, z.shape[0]!));
    };
    return { value, gradFunc };
  });
  return compute(logits) as tf.Scalar;
}

/**
 * Takes a step of gradient descent on the teacher's logits themselves, in place: the label refinement of Luo & Wu 2020,
 * §3.4. Of α · T² · KL(q ‖ p), q = softmax(y / T), the derivative in y is α · T · q ⊙ (ln q/p − Σ q ln q/p) for each image.
 *
 * @param pseudo logits `[images, classes]` of all images; the rows of `indices` are changed.
 * @param logits `[indices.length, classes]` that the network gave.
 */
export function refineLabels(
  pseudo: Float32Array,
  indices: Uint32Array,
  logits: Float32Array,
  { temperature, weight, learningRate }: DistillationWeights & { readonly learningRate: number },
): void {
  const classes = logits.length / indices.length;
  const probabilities = (values: Float32Array) => softmax(values.map((value) => value / temperature));
  for (const [place, index] of indices.entries()) {
    const row = pseudo.subarray(index * classes, (index + 1) * classes);
    const q = probabilities(row);
    const p = probabilities(logits.subarray(place * classes, (place + 1) * classes));
    const ratios = q.map((share, at) => Math.log(Math.max(share, 1e-30) / Math.max(p[at]!, 1e-30)));
    const divergence = q.reduce((sum, share, at) => sum + share * ratios[at]!, 0);
    for (let at = 0; at < classes; at++) {
      row[at] = row[at]! - learningRate * weight * temperature * q[at]! * (ratios[at]! - divergence);
    }
  }
}
