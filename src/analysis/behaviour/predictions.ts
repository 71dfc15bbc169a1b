import { AppError } from '../../base/errors.ts';
import { softmax } from '../../base/softmax.ts';

/** What a network says of each image, from its logits. */
export interface Predictions {
  readonly classes: number;
  /** `[images]`: true classes. */
  readonly labels: Uint8Array;
  /** `[images]`: classes of the largest logit, of equal ones the first. */
  readonly predicted: Uint8Array;
  /** `[images]`: probability of the predicted class, 0…1. */
  readonly confidences: Float64Array;
  /** `[images]`: probability of the true class, 0…1. */
  readonly probabilities: Float64Array;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** Mean over images of Σ over classes of (probability − target)², 0…2. */
  readonly brierScore: number;
}

/** Place of the largest value, the first where several are. */
function argMax(values: Float32Array): number {
  let best = 0;
  for (let place = 1; place < values.length; place++) if (values[place]! > values[best]!) best = place;
  return best;
}

/** ln Σ exp(z) − z[label] of one row of logits. */
function computeRowLoss(logits: Float32Array, label: number): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of logits) highest = Math.max(highest, value);
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - highest);
  return highest + Math.log(sum) - logits[label]!;
}

/**
 * Reads predictions and their probabilities from logits `[images, classes]`, in double precision.
 *
 * Throws `step-impossible` without an image, `invalid-network` where a label is no class of the logits, `not-a-number`
 * where the loss is not finite.
 */
export function readPredictions(logits: Float32Array, labels: Uint8Array): Predictions {
  const images = labels.length;
  if (images === 0) throw new AppError('step-impossible', 'no image to compare two networks on');
  const classes = logits.length / images;
  const predicted = new Uint8Array(images);
  const confidences = new Float64Array(images);
  const probabilities = new Float64Array(images);
  let [lossSum, brierSum] = [0, 0];
  for (const [image, label] of labels.entries()) {
    if (label >= classes) {
      throw new AppError('invalid-network', `image ${image} has class ${label} of ${classes} outputs`);
    }
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const shares = softmax(row);
    const best = argMax(row);
    predicted[image] = best;
    confidences[image] = shares[best]!;
    probabilities[image] = shares[label]!;
    lossSum += computeRowLoss(row, label);
    for (const [index, share] of shares.entries()) brierSum += (share - (index === label ? 1 : 0)) ** 2;
  }
  const loss = lossSum / images;
  if (!Number.isFinite(loss)) throw new AppError('not-a-number', `loss on the images is ${loss}`);
  return { classes, labels, predicted, confidences, probabilities, loss, brierScore: brierSum / images };
}
