import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { createRandom } from '../../base/random.ts';

/** Draws normally distributed values of a shape. For tests. */
export const createDraw = (random: ReturnType<typeof createRandom>) => (shape: readonly number[]) =>
  Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.normal());

/** A gradient that differs from place to place, so that places cannot be exchanged unseen; the same on every backend. */
export const unevenLike = ({ size, shape }: tf.Tensor) =>
  tf.tensor(
    Float32Array.from({ length: size }, (_, at) => Math.sin(at)),
    shape,
  );

/** Runs the same values through ops on one backend and reads the results back. */
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

/** Holds what the started wasm backend computes of some values against the cpu backend, to 1e-5 of the largest value; leaves nothing behind. */
export async function expectSameOnBoth(
  arrays: readonly Float32Array[],
  build: (a: Float32Array[]) => tf.Tensor[],
) {
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
