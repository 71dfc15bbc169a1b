import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { Conv2dNode, DenseNode } from '../network/spec.ts';
import { SPARSE_LAYER } from './kernels/sparseLayer.ts';
import { buildLinear } from './layers.ts';
import { areMovable, MovingSums } from './movingSums.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { startWasm } from './startWasm.ts';

const CONV: Conv2dNode = {
  kind: 'conv2d',
  name: 'conv',
  inputs: ['x'],
  filters: 9,
  kernelSize: [3, 3],
  stride: 2,
  padding: 'same',
  bias: true,
};
const DENSE: DenseNode = { kind: 'dense', name: 'fc', inputs: ['x'], units: 7, bias: true };
const LAYERS = [
  { node: CONV, inputShape: [17, 7, 7, 6], shape: [3, 3, 6, 9] },
  { node: DENSE, inputShape: [17, 60], shape: [60, 7] },
];

let tensorsBefore = 0;
beforeAll(async () => {
  await startWasm(nodeWasmPaths());
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe.each(LAYERS)('sums of a $node.kind', ({ node, inputShape, shape }) => {
  const random = createRandom(3);
  const draw = (of: readonly number[]) =>
    Float32Array.from({ length: tf.util.sizeFromShape([...of]) }, () => random.normal());
  const [pixels, bias, whole] = [draw(inputShape), draw(shape.slice(-1)), draw(shape)];
  /** The weight with about a share of its values 0. */
  const prune = (share: number) => whole.map((value) => (random.uniform() < share ? 0 : value));

  /** Sums of one weight after another, beside those of the layer itself, and how often a kernel ran. */
  async function run(weights: readonly Float32Array[], sums: MovingSums) {
    let sparse = 0;
    let worst = 0;
    for (const values of weights) {
      const profile = await tf.profile(() =>
        tf.tidy(() => {
          const x = tf.tensor(pixels, inputShape);
          const weightTensor = tf.tensor(values, shape);
          const weight = { shape, values };
          const biasTensor = tf.tensor1d(bias);
          const moved = sums.build({ key: 'k', node, x, weight, weightTensor, bias: biasTensor });
          const expected = buildLinear(node, x, weightTensor, biasTensor);
          worst = Math.max(worst, tf.max(tf.abs(tf.sub(moved, expected))).dataSync()[0]!);
        }),
      );
      sparse += profile.kernelNames.filter((name) => name === SPARSE_LAYER).length;
    }
    return { sparse, worst };
  }

  it('are those of the layer but for rounding, moved by the difference', async () => {
    expect(areMovable({ shape, values: whole })).toBe(true);
    const sums = new MovingSums();
    // All lie within 30 % of each other.
    const { sparse, worst } = await run([whole, ...Array.from({ length: 40 }, () => prune(0.15))], sums);
    sums.dispose();
    // Every thirteenth is computed as a whole.
    expect(sparse).toBe(41 - 4);
    expect(worst).toBeLessThan(1e-4);
  });

  it('are computed as a whole where too much differs, and moved from there', async () => {
    const sums = new MovingSums();
    const far = prune(0.95);
    const near = far.map((value, index) => (index < 5 ? 0 : value));
    const { sparse, worst } = await run([whole, far, near], sums);
    sums.dispose();
    expect(sparse).toBe(1);
    expect(worst).toBeLessThan(1e-4);
  });

  it('are computed as a whole where little is left of a weight, down to nothing', async () => {
    const sums = new MovingSums();
    const large = whole.map((value, index) => (index % 8 === 0 ? 1e4 * value : value));
    const without = large.map((value, index) => (index % 8 === 0 ? 0 : value));
    const { worst, sparse } = await run([large, without, whole.map(() => 0)], sums);
    sums.dispose();
    expect(sparse).toBe(0);
    expect(worst).toBe(0);
  });

  it('hold nothing beyond their bytes', async () => {
    const sums = new MovingSums(100);
    const { sparse, worst } = await run([whole, prune(0.1), prune(0.1)], sums);
    expect(tf.memory().numTensors).toBe(tensorsBefore);
    sums.dispose();
    expect(sparse).toBe(0);
    expect(worst).toBe(0);
  });
});

it('are not for layers whose outputs read little', () => {
  expect(areMovable({ shape: [5, 5, 1, 20], values: new Float32Array(500) })).toBe(false);
});
