import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { buildConv2d, buildDense, buildDepthwiseConv2d } from '../layers.ts';
import { nodeWasmPaths } from '../nodeWasmPaths.ts';
import { registerGradients } from '../registerGradients.ts';
import { startWasm } from '../startWasm.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  registerGradients();
  await startWasm(nodeWasmPaths());
});

const random = createRandom(11);
const draw = (shape: readonly number[]) =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());

/** Runs the same tensors through an op on one backend and reads the results back. */
async function runOn(
  backend: string,
  arrays: readonly Float32Array[],
  build: (a: Float32Array[]) => tf.Tensor[],
) {
  await tf.setBackend(backend);
  const results = tf.tidy(() => build(arrays.map((array) => array.slice())));
  const values = await Promise.all(
    results.map(async (result) => ({ shape: result.shape, data: await result.data() })),
  );
  tf.dispose(results);
  return values;
}

async function expectSameOnBoth(arrays: readonly Float32Array[], build: (a: Float32Array[]) => tf.Tensor[]) {
  const expected = await runOn('cpu', arrays, build);
  await tf.setBackend('wasm');
  const tensorsBefore = tf.memory().numTensors;
  const dataBefore = tf.engine().backend.numDataIds();
  const actual = await runOn('wasm', arrays, build);
  expect(tf.memory().numTensors).toBe(tensorsBefore);
  expect(tf.engine().backend.numDataIds()).toBe(dataBefore);
  for (const [index, { shape, data }] of expected.entries()) {
    expect(actual[index]!.shape).toEqual(shape);
    const scale = Math.max(1, ...data.map(Math.abs));
    for (const [at, value] of data.entries()) {
      expect(Math.abs(actual[index]!.data[at]! - value) / scale).toBeLessThan(1e-5);
    }
  }
}

type Pad = 'same' | 'valid' | number;
const CONVOLUTIONS: readonly {
  x: [number, number, number, number];
  k: [number, number];
  out: number;
  stride: number;
  pad: Pad;
}[] = [
  { x: [2, 8, 8, 3], k: [3, 3], out: 4, stride: 1, pad: 'valid' },
  { x: [3, 7, 9, 2], k: [3, 2], out: 5, stride: 1, pad: 'same' },
  { x: [1, 28, 28, 1], k: [5, 5], out: 6, stride: 1, pad: 'valid' },
  { x: [2, 9, 8, 3], k: [3, 3], out: 2, stride: 2, pad: 'valid' },
  { x: [2, 8, 11, 1], k: [3, 3], out: 2, stride: 2, pad: 'same' },
  { x: [1, 10, 10, 2], k: [2, 2], out: 3, stride: 3, pad: 'valid' },
  { x: [2, 6, 5, 2], k: [1, 1], out: 3, stride: 1, pad: 'same' },
  { x: [2, 7, 7, 2], k: [1, 1], out: 3, stride: 2, pad: 'valid' },
  { x: [2, 6, 6, 2], k: [3, 3], out: 3, stride: 1, pad: 2 },
  { x: [2, 5, 5, 2], k: [2, 2], out: 2, stride: 1, pad: 2 },
  { x: [1, 5, 5, 3], k: [5, 5], out: 1, stride: 1, pad: 'valid' },
];

describe('convolution gradients on wasm', () => {
  it.each(CONVOLUTIONS)(
    'agree with cpu for $x * $k, stride $stride, pad $pad',
    async ({ x, k, out, stride, pad }) => {
      const filterShape = [k[0], k[1], x[3], out] as [number, number, number, number];
      const arrays = [draw(x), draw(filterShape)];
      await expectSameOnBoth(arrays, ([xValues, filterValues]) => {
        const xTensor = tf.tensor4d(xValues!, x);
        const filter = tf.tensor4d(filterValues!, filterShape);
        const convolve = (a: tf.Tensor, b: tf.Tensor) =>
          buildConv2d(a, b, undefined, { stride, padding: pad, activation: 'linear' });
        const y = convolve(xTensor, filter);
        // Not a constant dy, so that places cannot be exchanged unseen.
        const dy = tf.sin(tf.mul(y, 3)) as tf.Tensor4D;
        return [y, ...tf.grads(convolve)([xTensor, filter], dy)];
      });
    },
  );
});

/** A gradient that differs from place to place, so that places cannot be exchanged unseen. */
const unevenLike = (y: tf.Tensor) => tf.reshape(tf.sin(tf.range(0, y.size)), y.shape);

/** Random shapes, odd sizes, one image, one channel and stride 2 among them. */
const LAYERS = Array.from({ length: 24 }, (_, index) => {
  const side = () => 4 + random.integer(9);
  const channels = index % 4 === 0 ? 1 : 1 + random.integer(12);
  return {
    x: [1 + (index % 3), side(), side(), channels] as [number, number, number, number],
    k: [1 + random.integer(4), 1 + random.integer(4)] as const,
    out: 1 + random.integer(21),
    stride: 1 + (index % 2),
    padding: index % 5 < 2 ? ('same' as const) : ('valid' as const),
    activation: index % 3 === 0 ? ('linear' as const) : ('relu' as const),
  };
});

describe('layers with bias and activation on wasm', () => {
  it.each(LAYERS)(
    'convolve as cpu does, forward and back: $x * $k to $out, stride $stride, $padding, $activation',
    async ({ x, k, out, ...options }) => {
      const filterShape = [k[0], k[1], x[3], out];
      await expectSameOnBoth([draw(x), draw(filterShape), draw([out])], ([xs, filters, biases]) => {
        const inputs = [tf.tensor(xs!, x), tf.tensor(filters!, filterShape), tf.tensor1d(biases!)];
        const build = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) => buildConv2d(a, b, c, options);
        const y = build(inputs[0]!, inputs[1]!, inputs[2]!);
        return [y, ...tf.grads(build as (...a: tf.Tensor[]) => tf.Tensor)(inputs, unevenLike(y))];
      });
    },
  );

  it.each(LAYERS)(
    'convolve each channel as cpu does, forward and back: $x * $k, stride $stride, $padding, $activation',
    async ({ x, k, ...options }) => {
      const filterShape = [k[0], k[1], x[3], 1];
      await expectSameOnBoth([draw(x), draw(filterShape), draw([x[3]])], ([xs, filters, biases]) => {
        const inputs = [tf.tensor(xs!, x), tf.tensor(filters!, filterShape), tf.tensor1d(biases!)];
        const build = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) => buildDepthwiseConv2d(a, b, c, options);
        const y = build(inputs[0]!, inputs[1]!, inputs[2]!);
        return [y, ...tf.grads(build as (...a: tf.Tensor[]) => tf.Tensor)(inputs, unevenLike(y))];
      });
    },
  );

  it.each([
    [1, 5, 7],
    [9, 1, 3],
    [6, 8, 1],
    [70, 17, 11],
    [5, 3, 130],
  ])('multiply as cpu does, forward and back: %i × %i × %i', async (m, k, n) => {
    await expectSameOnBoth([draw([m, k]), draw([k, n]), draw([n])], ([as, bs, cs]) => {
      const inputs = [tf.tensor2d(as!, [m, k]), tf.tensor2d(bs!, [k, n]), tf.tensor1d(cs!)];
      const build = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) => buildDense(a, b, c, 'relu');
      const y = build(inputs[0]!, inputs[1]!, inputs[2]!);
      return [y, ...tf.grads(build as (...a: tf.Tensor[]) => tf.Tensor)(inputs, unevenLike(y))];
    });
  });
});

describe('max-pool gradient on wasm', () => {
  it.each([
    { x: [2, 8, 8, 3], size: 2, stride: 2, pad: 'valid' },
    { x: [1, 7, 9, 1], size: 2, stride: 2, pad: 'valid' },
    { x: [2, 7, 9, 2], size: 3, stride: 2, pad: 'same' },
    { x: [2, 6, 6, 2], size: 3, stride: 1, pad: 'same' },
  ] as const)(
    'agrees with cpu for $x, size $size, stride $stride, pad $pad',
    async ({ x, size, stride, pad }) => {
      const shape = [...x] as [number, number, number, number];
      // ReLU makes ties at 0: which of them gets the gradient must agree too.
      await expectSameOnBoth([draw(shape)], ([values]) => {
        const xTensor = tf.relu(tf.tensor4d(values!, shape));
        const pool = (a: tf.Tensor4D) => tf.maxPool(a, size, stride, pad);
        const dy = tf.cos(pool(xTensor)) as tf.Tensor4D;
        return [pool(xTensor), tf.grad(pool as (a: tf.Tensor) => tf.Tensor)(xTensor, dy)];
      });
    },
  );
});

describe('average-pool gradient on wasm', () => {
  it('agrees with cpu on odd sizes', async () => {
    await expectSameOnBoth([draw([2, 7, 9, 3])], ([values]) => {
      const xTensor = tf.tensor4d(values!, [2, 7, 9, 3]);
      const pool = (a: tf.Tensor) => tf.avgPool(a as tf.Tensor4D, 3, 2, 'same');
      return [tf.grad(pool)(xTensor, tf.sin(pool(xTensor)))];
    });
  });
});

describe('matrix product on wasm', () => {
  it.each([
    [1, 5, 7],
    [9, 1, 3],
    [6, 8, 1],
    [13, 17, 11],
  ])('agrees with cpu with both transpositions for %i × %i × %i', async (m, k, n) => {
    await expectSameOnBoth([draw([m, k]), draw([k, n])], ([aValues, bValues]) => {
      const a = tf.tensor2d(aValues!, [m, k]);
      const b = tf.tensor2d(bValues!, [k, n]);
      const at = tf.transpose(a);
      const bt = tf.transpose(b);
      return [
        tf.matMul(a, b),
        tf.matMul(at, b, true, false),
        tf.matMul(a, bt, false, true),
        tf.matMul(at, bt, true, true),
      ];
    });
  });

  it('leaves products of several matrices as they were', async () => {
    await expectSameOnBoth([draw([3, 4, 5]), draw([3, 6, 5])], ([aValues, bValues]) => [
      tf.matMul(tf.tensor3d(aValues!, [3, 4, 5]), tf.tensor3d(bValues!, [3, 6, 5]), false, true),
    ]);
  });
});

describe('sum on wasm', () => {
  it.each([[[0, 1, 2]], [[0]], [[3]], [[1, 2]], [[-2, 0, 1]], [[0, 1, 2, 3]]])(
    'agrees with cpu over axes %j',
    async (axes) => {
      await expectSameOnBoth([draw([3, 4, 5, 6])], ([values]) => {
        const x = tf.tensor4d(values!, [3, 4, 5, 6]);
        return [tf.sum(x, axes), tf.sum(x, axes, true)];
      });
    },
  );
});
