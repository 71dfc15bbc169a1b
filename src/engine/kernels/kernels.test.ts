import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { buildConv2d, buildDense, buildDepthwiseConv2d } from '../layers.ts';
import { nodeWasmPaths } from '../nodeWasmPaths.ts';
import { registerGradients } from '../registerGradients.ts';
import { startWasm } from '../startWasm.ts';
import { convInfoOf } from './rowsOf.ts';
import { createDraw, expectSameOnBoth, unevenLike } from './testOnBoth.ts';
import { isWinograd } from './winograd.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  registerGradients();
  await startWasm(nodeWasmPaths());
});

const random = createRandom(11);
const draw = createDraw(random);

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

/** What goes Winograd's way: odd sides, tails of channels and columns, more than one block of tiles. */
const WINOGRAD = Array.from({ length: 24 }, (_, index) => ({
  x: [1 + (index % 3), 6 + random.integer(13), 6 + random.integer(13), 8 + random.integer(14)] as [
    number,
    number,
    number,
    number,
  ],
  k: [3, 3] as const,
  out: index % 6 === 0 ? 33 + random.integer(9) : 16 + random.integer(9),
  stride: 1,
  padding: (['same', 'valid', 1, 2] as const)[index % 4]!,
  activation: index % 3 === 0 ? ('linear' as const) : ('relu' as const),
}));

it('holds Winograd’s way against cpu, and the plain one', () => {
  const goesSo = ({ x, k, out, stride, padding }: (typeof LAYERS)[number] | (typeof WINOGRAD)[number]) =>
    isWinograd(convInfoOf(x, [...k, x[3], out], { strides: stride, pad: padding }));
  expect(WINOGRAD.every(goesSo)).toBe(true);
  expect(LAYERS.some(goesSo)).toBe(false);
});

it.each(WINOGRAD.slice(0, 6))(
  'has the gradients of finite differences Winograd’s way: $x * $k to $out, $padding',
  async ({ x, k, out, padding }) => {
    await tf.setBackend('wasm');
    tf.tidy(() => {
      const filterShape = [k[0], k[1], x[3], out];
      const inputs = [tf.tensor(draw(x), x), tf.tensor(draw(filterShape), filterShape)] as const;
      const convolve = (a: tf.Tensor, b: tf.Tensor) =>
        buildConv2d(a, b, undefined, { stride: 1, padding, activation: 'linear' });
      const dy = unevenLike(convolve(...inputs));
      const sum = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b)).dataSync()[0]!;
      for (const [index, gradient] of tf
        .grads(convolve)([...inputs], dy)
        .entries()) {
        // Not across the gradient, where nothing would be measured.
        const direction = tf.add(gradient, tf.tensor(draw(gradient.shape), gradient.shape));
        const moved = inputs.map((input, at) => (at === index ? tf.add(input, direction) : input));
        // Linear in each input: a step of any length is exact.
        const difference = sum(convolve(moved[0]!, moved[1]!), dy) - sum(convolve(...inputs), dy);
        const size = Math.sqrt(sum(gradient, gradient) * sum(direction, direction));
        expect(Math.abs(difference - sum(gradient, direction)) / size).toBeLessThan(1e-4);
        expect(difference / size).toBeGreaterThan(0.1);
      }
    });
  },
);

/** What may be rounded coarsely. */
const ROUGH = WINOGRAD.map(({ x: [n, height, width, channels], ...layer }) => ({
  ...layer,
  x: [n, height + 2, width + 2, channels] as [number, number, number, number],
  k: [5, 5] as const,
  rough: true,
}));

it.each(ROUGH)(
  'convolves as cpu does, rounded more coarsely than usual: $x * $k to $out, $padding, $activation',
  async ({ x, k, out, ...options }) => {
    const filterShape = [k[0], k[1], x[3], out];
    await expectSameOnBoth([draw(x), draw(filterShape), draw([out])], ([xs, filters, biases]) => {
      const inputs = [tf.tensor(xs!, x), tf.tensor(filters!, filterShape), tf.tensor1d(biases!)] as const;
      const y = buildConv2d(...inputs, options);
      if (tf.getBackend() === 'wasm') {
        const usual = buildConv2d(...inputs, { ...options, rough: false });
        expect(y.dataSync()).not.toEqual(usual.dataSync());
      }
      return [y];
    });
  },
);

describe('layers with bias and activation on wasm', () => {
  it.each([...LAYERS, ...WINOGRAD])(
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
  it.each([
    { x: [2, 7, 9, 3], size: [3, 3], stride: 2, pad: 'same' },
    { x: [1, 8, 6, 8], size: [2, 2], stride: 2, pad: 'valid' },
    { x: [2, 7, 5, 5], size: [2, 3], stride: 1, pad: 'same' },
    { x: [3, 9, 9, 1], size: [3, 3], stride: 2, pad: 'valid' },
    { x: [2, 7, 5, 6], size: [7, 5], stride: 1, pad: 'valid' },
    { x: [1, 4, 4, 2], size: [5, 5], stride: 4, pad: 'same' },
  ] as const)(
    'agrees with cpu for $x, size $size, stride $stride, pad $pad',
    async ({ x, size, stride, pad }) => {
      const shape = [...x] as [number, number, number, number];
      await expectSameOnBoth([draw(shape)], ([values]) => {
        const xTensor = tf.tensor4d(values!, shape);
        const pool = (a: tf.Tensor) => tf.avgPool(a as tf.Tensor4D, [...size], stride, pad);
        const y = pool(xTensor);
        return [y, tf.grad(pool)(xTensor, unevenLike(y))];
      });
    },
  );

  it('is that of a mean over the values that a window holds, at the border too', async () => {
    // The sum of all means: each value counts once for each window it is in, over the values of that window.
    const gradient = tf.tidy(() => {
      const pool = (a: tf.Tensor) => tf.avgPool(a as tf.Tensor4D, 2, 1, 'same');
      return tf.grad(pool)(tf.ones([1, 2, 2, 1]));
    });
    const values = [...(await gradient.data())];
    gradient.dispose();
    for (const [at, expected] of [1 / 4, 1 / 4 + 1 / 2, 1 / 4 + 1 / 2, 1 / 4 + 1 / 2 + 1 / 2 + 1].entries()) {
      expect(values[at]).toBeCloseTo(expected, 6);
    }
  });
});

describe('channels side by side on wasm', () => {
  it.each([
    { parts: [3, 1, 8], places: [2, 5, 3] },
    { parts: [16, 12], places: [1, 4, 4] },
    { parts: [1, 1], places: [3, 1, 1] },
    { parts: [7, 2, 4], places: [5] },
  ])('join and part as on cpu: $parts at $places', async ({ parts, places }) => {
    const shapes = parts.map((channels) => [...places, channels]);
    await expectSameOnBoth(shapes.map(draw), (arrays) => {
      const inputs = arrays.map((array, index) => tf.tensor(array, shapes[index]!));
      const join = (...a: tf.Tensor[]) => tf.concat([...a, a[0]!], -1);
      const y = join(...inputs);
      return [y, ...tf.grads(join)(inputs, unevenLike(y))];
    });
  });

  it('leaves other joins and slices as they were', async () => {
    await expectSameOnBoth([draw([2, 3, 4, 5]), draw([2, 3, 4, 5])], ([as, bs]) => {
      const a = tf.tensor(as!, [2, 3, 4, 5]);
      const b = tf.tensor(bs!, [2, 3, 4, 5]);
      const vectors = [tf.reshape(a, [-1]), tf.reshape(b, [-1])];
      return [
        ...[0, 1, 2].map((axis) => tf.concat([a, b], axis)),
        tf.concat(vectors),
        tf.slice(a, [0, 1, 0, 2], [2, 2, 4, 3]),
        tf.slice(a, [0, 0, 0, 2], [-1, -1, -1, -1]),
        tf.slice(a, 1, 1),
        tf.slice(vectors[0]!, 7, 20),
        tf.cast(tf.concat([tf.cast(a, 'int32'), tf.cast(b, 'int32')], -1), 'float32'),
      ];
    });
  });
});

describe('leaky ReLU on wasm', () => {
  it('agrees with cpu, forward and back', async () => {
    await expectSameOnBoth([draw([2, 3, 3, 5])], ([values]) => {
      const x = tf.tensor(values!, [2, 3, 3, 5]);
      const build = (a: tf.Tensor) => tf.leakyRelu(a, 0.2);
      return [build(x), tf.grad(build)(x, unevenLike(x))];
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
