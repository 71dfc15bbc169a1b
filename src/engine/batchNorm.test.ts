import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { buildBatchNorm, buildBatchNormOfBatch, buildRunning } from './batchNorm.ts';
import type { Moments } from './batchNormOps.ts';
import type { BatchNormAttrs } from './kernels/batchNorm.ts';
import { createDraw, expectSameOnBoth, unevenLike } from './kernels/testOnBoth.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { registerGradients } from './registerGradients.ts';
import { startWasm } from './startWasm.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  registerGradients();
  await startWasm(nodeWasmPaths());
});

const random = createRandom(21);
const draw = createDraw(random);
const EPSILON = 1e-3;

/** Σ w · act(γ · (x − μ) / √(σ² + ε) + β) in double precision, with the moments of x itself where none are given. */
function computeReference(
  values: { x: Float64Array; scale: Float64Array; shift: Float64Array },
  activation: BatchNormAttrs['activation'],
  weightOf: (at: number) => number,
  given?: { mean: Float64Array; variance: Float64Array },
): number {
  const { x, scale, shift } = values;
  const channels = scale.length;
  const rows = x.length / channels;
  let sum = 0;
  for (let c = 0; c < channels; c++) {
    const column = Array.from({ length: rows }, (_, row) => x[row * channels + c]!);
    const mean = given?.mean[c] ?? column.reduce((a, b) => a + b, 0) / rows;
    const variance = given?.variance[c] ?? column.reduce((a, b) => a + (b - mean) ** 2, 0) / rows;
    for (const [row, value] of column.entries()) {
      const y = ((value - mean) / Math.sqrt(variance + EPSILON)) * scale[c]! + shift[c]!;
      sum += weightOf(row * channels + c) * (activation === 'relu' ? Math.max(0, y) : y);
    }
  }
  return sum;
}

const SHAPES: readonly (readonly number[])[] = [
  [2, 3, 5, 7],
  [1, 4, 3, 1],
  [1, 1, 2, 4],
  [6, 9],
  [5, 1],
  [2, 1, 1, 19],
];

describe.each(['cpu', 'wasm'])('batch normalisation on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each(
    SHAPES.flatMap((shape) =>
      (['linear', 'relu'] as const).flatMap((activation) =>
        [true, false].map((ofBatch) => ({ shape, activation, ofBatch })),
      ),
    ),
  )(
    'has the gradients of finite differences: $shape, $activation, of the batch: $ofBatch',
    async ({ shape, activation, ofBatch }) => {
      const channels = shape.at(-1)!;
      const arrays = { x: draw(shape), scale: draw([channels]), shift: draw([channels]) };
      const moments = {
        mean: draw([channels]),
        variance: draw([channels]).map((value) => 0.3 + value * value),
      };
      const attrs = { epsilon: EPSILON, activation };
      const before = tf.memory().numTensors;
      const [y, ...gradients] = tf.tidy(() => {
        const inputs = [
          tf.tensor(arrays.x, [...shape]),
          tf.tensor1d(arrays.scale),
          tf.tensor1d(arrays.shift),
        ];
        const running = { mean: tf.tensor1d(moments.mean), variance: tf.tensor1d(moments.variance) };
        const build = (...[x, scale, shift]: tf.Tensor[]) =>
          ofBatch
            ? buildBatchNormOfBatch(x!, { scale: scale!, shift: shift! }, attrs)
            : buildBatchNorm(x!, { scale: scale!, shift: shift! }, running, attrs);
        const y = build(...inputs);
        return [y, ...tf.grads(build)(inputs, unevenLike(y))];
      });
      const doubles = {
        x: Float64Array.from(arrays.x),
        scale: Float64Array.from(arrays.scale),
        shift: Float64Array.from(arrays.shift),
      };
      const given = ofBatch
        ? undefined
        : { mean: Float64Array.from(moments.mean), variance: Float64Array.from(moments.variance) };
      const measure = (values: typeof doubles, weightOf: (at: number) => number = Math.sin) =>
        computeReference(values, activation, weightOf, given);
      for (const [at, value] of (await y!.data()).entries()) {
        expect(value).toBeCloseTo(
          measure(doubles, (place) => (place === at ? 1 : 0)),
          4,
        );
      }
      for (const [index, name] of (['x', 'scale', 'shift'] as const).entries()) {
        for (const [at, gradient] of (await gradients[index]!.data()).entries()) {
          const shifted = (by: number) =>
            measure({ ...doubles, [name]: doubles[name].with(at, doubles[name][at]! + by) });
          expect(Math.abs(gradient - (shifted(1e-6) - shifted(-1e-6)) / 2e-6)).toBeLessThan(1e-3);
        }
      }
      tf.dispose([y!, ...gradients]);
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it('loses nothing of a small spread around a large mean', async () => {
    const x = Float32Array.from({ length: 600 }, (_, at) => 1000 + (Math.floor(at / 3) % 2) + (at % 3));
    const values = tf.tidy(() => {
      let seen: number[] = [];
      buildBatchNormOfBatch(
        tf.tensor(x, [2, 10, 10, 3]),
        { scale: tf.ones([3]), shift: tf.zeros([3]) },
        { epsilon: 0, activation: 'linear' },
        ({ mean, variance }) => {
          seen = [...mean.dataSync(), ...variance.dataSync()];
        },
      );
      return seen;
    });
    for (const [at, expected] of [1000.5, 1001.5, 1002.5, 0.25, 0.25, 0.25].entries()) {
      expect(values[at]).toBeCloseTo(expected, 3);
    }
  });

  it('follows the unbiased variance, and none where there is one value', async () => {
    const follow = (x: tf.Tensor, variance: number): number[] =>
      tf.tidy(() => {
        const batch: Moments = { mean: tf.tensor1d([3]), variance: tf.tensor1d([variance]) };
        const before: Moments = { mean: tf.tensor1d([1]), variance: tf.tensor1d([2]) };
        const running = buildRunning(before, batch, x, 0.1);
        return [...running.mean.dataSync(), ...running.variance.dataSync()];
      });
    const five = tf.zeros([5, 1]);
    const one = tf.zeros([1, 1]);
    const [mean, variance] = follow(five, 4);
    expect(mean).toBeCloseTo(0.9 * 1 + 0.1 * 3, 6);
    expect(variance).toBeCloseTo(0.9 * 2 + 0.1 * 4 * (5 / 4), 6);
    expect(follow(one, 0)[1]).toBeCloseTo(1.8, 6);
    tf.dispose([five, one]);
  });
});

/** Odd sizes, one image, one channel, more rows than a block has, vectors and maps. */
const BOTH_SHAPES: readonly (readonly number[])[] = [
  [1, 1, 1, 5],
  [1, 9, 7, 1],
  [3, 33, 35, 1],
  [2, 21, 23, 6],
  [4, 17, 13, 16],
  [1, 31, 29, 37],
  [70, 3],
  [65, 301],
  [1, 8],
  ...Array.from({ length: 12 }, () => [
    1 + random.integer(4),
    1 + random.integer(19),
    1 + random.integer(19),
    1 + random.integer(40),
  ]),
];

describe('the kernels of batch normalisation', () => {
  it.each(BOTH_SHAPES.map((shape, index) => ({ shape, activation: index % 2 ? 'relu' : 'linear' }) as const))(
    'agree with composed ops, forward and back: $shape, $activation',
    async ({ shape, activation }) => {
      const channels = shape.at(-1)!;
      const attrs = { epsilon: EPSILON, activation };
      const arrays = [draw(shape), draw([channels]), draw([channels]), draw([channels]), draw([channels])];
      await expectSameOnBoth(arrays, ([xs, scales, shifts, means, variances]) => {
        const inputs = [tf.tensor(xs!, [...shape]), tf.tensor1d(scales!), tf.tensor1d(shifts!)];
        const running = {
          mean: tf.tensor1d(means!),
          variance: tf.add(tf.square(tf.tensor1d(variances!)), 0.3),
        };
        const seen: tf.Tensor[] = [];
        const evaluate = (...[x, scale, shift]: tf.Tensor[]) =>
          buildBatchNorm(x!, { scale: scale!, shift: shift! }, running, attrs);
        const train = (...[x, scale, shift]: tf.Tensor[]) =>
          buildBatchNormOfBatch(x!, { scale: scale!, shift: shift! }, attrs, ({ mean, variance }) =>
            seen.push(tf.keep(mean), tf.keep(variance)),
          );
        const [y, trained] = [evaluate(...inputs), train(...inputs)];
        const moments = seen.map((moment) => tf.clone(moment));
        const results = [y, trained, ...moments, ...tf.grads(evaluate)(inputs, unevenLike(y))];
        // A single value has no spread, and its gradient is nothing but rounding.
        if (shape.slice(0, -1).some((length) => length > 1)) {
          results.push(...tf.grads(train)(inputs, unevenLike(y)));
        }
        tf.dispose(seen);
        return results;
      });
    },
  );
});
