import * as tf from '@tensorflow/tfjs-core';
import { isTrained } from '../network/listWeights.ts';
import { createSlots, descend } from './descent.ts';
import { buildMasked, type DeviceModel } from './deviceModel.ts';
import type { TrainOptions } from './engine.ts';
import { buildForward, inputNodeOf, outputNodeOf } from './forward.ts';
import { PLAIN, type StepObjective } from './objectives/objective.ts';
import { penaltyOf } from './penalties.ts';

/** A pass forward and back through the whole net. */
export interface LossAndGradients {
  readonly loss: tf.Scalar;
  /** How many of the batch are classified correctly. */
  readonly correct: tf.Scalar;
  /** By the names of the trained weights; without regularizer, decay and masks. */
  readonly gradients: ReadonlyMap<string, tf.Tensor>;
  /** Running statistics after this batch, by the names of their weights; without masks. */
  readonly statistics: ReadonlyMap<string, tf.Tensor>;
}

/** Names of the weights that gradient descent changes, in the order of the nodes. */
function trainedNamesOf(model: DeviceModel): string[] {
  return model.weightSlots.filter(({ role }) => isTrained(role)).map(({ name }) => name);
}

/** The same values in the current scope; frees a kept tensor. */
function takeBack(kept: tf.Tensor): tf.Tensor {
  const taken = tf.clone(kept);
  tf.dispose(kept);
  return taken;
}

/**
 * Loss, correct count and gradients of a batch: images `[n, h, w, c]` scaled to 0…1, labels `[n]` int32, trained towards
 * `objective`. Inside `tf.tidy`.
 */
export function buildLossAndGradients(
  model: DeviceModel,
  images: tf.Tensor,
  labels: tf.Tensor1D,
  stepSeed: number,
  objective: StepObjective = PLAIN,
): LossAndGradients {
  const names = trainedNamesOf(model);
  const weights = model.weightTensors;
  const output = outputNodeOf(model.spec);
  // Kept, because the tidy of the gradient function would free them; the caller's scope takes them back below.
  const statistics = new Map<string, tf.Tensor>();
  let correct: tf.Scalar | undefined;
  const target = objective.begin(images, labels);
  const computeLoss = () => {
    const given = new Map([[inputNodeOf(model.spec), target.images]]);
    const built = buildForward(model.spec, weights, given, [output], stepSeed, { statistics });
    const [logits] = built as [tf.Tensor2D];
    const hits = tf.equal(tf.argMax(logits, -1), labels);
    correct = tf.keep(tf.sum(tf.cast(hits, 'float32')));
    return target.buildLoss(logits);
  };
  const trained = names.map((name) => weights.get(name)!);
  const { value, grads } = tf.engine().gradients(computeLoss, trained);
  return {
    loss: value as tf.Scalar,
    correct: takeBack(correct!) as tf.Scalar,
    gradients: new Map(names.map((name, index) => [name, grads[index]!])),
    statistics: new Map([...statistics].map(([name, kept]) => [name, takeBack(kept)])),
  };
}

/** The optimizer's memory and its step on one model. Owns its slots until `dispose`. */
export interface Stepper {
  /** Applies one batch; returns two scalars that are the caller's: loss and correct count. */
  step(
    images: tf.Tensor,
    labels: tf.Tensor1D,
    learningRate: number,
    stepSeed: number,
    objective?: StepObjective,
  ): [tf.Scalar, tf.Scalar];
  dispose(): void;
}

/**
 * Creates the Stepper of one training run.
 *
 * Penalties are added to the gradient (as PyTorch couples them), by `penaltyOf`. Masks hold on gradients, weights, slots
 * and running statistics after every step, so momentum cannot revive what is pruned.
 */
export function createStepper(
  model: DeviceModel,
  options: Pick<TrainOptions, 'optimizer' | 'regularizer'>,
): Stepper {
  const { optimizer } = options;
  const trained = model.weightSlots
    .filter(({ role }) => isTrained(role))
    .map((slot) => ({ name: slot.name, penalty: penaltyOf(slot, model.spec, options) }));
  const slots = new Map<string, readonly tf.Tensor[]>(
    trained.map(({ name }) => [name, createSlots(model, name, optimizer.kind)]),
  );
  let done = 0;

  return {
    step(images, labels, learningRate, stepSeed, objective) {
      done++;
      return tf.tidy(() => {
        const built = buildLossAndGradients(model, images, labels, stepSeed, objective);
        for (const { name, penalty } of trained) {
          const gradient = built.gradients.get(name)!;
          const descent = { optimizer, gradient, learningRate, step: done, penalty, slots: slots.get(name)! };
          slots.set(name, descend(model, name, descent));
        }
        for (const [name, value] of built.statistics) {
          model.replace(name, tf.keep(buildMasked(value, model.maskTensor(name))));
        }
        return [built.loss, built.correct] as [tf.Scalar, tf.Scalar];
      });
    },
    dispose() {
      for (const tensors of slots.values()) tf.dispose([...tensors]);
      slots.clear();
    },
  };
}
