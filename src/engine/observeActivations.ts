import * as tf from '@tensorflow/tfjs-core';
import type { ImageSplit } from '../data/dataset.ts';
import { sizeOf } from '../network/listWeights.ts';
import { ActivationTally, IMAGE_FIGURES } from './activationTally.ts';
import { findShapes } from './collectActivations.ts';
import { collectChunks } from './collectChunks.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { RunOptions } from './engine.ts';
import { imageSizeOf } from './imageBatches.ts';
import { buildNodes } from './inference.ts';
import type { ObservedActivation, ObserveOptions } from './observedActivation.ts';

/** Images of a chunk: values of all nodes are held for each of them. */
const LARGEST_CHUNK = 64;

/** Over the positions of each image and channel, from `[n, channels, positions]` to `[n, channels]`. */
const FIGURES: { readonly [K in (typeof IMAGE_FIGURES)[number]]: (x: tf.Tensor) => tf.Tensor } = {
  // Counts are exact in single precision: an image has far fewer than 2²⁴ positions.
  zeros: (x) => tf.sub(x.shape[2]!, tf.sum(tf.step(tf.abs(x)), 2)),
  positives: (x) => tf.sum(tf.step(x), 2),
  positiveSum: (x) => tf.sum(tf.relu(x), 2),
  mean: (x) => tf.mean(x, 2),
  variance: (x) => tf.moments(x, 2).variance,
  minimum: (x) => tf.min(x, 2),
  maximum: (x) => tf.max(x, 2),
};

/** `[IMAGE_FIGURES.length, n, channels]` of a node's values `[n, …, channels]`. */
function buildFigures(value: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const channels = value.shape.at(-1)!;
    // Positions last: the wasm backend reduces the last axis ten times as fast, and would transpose for every figure.
    const x = tf.transpose(tf.reshape(value, [value.shape[0]!, -1, channels]), [0, 2, 1]);
    return tf.stack(IMAGE_FIGURES.map((figure) => FIGURES[figure](x)));
  });
}

/** Observes what the named nodes put out for the first `count` images of a split, in evaluation mode. */
export async function observeActivations(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  count: number,
  nodes: readonly string[],
  { wakers }: ObserveOptions,
  run: RunOptions = {},
): Promise<readonly ObservedActivation[]> {
  const shapes = findShapes(model, nodes);
  const tallies = [...shapes].map(
    ([node, shape]) => new ActivationTally(node, sizeOf(shape.slice(0, -1)), shape.at(-1)!, wakers),
  );
  const range = { from: 0, count, largest: LARGEST_CHUNK };
  await collectChunks(split, range, imageSizeOf(model.spec), run, async (chunk) => {
    const tensors = tf.tidy(() => buildNodes(model, chunk, [...shapes.keys()]).map(buildFigures));
    try {
      const read = await Promise.all(tensors.map((tensor) => device.read(tensor)));
      for (const [index, figures] of read.entries()) tallies[index]!.add(chunk.start, chunk.labels, figures);
    } finally {
      tf.dispose(tensors);
    }
  });
  return tallies.map((tally) => tally.toObservation());
}
