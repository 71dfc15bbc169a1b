import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerConfig } from './engine.ts';

/** What a rule reads for one weight tensor in one step. */
interface UpdateInput {
  readonly weight: tf.Tensor;
  readonly gradient: tf.Tensor;
  readonly slots: readonly tf.Tensor[];
  readonly learningRate: number;
  /** 1 at the first step. */
  readonly step: number;
}

interface UpdateOutput {
  readonly weight: tf.Tensor;
  readonly slots: readonly tf.Tensor[];
}

/** One rule of gradient descent: how many tensors it remembers per weight, and its step. */
export interface OptimizerRule {
  readonly slotCount: number;
  /** Pure; inside `tf.tidy`. */
  readonly build: (config: OptimizerConfig, input: UpdateInput) => UpdateOutput;
}

const descend = (weight: tf.Tensor, direction: tf.Tensor, rate: number) =>
  tf.sub(weight, tf.mul(direction, rate));

/**
 * The rules, as PyTorch defines them (torch.optim.SGD with dampening 0, torch.optim.Adam):
 *
 * momentum b ← μ·b + g, w ← w − η·b; nesterov w ← w − η·(g + μ·b);
 * adam (Kingma & Ba 2015, algorithm 1) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), w ← w − η·m̂ / (√v̂ + ε).
 */
export const OPTIMIZER_RULES: Readonly<Record<OptimizerConfig['kind'], OptimizerRule>> = {
  sgd: {
    slotCount: 0,
    build: (_config, { weight, gradient, learningRate }) => ({
      weight: descend(weight, gradient, learningRate),
      slots: [],
    }),
  },
  momentum: {
    slotCount: 1,
    build: ({ momentum }, { weight, gradient, slots, learningRate }) => {
      const velocity = tf.add(tf.mul(slots[0]!, momentum), gradient);
      return { weight: descend(weight, velocity, learningRate), slots: [velocity] };
    },
  },
  nesterov: {
    slotCount: 1,
    build: ({ momentum }, { weight, gradient, slots, learningRate }) => {
      const velocity = tf.add(tf.mul(slots[0]!, momentum), gradient);
      const ahead = tf.add(gradient, tf.mul(velocity, momentum));
      return { weight: descend(weight, ahead, learningRate), slots: [velocity] };
    },
  },
  adam: {
    slotCount: 2,
    build: ({ beta1, beta2, epsilon }, { weight, gradient, slots, learningRate, step }) => {
      const first = tf.add(tf.mul(slots[0]!, beta1), tf.mul(gradient, 1 - beta1));
      const second = tf.add(tf.mul(slots[1]!, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const root = tf.div(tf.sqrt(second), Math.sqrt(1 - beta2 ** step));
      const direction = tf.div(first, tf.add(root, epsilon));
      return {
        weight: descend(weight, direction, learningRate / (1 - beta1 ** step)),
        slots: [first, second],
      };
    },
  },
};
