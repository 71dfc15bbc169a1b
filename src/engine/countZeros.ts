import * as tf from '@tensorflow/tfjs-core';
import type { ImageSplit } from '../data/dataset.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { RunOptions, ZeroCount } from './engine.ts';
import { forEachChunk } from './evaluate.ts';
import { imageSizeOf } from './imageBatches.ts';
import { buildNodes, buildUnpadded } from './inference.ts';

/** Exact zeros per channel of `[n, …, channels]`, as a float tensor `[channels]`. Inside `tf.tidy`. */
function buildZeroCount(x: tf.Tensor): tf.Tensor {
  const axes = Array.from({ length: x.rank - 1 }, (_, axis) => axis);
  // A batch has far fewer than 2²⁴ positions a channel, so the sum in single precision is exact.
  return tf.sum(tf.cast(tf.equal(x, 0), 'float32'), axes);
}

/** Counts the exact zeros that the named nodes put out for the first `count` images, on the device. */
export async function countZeros(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  count: number,
  nodes: readonly string[],
  run: RunOptions = {},
): Promise<readonly ZeroCount[]> {
  const totals = nodes.map(() => ({ zeros: new Float64Array(0), observed: 0 }));
  const images = Math.min(count, split.count);
  await forEachChunk(split, images, imageSizeOf(model.spec), run, async (chunk) => {
    const positions: number[] = [];
    const tensors = tf.tidy(() =>
      buildNodes(model, chunk, nodes).map((value) => {
        const channels = value.shape.at(-1)!;
        positions.push((value.size / chunk.padded / channels) * chunk.count);
        return buildZeroCount(buildUnpadded(value, chunk.count));
      }),
    );
    try {
      const counts = await Promise.all(tensors.map((tensor) => device.read(tensor)));
      for (const [index, zeros] of counts.entries()) {
        const total = totals[index]!;
        if (total.zeros.length === 0) total.zeros = new Float64Array(zeros.length);
        for (const [channel, value] of zeros.entries()) total.zeros[channel] = total.zeros[channel]! + value;
        total.observed += positions[index]!;
      }
    } finally {
      tf.dispose(tensors);
    }
  });
  return nodes.map((node, index) => ({ node, ...totals[index]! }));
}
