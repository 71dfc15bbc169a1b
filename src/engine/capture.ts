import * as tf from '@tensorflow/tfjs-core';
import { concatFloats } from '../base/concatFloats.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageBatch } from '../data/dataset.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { CapturedActivation } from './engine.ts';
import { readLogits } from './evaluate.ts';
import { imageSizeOf, toChunks } from './imageBatches.ts';
import { buildNodes } from './inference.ts';

/** Logits `[count, classes]` of some images. */
export async function predict(
  device: DeviceReader,
  model: DeviceModel,
  images: ImageBatch,
): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (const chunk of toChunks(images, imageSizeOf(model.spec))) {
    parts.push(await readLogits(device, model, chunk));
    await yieldToEvents();
  }
  return concatFloats(parts);
}

/** What the named nodes put out for some images, in evaluation mode. */
export async function capture(
  device: DeviceReader,
  model: DeviceModel,
  images: ImageBatch,
  nodes: readonly string[],
): Promise<readonly CapturedActivation[]> {
  const parts = nodes.map((): Float32Array[] => []);
  let shapes: readonly (readonly number[])[] = nodes.map(() => []);
  for (const chunk of toChunks(images, imageSizeOf(model.spec))) {
    const tensors = tf.tidy(() => buildNodes(model, chunk, nodes));
    try {
      shapes = tensors.map((tensor) => tensor.shape.slice(1));
      const values = await Promise.all(tensors.map((tensor) => device.read(tensor)));
      for (const [index, read] of values.entries()) {
        parts[index]!.push(read.subarray(0, (read.length / chunk.padded) * chunk.count));
      }
    } finally {
      tf.dispose(tensors);
    }
    await yieldToEvents();
  }
  return nodes.map((node, index) => ({
    node,
    shape: [images.count, ...shapes[index]!],
    values: concatFloats(parts[index]!),
  }));
}
