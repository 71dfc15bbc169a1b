import * as tf from '@tensorflow/tfjs-core';
import { isTrained } from '../../network/listWeights.ts';
import { createSlots, descend } from '../descent.ts';
import type { DeviceModel } from '../deviceModel.ts';
import type { TrainOptions } from '../engine.ts';
import { isPenalty, type Penalty, penaltyOf } from '../penalties.ts';

/** Applies to a model what workers have sent. Owns the optimizer's memory until `dispose`. */
export interface Updater {
  /** Takes the averages in the order of the trained weights; the arrays stay the caller's. */
  apply(updates: readonly Float32Array[], learningRate: number): void;
  dispose(): void;
}

const NO_PENALTY: Penalty = { l1: 0, l2: 0, groupLasso: 0, groupAxis: 0 };

/**
 * Creates the Updater of one training run: w ← w − η·b, b ← m·b + g + penalty by the optimizer's own kernels, so that a
 * training with one worker that sends all has the bits of an ordinary one.
 *
 * With `ownsMomentum` momentum is in g already and is applied to the penalty only, as the authors of DGC do:
 * w ← w − η·b, b ← m·b + penalty, then w ← w − η·g.
 */
export function createUpdater(
  model: DeviceModel,
  options: Pick<TrainOptions, 'optimizer' | 'regularizer'>,
  ownsMomentum: boolean,
): Updater {
  const trained = model.weightSlots
    .filter(({ role }) => isTrained(role))
    .map((slot) => ({ name: slot.name, penalty: penaltyOf(slot, model.spec, options) }));
  const kind = options.optimizer.kind === 'momentum' ? 'momentum' : 'sgd';
  // Momentum of the penalty alone, and beside it a plain step by what was exchanged.
  const apart = ownsMomentum && kind === 'momentum';
  const slots = new Map<string, readonly tf.Tensor[]>();
  for (const { name, penalty } of trained) {
    if (!apart || isPenalty(penalty)) slots.set(name, createSlots(model, name, kind));
  }
  let done = 0;

  const update = (name: string, penalty: Penalty, values: Float32Array, learningRate: number) => {
    const { shape } = model.weightTensors.get(name)!;
    // A copy, because a backend may keep the array it is given.
    const gradient = tf.tensor(values.slice(), shape, 'float32');
    const common = { learningRate, step: done };
    const own = slots.get(name);
    if (own) {
      const pulled = apart ? tf.zerosLike(gradient) : gradient;
      const optimizer = { ...options.optimizer, kind } as const;
      slots.set(name, descend(model, name, { ...common, optimizer, gradient: pulled, penalty, slots: own }));
    }
    if (!apart) return;
    const optimizer = { ...options.optimizer, kind: 'sgd' } as const;
    descend(model, name, { ...common, optimizer, gradient, penalty: NO_PENALTY, slots: [] });
  };

  return {
    apply(updates, learningRate) {
      done++;
      tf.tidy(() => {
        for (const [index, { name, penalty }] of trained.entries()) {
          update(name, penalty, updates[index]!, learningRate);
        }
      });
    },
    dispose() {
      for (const tensors of slots.values()) tf.dispose([...tensors]);
      slots.clear();
    },
  };
}
