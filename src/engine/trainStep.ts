import * as tf from '@tensorflow/tfjs-core';
import { isTrained, type WeightSlot } from '../network/listWeights.ts';
import { buildMasked, type DeviceModel } from './deviceModel.ts';
import type { TrainOptions } from './engine.ts';
import { buildForward, inputNodeOf, outputNodeOf } from './forward.ts';
import { DESCEND, type DescendAttrs } from './kernels/descend.ts';
import { OPTIMIZER_RULES } from './optimizers.ts';
import { runKernel } from './runKernel.ts';

/**
 * Mean cross-entropy in nats of logits `[n, classes]` against one-hot truths of that shape; its derivative is
 * (softmax(logits) − truths) / n. Inside `tf.tidy`.
 */
export function buildCrossEntropy(logits: tf.Tensor2D, truths: tf.Tensor2D): tf.Scalar {
  const compute = tf.customGrad((...inputs) => {
    const [z, save] = inputs as unknown as [tf.Tensor, (tensors: tf.Tensor[]) => void];
    const centred = tf.sub(z, tf.max(z, -1, true));
    const logProbabilities = tf.sub(centred, tf.log(tf.sum(tf.exp(centred), -1, true)));
    // Both are saved: what the forward pass made is gone when the way back begins.
    save([tf.exp(logProbabilities), truths]);
    const gradFunc = (dy: tf.Tensor, [probabilities, targets]: tf.Tensor[]) =>
      tf.mul(tf.sub(probabilities!, targets!), tf.div(dy, z.shape[0]!));
    return { value: tf.neg(tf.mean(tf.sum(tf.mul(truths, logProbabilities), -1))), gradFunc };
  });
  return compute(logits) as tf.Scalar;
}

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

/** Loss, correct count and gradients of a batch: images `[n, h, w, c]` scaled to 0…1, labels `[n]` int32. Inside `tf.tidy`. */
export function buildLossAndGradients(
  model: DeviceModel,
  images: tf.Tensor,
  labels: tf.Tensor1D,
  stepSeed: number,
): LossAndGradients {
  const names = trainedNamesOf(model);
  const weights = model.weightTensors;
  const output = outputNodeOf(model.spec);
  // Kept, because the tidy of the gradient function would free them; the caller's scope takes them back below.
  const statistics = new Map<string, tf.Tensor>();
  let correct: tf.Scalar | undefined;
  const computeLoss = () => {
    const given = new Map([[inputNodeOf(model.spec), images]]);
    const built = buildForward(model.spec, weights, given, [output], stepSeed, { statistics });
    const [logits] = built as [tf.Tensor2D];
    const hits = tf.equal(tf.argMax(logits, -1), labels);
    correct = tf.keep(tf.sum(tf.cast(hits, 'float32')));
    return buildCrossEntropy(logits, tf.oneHot(labels, logits.shape[1]) as tf.Tensor2D);
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
  ): [tf.Scalar, tf.Scalar];
  dispose(): void;
}

function buildPenalized(weight: tf.Tensor, gradient: tf.Tensor, { l2, l1 }: DescendAttrs): tf.Tensor {
  let sum = gradient;
  if (l2 !== 0) sum = tf.add(sum, tf.mul(weight, l2));
  if (l1 !== 0) sum = tf.add(sum, tf.mul(tf.sign(weight), l1));
  return sum;
}

/**
 * Creates the Stepper of one training run.
 *
 * Regularizer and weight decay are added to the gradient (as PyTorch couples them), of the layers' weights and of nothing
 * else: neither biases nor γ and β. Masks hold on gradients, weights, slots and running statistics after every step, so
 * momentum cannot revive what is pruned.
 */
export function createStepper(
  model: DeviceModel,
  options: Pick<TrainOptions, 'optimizer' | 'regularizer'>,
): Stepper {
  const { optimizer, regularizer } = options;
  const rule = OPTIMIZER_RULES[optimizer.kind];
  const slots = new Map<string, tf.Tensor[]>();
  for (const name of trainedNamesOf(model)) {
    const tensor = model.weightTensors.get(name)!;
    slots.set(
      name,
      Array.from({ length: rule.slotCount }, () => tf.zerosLike(tensor)),
    );
  }
  let done = 0;

  const attrsOf = (role: WeightSlot['role'], learningRate: number): DescendAttrs => {
    const penalized = role === 'weight';
    return {
      optimizer,
      learningRate,
      step: done,
      l2: penalized ? regularizer.l2 + optimizer.weightDecay : 0,
      l1: penalized ? regularizer.l1 : 0,
    };
  };

  const updateWeight = ({ name, role }: WeightSlot, gradient: tf.Tensor, learningRate: number) => {
    const weight = model.weightTensors.get(name)!;
    const attrs = attrsOf(role, learningRate);
    const mask = model.maskTensor(name);
    const ownSlots = slots.get(name)!;
    if (tf.getKernel(DESCEND, tf.getBackend())) {
      const slotInputs = Object.fromEntries(ownSlots.map((slot, index) => [`slot${index}`, slot]));
      const inputs = { weight, gradient, ...slotInputs, ...(mask ? { mask } : {}) };
      model.replace(name, tf.keep(runKernel(DESCEND, inputs, { ...attrs })));
      return;
    }
    const updated = rule.build(optimizer, {
      weight,
      gradient: buildMasked(buildPenalized(weight, gradient, attrs), mask),
      slots: ownSlots,
      learningRate,
      step: done,
    });
    // Kept and put in place in here: a tidy finds returned tensors by walking plain objects only.
    model.replace(name, tf.keep(buildMasked(updated.weight, mask)));
    slots.set(
      name,
      updated.slots.map((slot) => tf.keep(buildMasked(slot, mask))),
    );
    tf.dispose(ownSlots);
  };

  return {
    step(images, labels, learningRate, stepSeed) {
      done++;
      return tf.tidy(() => {
        const built = buildLossAndGradients(model, images, labels, stepSeed);
        for (const slot of model.weightSlots) {
          const gradient = built.gradients.get(slot.name);
          if (gradient) updateWeight(slot, gradient, learningRate);
        }
        for (const [name, value] of built.statistics) {
          model.replace(name, tf.keep(buildMasked(value, model.maskTensor(name))));
        }
        return [built.loss, built.correct] as [tf.Scalar, tf.Scalar];
      });
    },
    dispose() {
      for (const tensors of slots.values()) tf.dispose(tensors);
      slots.clear();
    },
  };
}
