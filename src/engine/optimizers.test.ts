import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OptimizerConfig } from './engine.ts';
import { OPTIMIZER_RULES } from './optimizers.ts';
import { TINY_OPTIONS } from './testNets.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

/** Weight after each of two steps from w = 1 with the gradients 0.5 and −0.25 at learning rate 0.1. */
function runTwoSteps(kind: OptimizerConfig['kind'], config: Partial<OptimizerConfig> = {}): number[] {
  return tf.tidy(() => {
    const rule = OPTIMIZER_RULES[kind];
    let weight: tf.Tensor = tf.tensor1d([1]);
    let slots: readonly tf.Tensor[] = Array.from({ length: rule.slotCount }, () => tf.zeros([1]));
    return [0.5, -0.25].map((gradient, index) => {
      const updated = rule.build(
        { ...TINY_OPTIONS.optimizer, ...config },
        { weight, gradient: tf.tensor1d([gradient]), slots, learningRate: 0.1, step: index + 1 },
      );
      ({ weight, slots } = updated);
      return weight.dataSync()[0]!;
    });
  });
}

describe('two steps by hand', () => {
  it('of sgd: 1 − 0.05 = 0.95, then + 0.025', () => {
    const [first, second] = runTwoSteps('sgd');
    expect(first).toBeCloseTo(0.95, 6);
    expect(second).toBeCloseTo(0.975, 6);
  });

  it('of momentum 0.9: b = 0.5, then 0.45 − 0.25 = 0.2', () => {
    const [first, second] = runTwoSteps('momentum', { momentum: 0.9 });
    expect(first).toBeCloseTo(0.95, 6);
    expect(second).toBeCloseTo(0.93, 6);
  });

  it('of nesterov 0.9: 0.5 + 0.45 = 0.95, then −0.25 + 0.9 · 0.2 = −0.07', () => {
    const [first, second] = runTwoSteps('nesterov', { momentum: 0.9 });
    expect(first).toBeCloseTo(0.905, 6);
    expect(second).toBeCloseTo(0.912, 6);
  });

  it('of adam: the first moves by the learning rate, the second by m̂ / √v̂', () => {
    const [first, second] = runTwoSteps('adam');
    expect(first).toBeCloseTo(0.9, 6);
    // m = 0.9·0.05 − 0.025 = 0.02, m̂ = 0.02 / 0.19; v = 0.999·0.00025 + 0.001·0.0625, v̂ = v / 0.001999.
    const direction = 0.02 / 0.19 / Math.sqrt((0.999 * 0.00025 + 0.0000625) / 0.001999);
    expect(second).toBeCloseTo(0.9 - 0.1 * direction, 6);
  });
});
