import * as tf from '@tensorflow/tfjs-core';
import type { ImageSplit } from '../data/dataset.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { RunOptions, ZeroCount } from './engine.ts';
import { forEachChunk } from './evaluate.ts';
import { imageSizeOf } from './imageBatches.ts';
import { buildNodes, buildUnpadded } from './inference.ts';

/** Outputs of each channel of `[n, …, channels]` with magnitude at most `limit`, as a float tensor `[channels]`. */
function buildCount(x: tf.Tensor, limit: number): tf.Tensor {
  return tf.tidy(() => {
    const axes = Array.from({ length: x.rank - 1 }, (_, axis) => axis);
    const within = limit === 0 ? tf.equal(x, 0) : tf.lessEqual(tf.abs(x), limit);
    // A batch has far fewer than 2²⁴ positions a channel, so the sum in single precision is exact.
    return tf.sum(tf.cast(within, 'float32'), axes);
  });
}

/**
 * Counts what the named nodes put out with magnitude at most their limit for the first `count` images, on the device.
 *
 * A limit is rounded to single precision; that of 0 counts the exact zeros.
 */
export async function countNearZeros(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  count: number,
  limits: ReadonlyMap<string, number>,
  run: RunOptions = {},
): Promise<readonly ZeroCount[]> {
  const nodes = [...limits.keys()];
  const totals = nodes.map(() => ({ zeros: new Float64Array(0), observed: 0 }));
  const images = Math.min(count, split.count);
  await forEachChunk(split, images, imageSizeOf(model.spec), run, async (chunk) => {
    const positions: number[] = [];
    const tensors = tf.tidy(() =>
      buildNodes(model, chunk, nodes).map((value, index) => {
        const channels = value.shape.at(-1)!;
        positions.push((value.size / chunk.padded / channels) * chunk.count);
        return buildCount(buildUnpadded(value, chunk.count), limits.get(nodes[index]!)!);
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

/** Counts the exact zeros that the named nodes put out for the first `count` images, on the device. */
export async function countZeros(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  count: number,
  nodes: readonly string[],
  run: RunOptions = {},
): Promise<readonly ZeroCount[]> {
  const limits = new Map(nodes.map((node) => [node, 0]));
  const counts = await countNearZeros(device, model, split, count, limits, run);
  // A node may be named twice: two layers that an addition joins have one activation.
  return nodes.map((node) => counts.find((entry) => entry.node === node)!);
}
