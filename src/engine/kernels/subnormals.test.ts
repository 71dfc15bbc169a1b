import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildConv2d, buildDense } from '../layers.ts';
import { nodeWasmPaths } from '../nodeWasmPaths.ts';
import { runKernel } from '../runKernel.ts';
import { startWasm } from '../startWasm.ts';
import { TINY_OPTIONS } from '../testNets.ts';
import { DESCEND } from './descend.ts';

/** Below the least normal number of single precision, 1.18e-38. */
const SUBNORMAL = 1e-39;

beforeAll(async () => {
  await startWasm(nodeWasmPaths());
});

/** So small that its products come near subnormal numbers. */
const TINY = 2 ** -101;

/** Values with a tiny one in every place of a row of eight, of four and of what is left. */
const weightOf = (shape: readonly [number, number]) =>
  tf.tensor2d(
    Array.from({ length: shape[0] * shape[1] }, (_, at) => (at % 3 === 0 ? TINY : 1)),
    [...shape],
  );

describe('subnormal numbers on wasm', () => {
  it.each([8, 4, 3, 13])(
    'and what comes near them count as 0 where they are weights of %i outputs',
    async (columns) => {
      const weight = weightOf([6, columns]);
      const pixels = tf.fill([1, 6], 2 ** 20);
      const zeros = tf.where(tf.less(weight, 0.5), tf.zerosLike(weight), weight);
      const dense = [weight, zeros].map((w) => buildDense(pixels, w, undefined, 'linear'));
      const asFilter = (w: tf.Tensor) => tf.reshape(w, [1, 1, 6, columns]);
      const options = { stride: 1, padding: 'valid', activation: 'linear' } as const;
      const images = tf.reshape(pixels, [1, 1, 1, 6]);
      const conv = [weight, zeros].map((w) => buildConv2d(images, asFilter(w), undefined, options));
      expect(await dense[0]!.data()).toEqual(await dense[1]!.data());
      expect(await conv[0]!.data()).toEqual(await conv[1]!.data());
      // A column of nothing else comes out as nothing.
      const alone = buildDense(pixels, tf.fill([6, columns], TINY), undefined, 'linear');
      expect([...(await alone.data())]).toEqual(new Array(columns).fill(0));
      const more = buildDense(pixels, tf.fill([6, columns], 4 * TINY), undefined, 'linear');
      expect([...(await more.data())]).toEqual(new Array(columns).fill(6 * 2 ** -79));
    },
  );

  it('leave weights that are not a number as they are', async () => {
    const product = buildDense(tf.ones([1, 2]), tf.fill([2, 9], Number.NaN), undefined, 'linear');
    expect((await product.data()).every(Number.isNaN)).toBe(true);
  });

  it.each(['momentum', 'nesterov', 'adam'] as const)(
    'are not what slots of %s come to rest at',
    async (kind) => {
      // Nine values: two vectors and one that is left.
      const weight = tf.fill([9], 1);
      const slot0 = tf.fill([9], 1e-30);
      const slot1 = tf.fill([9], 1e-30);
      const optimizer = { ...TINY_OPTIONS.optimizer, kind, momentum: 0.9, beta1: 0.9, beta2: 0.9 };
      for (let step = 1; step <= 200; step++) {
        const attrs = { optimizer, learningRate: 0, step, l2: 0, l1: 0 };
        const inputs = { weight, gradient: tf.fill([9], SUBNORMAL), slot0, slot1 };
        runKernel(DESCEND, inputs, attrs).dispose();
      }
      expect([...(await slot0.data())]).toEqual(new Array(9).fill(0));
      if (kind === 'adam') expect([...(await slot1.data())]).toEqual(new Array(9).fill(0));
    },
  );

  it('of gradients leave a weight where it is, and others move it as before', async () => {
    const gradient = tf.tensor1d([1e-40, 1e-19, 1e-12, 0.5, -0.5, 1e-40, 1, 2, 1e-40]);
    const weight = tf.fill([9], 0.25);
    const [slot0, slot1] = [tf.zeros([9]), tf.zeros([9])];
    const optimizer = { ...TINY_OPTIONS.optimizer, kind: 'adam' as const };
    const attrs = { optimizer, learningRate: 0.1, step: 1, l2: 0, l1: 0 };
    const moved = await runKernel(DESCEND, { weight, gradient, slot0, slot1 }, attrs).data();
    const { epsilon } = optimizer;
    for (const [index, g] of [0, 1e-19, 1e-12, 0.5, -0.5, 0, 1, 2, 0].entries()) {
      expect(moved[index]).toBeCloseTo(0.25 - (0.1 * g) / (Math.abs(g) + epsilon), 6);
    }
  });
});
