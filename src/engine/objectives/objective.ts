import * as tf from '@tensorflow/tfjs-core';
import { buildCrossEntropy } from './crossEntropy.ts';

/** A batch as it is trained on. */
export interface StepTarget {
  /** `[n, h, w, c]`, 0…1. */
  readonly images: tf.Tensor;
  /** The loss of logits `[n, classes]`, differentiable in them. */
  buildLoss(logits: tf.Tensor2D): tf.Scalar;
}

/** What one batch is trained towards. */
export interface StepObjective {
  /** Images `[n, h, w, c]`, labels `[n]` int32. Inside `tf.tidy`, before gradients are watched. */
  begin(images: tf.Tensor, labels: tf.Tensor1D): StepTarget;
}

/** What a whole training is trained towards. Owns its tensors until `dispose`. */
export interface TrainObjective {
  /** Of the batch of `step` (0 first), whose images stand at these places of the split. */
  at(step: number, indices: Uint32Array): StepObjective;
  /** Called after each step. */
  settle(): Promise<void>;
  dispose(): void;
}

/** Cross-entropy against the labels. */
export const PLAIN: StepObjective = {
  begin: (images, labels) => ({
    images,
    buildLoss: (logits) => buildCrossEntropy(logits, tf.oneHot(labels, logits.shape[1]) as tf.Tensor2D),
  }),
};
