import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import type { ImageSplit } from '../data/dataset.ts';
import { isTrained } from '../network/listWeights.ts';
import { collectChunks } from './collectChunks.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { CollectGradientsOptions, RunOptions } from './engine.ts';
import { buildForward, inputNodeOf, outputNodeOf } from './forward.ts';
import { type Chunk, createImageTensor, imageShapeOf, imageSizeOf } from './imageBatches.ts';
import { buildCrossEntropy } from './objectives/crossEntropy.ts';

/** Images of a chunk: the way back holds every value of the network for each of them. */
const LARGEST_CHUNK = 64;
/** Images whose gradients are taken one by one between two moments for a cancel. */
const LARGEST_SINGLES = 16;

/** Mean cross-entropy of the logits `[n, classes]` of a chunk without padding, divided by the temperature. Inside `tf.tidy`. */
export function buildChunkLoss(logits: tf.Tensor, labels: Uint8Array, temperature = 1): tf.Scalar {
  const tempered = temperature === 1 ? logits : tf.mul(logits, 1 / temperature);
  const truths = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), logits.shape[1]!);
  return buildCrossEntropy(tempered as tf.Tensor2D, truths as tf.Tensor2D);
}

/** Gradients of a chunk's mean loss in the named weights, in evaluation mode. Inside `tf.tidy`. */
function buildGradients(
  model: DeviceModel,
  names: readonly string[],
  chunk: Chunk,
  temperature: number,
): tf.Tensor[] {
  const { spec, weightTensors } = model;
  const images = createImageTensor(chunk.pixels, chunk.count, imageShapeOf(spec));
  const computeLoss = () => {
    const given = new Map([[inputNodeOf(spec), images]]);
    const [logits] = buildForward(spec, weightTensors, given, [outputNodeOf(spec)]);
    return buildChunkLoss(logits!, chunk.labels, temperature);
  };
  return tf.engine().gradients(
    computeLoss,
    names.map((name) => weightTensors.get(name)!),
  ).grads;
}

/** A chunk of each image of a chunk without padding. */
function toSingles({ start, count, pixels, labels }: Chunk): readonly Chunk[] {
  const size = pixels.length / count;
  return Array.from({ length: count }, (_, index) => ({
    start: start + index,
    count: 1,
    padded: 1,
    pixels: pixels.subarray(index * size, (index + 1) * size),
    labels: labels.subarray(index, index + 1),
  }));
}

/** The sums divided by the number of images. Throws `not-a-number`. */
function toMean(name: string, sums: Float32Array, images: number): Float32Array {
  return sums.map((sum) => {
    if (!Number.isFinite(sum)) {
      throw new AppError('not-a-number', `gradient of ${name} is not a number`, { name });
    }
    return sum / images;
  });
}

/**
 * The gradient of the mean loss, or the mean square of each image's own gradient, by weight.
 *
 * Masks are not applied: a pruned weight has the gradient it would have at 0.
 */
export async function collectGradients(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  count: number,
  options: CollectGradientsOptions,
  run: RunOptions = {},
): Promise<ReadonlyMap<string, Float32Array>> {
  const { temperature = 1, squared = false, from = 0 } = options;
  const names = model.weightSlots.filter(({ role }) => isTrained(role)).map(({ name }) => name);
  let sums: tf.Tensor[] = [];

  const add = (chunk: Chunk) => {
    const added = tf.tidy(() =>
      buildGradients(model, names, chunk, temperature).map((gradient, index) => {
        const term = squared ? tf.square(gradient) : tf.mul(gradient, chunk.count);
        const sum = sums[index];
        return sum ? tf.add(sum, term) : term;
      }),
    );
    tf.dispose(sums);
    sums = added;
  };

  try {
    const range = { from, count, largest: squared ? LARGEST_SINGLES : LARGEST_CHUNK };
    const images = await collectChunks(split, range, imageSizeOf(model.spec), run, async (chunk) => {
      for (const part of squared ? toSingles(chunk) : [chunk]) add(part);
      // Waits for the device, so that what is told of the progress is true and a cancel finds a short queue.
      await device.read(sums.at(-1)!);
    });
    const read = await Promise.all(sums.map((sum) => device.read(sum)));
    return new Map(names.map((name, index) => [name, toMean(name, read[index]!, images)]));
  } finally {
    tf.dispose(sums);
  }
}
