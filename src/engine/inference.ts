import * as tf from '@tensorflow/tfjs-core';
import type { DeviceModel } from './deviceModel.ts';
import { buildForward, inputNodeOf } from './forward.ts';
import { type Chunk, createImageTensor, imageShapeOf } from './imageBatches.ts';

/** Values of the named nodes for a chunk, in evaluation mode, with the padding still in them; inside `tf.tidy`. */
export function buildNodes(model: DeviceModel, chunk: Chunk, nodes: readonly string[]): tf.Tensor[] {
  const images = createImageTensor(chunk.pixels, chunk.padded, imageShapeOf(model.spec));
  return buildForward(model.spec, model.weightTensors, new Map([[inputNodeOf(model.spec), images]]), nodes);
}

/** Without the padding: the first `count` of the batch axis. Inside `tf.tidy`. */
export function buildUnpadded(x: tf.Tensor, count: number): tf.Tensor {
  if (x.shape[0] === count) return x;
  return tf.slice(x, 0, [count, ...x.shape.slice(1)]);
}
