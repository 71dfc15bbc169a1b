import * as tf from '@tensorflow/tfjs-core';
import { isTrained, type WeightSlot } from '../../network/listWeights.ts';
import { buildMasked, type DeviceModel } from '../deviceModel.ts';
import type { OptimizerConfig, TrainOptions } from '../engine.ts';
import { DESCEND, type DescendAttrs } from '../kernels/descend.ts';
import { OPTIMIZER_RULES } from '../optimizers.ts';
import { runKernel } from '../runKernel.ts';

/** Applies to a model what workers have sent. Owns the optimizer's memory until `dispose`. */
export interface Updater {
  /** Takes the averages in the order of the trained weights; the arrays stay the caller's. */
  apply(updates: readonly Float32Array[], learningRate: number): void;
  dispose(): void;
}

/** One descent of one weight. */
interface Descent {
  readonly gradient: tf.Tensor;
  readonly learningRate: number;
  readonly kind: 'sgd' | 'momentum';
  readonly penalized: boolean;
}

/**
 * Creates the Updater of one training run: w ← w − η·b, b ← m·b + g + penalty by the optimizer's own kernels, so that a
 * training with one worker that sends all has the bits of an ordinary one.
 *
 * Regularizer and weight decay pull at the layers' weights alone. With `ownsMomentum` momentum is in g already and is
 * applied to the penalty only, as the authors of DGC do: w ← w − η·b, b ← m·b + penalty, then w ← w − η·g.
 */
export function createUpdater(
  model: DeviceModel,
  { optimizer, regularizer }: Pick<TrainOptions, 'optimizer' | 'regularizer'>,
  ownsMomentum: boolean,
): Updater {
  const trained = model.weightSlots.filter(({ role }) => isTrained(role));
  const hasPenalty = optimizer.weightDecay !== 0 || regularizer.l1 !== 0 || regularizer.l2 !== 0;
  const hasMomentum = optimizer.kind === 'momentum';
  const slots = new Map<string, tf.Tensor>();
  for (const { name, role } of hasMomentum ? trained : []) {
    if (ownsMomentum && !(hasPenalty && role === 'weight')) continue;
    slots.set(name, tf.zerosLike(model.weightTensors.get(name)!));
  }
  let done = 0;

  const descend = (name: string, { gradient, learningRate, kind, penalized }: Descent) => {
    const weight = model.weightTensors.get(name)!;
    const mask = model.maskTensor(name);
    const config: OptimizerConfig = { ...optimizer, kind };
    const attrs: DescendAttrs = {
      optimizer: config,
      learningRate,
      step: done,
      l2: penalized ? regularizer.l2 + optimizer.weightDecay : 0,
      l1: penalized ? regularizer.l1 : 0,
    };
    const slot = kind === 'momentum' ? slots.get(name)! : undefined;
    if (tf.getKernel(DESCEND, tf.getBackend())) {
      const inputs = { weight, gradient, ...(slot ? { slot0: slot } : {}), ...(mask ? { mask } : {}) };
      model.replace(name, tf.keep(runKernel(DESCEND, inputs, { ...attrs })));
      return;
    }
    let penalizedGradient = gradient;
    if (attrs.l2 !== 0) penalizedGradient = tf.add(gradient, tf.mul(weight, attrs.l2));
    if (attrs.l1 !== 0) penalizedGradient = tf.add(penalizedGradient, tf.mul(tf.sign(weight), attrs.l1));
    const updated = OPTIMIZER_RULES[kind].build(config, {
      weight,
      gradient: buildMasked(penalizedGradient, mask),
      slots: slot ? [slot] : [],
      learningRate,
      step: done,
    });
    model.replace(name, tf.keep(buildMasked(updated.weight, mask)));
    if (!slot) return;
    slots.set(name, tf.keep(buildMasked(updated.slots[0]!, mask)));
    tf.dispose(slot);
  };

  const update = ({ name, role }: WeightSlot, values: Float32Array, learningRate: number) => {
    const { shape } = model.weightTensors.get(name)!;
    // A copy, because a backend may keep the array it is given.
    const gradient = tf.tensor(values.slice(), shape, 'float32');
    const penalized = role === 'weight' && hasPenalty;
    if (!ownsMomentum || !hasMomentum) {
      descend(name, { gradient, learningRate, kind: hasMomentum ? 'momentum' : 'sgd', penalized });
      return;
    }
    if (penalized) {
      descend(name, { gradient: tf.zerosLike(gradient), learningRate, kind: 'momentum', penalized });
    }
    descend(name, { gradient, learningRate, kind: 'sgd', penalized: false });
  };

  return {
    apply(updates, learningRate) {
      done++;
      tf.tidy(() => {
        for (const [index, slot] of trained.entries()) update(slot, updates[index]!, learningRate);
      });
    },
    dispose() {
      tf.dispose([...slots.values()]);
      slots.clear();
    },
  };
}
