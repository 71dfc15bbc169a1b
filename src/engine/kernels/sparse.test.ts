import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { sizeOf } from '../../network/listWeights.ts';
import { buildConv2d, buildDense, type Conv2dOptions } from '../layers.ts';
import { nodeWasmPaths } from '../nodeWasmPaths.ts';
import { startWasm } from '../startWasm.ts';
import { toSparseMatrix } from './sparseMatrix.ts';
import { buildSparseLayer, createSparseWeight } from './sparseOps.ts';
import { createDraw } from './testOnBoth.ts';

const random = createRandom(23);
const draw = createDraw(random);

beforeAll(async () => {
  tf.env().set('PROD', true);
  await startWasm(nodeWasmPaths());
});

interface Layer extends Conv2dOptions {
  /** `[n, h, w, in]` or `[n, in]`. */
  readonly x: readonly number[];
  /** `[kernelH, kernelW, in, out]` or `[in, out]`. */
  readonly weight: readonly number[];
  readonly mask: 'random' | 'all' | 'none' | 'no middle rows';
}

const PLAIN = { stride: 1, padding: 'valid', activation: 'linear', mask: 'random' } as const;

/** Odd sizes, one image and many, one channel, stride 2, every padding, fewer and more lanes than a block has. */
const CONVOLUTIONS: readonly Layer[] = [
  { ...PLAIN, x: [1, 28, 28, 1], weight: [5, 5, 1, 20] },
  { ...PLAIN, x: [1, 5, 5, 3], weight: [5, 5, 3, 1] },
  { ...PLAIN, x: [1, 4, 4, 2], weight: [3, 3, 2, 37], mask: 'all' },
  { ...PLAIN, x: [2, 4, 5, 2], weight: [3, 3, 2, 6], activation: 'relu' },
  { ...PLAIN, x: [3, 9, 7, 3], weight: [3, 2, 3, 33], stride: 2, padding: 'same', activation: 'relu' },
  { ...PLAIN, x: [2, 8, 11, 1], weight: [3, 3, 1, 5], stride: 2, padding: 2, mask: 'no middle rows' },
  { ...PLAIN, x: [16, 7, 9, 2], weight: [3, 2, 2, 7], padding: 'same' },
  { ...PLAIN, x: [17, 8, 6, 3], weight: [3, 3, 3, 34], stride: 2, activation: 'relu' },
  { ...PLAIN, x: [19, 6, 6, 1], weight: [3, 3, 1, 3], padding: 1, mask: 'no middle rows' },
  { ...PLAIN, x: [70, 6, 5, 2], weight: [1, 1, 2, 4], mask: 'none', activation: 'relu' },
  { ...PLAIN, x: [33, 7, 7, 4], weight: [3, 3, 4, 9], stride: 3, padding: 'same' },
];

const DENSE: readonly Layer[] = [
  { ...PLAIN, x: [1, 37], weight: [37, 45], activation: 'relu' },
  { ...PLAIN, x: [1, 3], weight: [3, 2], mask: 'no middle rows' },
  { ...PLAIN, x: [1, 50], weight: [50, 10], mask: 'none' },
  { ...PLAIN, x: [2, 19], weight: [19, 33], activation: 'relu' },
  { ...PLAIN, x: [13, 8], weight: [8, 7], mask: 'all' },
  { ...PLAIN, x: [65, 31], weight: [31, 70], mask: 'no middle rows' },
];

function drawMask({ weight, mask }: Layer): Uint8Array {
  const out = weight.at(-1)!;
  return Uint8Array.from({ length: sizeOf(weight) }, (_, at) => {
    if (mask === 'all' || mask === 'none') return mask === 'all' ? 1 : 0;
    const emptied = mask === 'no middle rows' && at % out > 0 && at % out < out - 1;
    return !emptied && random.uniform() < 0.4 ? 1 : 0;
  });
}

/** What a layer gives in plain loops. */
function computeByLoops(layer: Layer, x: Float32Array, w: Float32Array, bias: Float32Array) {
  const [images, height, width, channels] = layer.x.length === 4 ? layer.x : [layer.x[0]!, 1, 1, layer.x[1]!];
  const [kernelH, kernelW] = layer.weight.length === 4 ? layer.weight : [1, 1];
  const out = layer.weight.at(-1)!;
  const { stride, padding } = layer;
  const side = (length: number, kernel: number) => {
    if (padding === 'same') {
      const count = Math.ceil(length / stride);
      return { count, before: Math.max(0, Math.floor(((count - 1) * stride + kernel - length) / 2)) };
    }
    const before = padding === 'valid' ? 0 : padding;
    return { count: Math.floor((length + 2 * before - kernel) / stride) + 1, before };
  };
  const [down, across] = [side(height!, kernelH!), side(width!, kernelW!)];
  const values: number[] = [];
  for (let n = 0; n < images!; n++)
    for (let p = 0; p < down.count; p++)
      for (let q = 0; q < across.count; q++)
        for (let o = 0; o < out; o++) {
          let sum = bias[o]!;
          for (let i = 0; i < kernelH!; i++)
            for (let j = 0; j < kernelW!; j++) {
              const [line, column] = [p * stride + i - down.before, q * stride + j - across.before];
              if (line < 0 || column < 0 || line >= height! || column >= width!) continue;
              for (let c = 0; c < channels!; c++) {
                sum +=
                  x[((n * height! + line) * width! + column) * channels! + c]! *
                  w[((i * kernelW! + j) * channels! + c) * out + o]!;
              }
            }
          values.push(layer.activation === 'relu' ? Math.max(0, sum) : sum);
        }
  return values;
}

async function computeAll(layer: Layer) {
  const mask = drawMask(layer);
  const [xValues, wValues, biasValues] = [draw(layer.x), draw(layer.weight), draw([layer.weight.at(-1)!])];
  const masked = wValues.map((value, at) => (mask[at] ? value : 0));
  const before = tf.memory().numTensors;
  const x = tf.tensor(xValues, [...layer.x]);
  const bias = tf.tensor1d(biasValues);
  const dense = tf.tensor(masked, [...layer.weight]);
  const sparse = createSparseWeight({ shape: layer.weight, values: wValues }, mask, layer.x, layer);
  const y = buildSparseLayer(x, sparse, bias, layer);
  const asDense =
    layer.x.length === 4 ? buildConv2d(x, dense, bias, layer) : buildDense(x, dense, bias, layer.activation);
  const unbiased = buildSparseLayer(x, sparse, undefined, { ...layer, activation: 'linear' });
  const read = async (tensor: tf.Tensor) => ({ shape: tensor.shape, values: [...(await tensor.data())] });
  const results = {
    sparse: await read(y),
    dense: await read(asDense),
    unbiased: (await read(unbiased)).values,
    loops: computeByLoops(layer, xValues, masked, biasValues),
    unbiasedLoops: computeByLoops(
      { ...layer, activation: 'linear' },
      xValues,
      masked,
      new Float32Array(biasValues.length),
    ),
  };
  tf.dispose([x, bias, dense, y, asDense, unbiased, ...Object.values(sparse.tensors)]);
  expect(tf.memory().numTensors).toBe(before);
  return results;
}

function expectClose(actual: readonly number[], expected: readonly number[]) {
  expect(actual.length).toBe(expected.length);
  const largest = (values: readonly number[]) =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const differences = expected.map((value, at) => value - actual[at]!);
  expect(differences.some(Number.isNaN)).toBe(false);
  expect(largest(differences) / Math.max(1, largest(expected))).toBeLessThan(1e-5);
}

describe('a layer with a sparse weight on wasm', () => {
  it.each([...CONVOLUTIONS, ...DENSE])(
    'gives what plain loops and the dense kernel give: $x · $weight, stride $stride, padding $padding, mask $mask',
    async (layer) => {
      const { sparse, dense, unbiased, loops, unbiasedLoops } = await computeAll(layer);
      expect(sparse.shape).toEqual(dense.shape);
      expectClose(sparse.values, loops);
      expectClose(unbiased, unbiasedLoops);
      const isVector = layer.x.length === 2 && layer.x[0] === 1;
      // The same sums in the same order, whatever is left out: the same bits.
      if (isVector) expectClose(sparse.values, dense.values);
      else expect(sparse.values.every((value, at) => value === dense.values[at])).toBe(true);
    },
  );

  it('does so for layers of random shapes', async () => {
    for (let index = 0; index < 60; index++) {
      const images = [1, 1 + random.integer(15), 16 + random.integer(30)][index % 3]!;
      const [inputs, out] = [1 + random.integer(9), 1 + random.integer(40)];
      const kernel = [1 + random.integer(4), 1 + random.integer(4)];
      const isConv = index % 4 > 0;
      const layer: Layer = {
        x: isConv ? [images, 4 + random.integer(6), 4 + random.integer(6), inputs] : [images, inputs],
        weight: isConv ? [...kernel, inputs, out] : [inputs, out],
        stride: 1 + random.integer(2),
        padding: (['valid', 'same', 1] as const)[random.integer(3)]!,
        activation: random.integer(2) === 0 ? 'relu' : 'linear',
        mask: (['random', 'random', 'no middle rows', 'all'] as const)[random.integer(4)]!,
      };
      const { sparse, dense, loops } = await computeAll(
        isConv ? layer : { ...layer, ...{ stride: 1, padding: 'valid' } },
      );
      expectClose(sparse.values, loops);
      expectClose(sparse.values, dense.values);
    }
  });
});

describe('toSparseMatrix', () => {
  it('lists what the mask keeps by output, kept zeros too', () => {
    // [in 3, out 2]: output 0 has 1, 0, 5; output 1 has 2, 4, 6.
    const weight = Float32Array.of(1, 2, 0, 4, 5, 6);
    const mask = Uint8Array.of(1, 0, 1, 0, 1, 1);
    const { rowStarts, columns, values } = toSparseMatrix(weight, mask, 2, Int32Array.of(0, 7, 9));
    expect([...rowStarts]).toEqual([0, 3, 4]);
    expect([...columns]).toEqual([0, 7, 9, 9]);
    expect([...values]).toEqual([1, 0, 5, 6]);
  });
});
