import * as tf from '@tensorflow/tfjs-core';
import { buildMasked, type DeviceModel } from './deviceModel.ts';
import type { OptimizerConfig } from './engine.ts';
import { DESCEND, type DescendAttrs } from './kernels/descend.ts';
import { OPTIMIZER_RULES } from './optimizers.ts';
import { buildGrouped, buildPenalized, type Penalty } from './penalties.ts';
import { runKernel } from './runKernel.ts';

/** The optimizer's memory of one weight: as many tensors as its rule remembers. */
export function createSlots(model: DeviceModel, name: string, kind: OptimizerConfig['kind']): tf.Tensor[] {
  const like = model.weightTensors.get(name)!;
  return Array.from({ length: OPTIMIZER_RULES[kind].slotCount }, () => tf.zerosLike(like));
}

/** One descent of one weight. */
export interface Descent {
  readonly optimizer: OptimizerConfig;
  readonly gradient: tf.Tensor;
  readonly learningRate: number;
  /** 1 at the first step. */
  readonly step: number;
  readonly penalty: Penalty;
  readonly slots: readonly tf.Tensor[];
}

/**
 * Takes one step of gradient descent on a model's weight, in one pass where the backend has a kernel for it; the mask
 * holds on weight and slots, so that no memory revives what is pruned. Inside `tf.tidy`.
 *
 * Returns the slots to go on with: those given, changed in place, or kept new ones in place of them, which are disposed.
 */
export function descend(model: DeviceModel, name: string, descent: Descent): readonly tf.Tensor[] {
  const { optimizer, learningRate, step, penalty, slots } = descent;
  const weight = model.weightTensors.get(name)!;
  const mask = model.maskTensor(name);
  const gradient = buildGrouped(weight, descent.gradient, penalty);
  if (tf.getKernel(DESCEND, tf.getBackend())) {
    const { l1, l2 } = penalty;
    const attrs: DescendAttrs = { optimizer, learningRate, step, l1, l2 };
    const slotInputs = Object.fromEntries(slots.map((slot, index) => [`slot${index}`, slot]));
    const inputs = { weight, gradient, ...slotInputs, ...(mask ? { mask } : {}) };
    model.replace(name, tf.keep(runKernel(DESCEND, inputs, { ...attrs })));
    return slots;
  }
  const updated = OPTIMIZER_RULES[optimizer.kind].build(optimizer, {
    weight,
    gradient: buildMasked(buildPenalized(weight, gradient, penalty), mask),
    slots,
    learningRate,
    step,
  });
  // Kept and put in place in here: a tidy finds returned tensors by walking plain objects only.
  model.replace(name, tf.keep(buildMasked(updated.weight, mask)));
  const next = updated.slots.map((slot) => tf.keep(buildMasked(slot, mask)));
  tf.dispose([...slots]);
  return next;
}
