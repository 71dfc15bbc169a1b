import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import type { ImageBatch, ImageSplit } from '../data/dataset.ts';
import type { NetworkSpec } from '../network/spec.ts';

/** Shape of one image of a network: `[height, width, channels]` or `[units]`. */
export function imageShapeOf(spec: NetworkSpec): readonly number[] {
  const input = spec.nodes.find((node) => node.kind === 'input');
  if (!input) throw new AppError('invalid-network', 'network without an input node');
  return input.shape;
}

/** Bytes of one image of a network. */
export function imageSizeOf(spec: NetworkSpec): number {
  return imageShapeOf(spec).reduce((product, length) => product * length, 1);
}

/** Images as a tensor `[count, …shape]` scaled from bytes to 0…1; the caller's. */
export function createImageTensor(pixels: Uint8Array, count: number, shape: readonly number[]): tf.Tensor {
  const scaled = new Float32Array(pixels.length);
  for (let index = 0; index < scaled.length; index++) scaled[index] = pixels[index]! / 255;
  return tf.tensor(scaled, [count, ...shape]);
}

/** Sizes of batches outside training: few, because every new shape costs the WebGL backend a compilation. */
const CHUNK_SIZES = [1, 16, 64, 256] as const;
const LARGEST_CHUNK = 256;

/** A run of images, padded at the end with empty ones to a usual batch size. */
export interface Chunk {
  /** Index of its first image. */
  readonly start: number;
  /** Real images. */
  readonly count: number;
  /** Images with the padding: the batch axis of everything computed from it. */
  readonly padded: number;
  /** `[padded, …shape]`. */
  readonly pixels: Uint8Array;
  /** `[count]`. */
  readonly labels: Uint8Array;
}

/** Where a chunk lies in its split. */
export type ChunkPlan = Pick<Chunk, 'start' | 'count' | 'padded'>;

/** Cuts `count` images into the starts and sizes of chunks, all of `padded` images. */
export function planChunks(
  count: number,
  padded: number = CHUNK_SIZES.find((size) => size >= count) ?? LARGEST_CHUNK,
): readonly ChunkPlan[] {
  return Array.from({ length: Math.ceil(count / padded) }, (_, index) => ({
    start: index * padded,
    count: Math.min(padded, count - index * padded),
    padded,
  }));
}

/** Images given as a batch, in chunks. Throws where their bytes do not fit the network's input. */
export function toChunks(images: ImageBatch, imageSize: number): readonly Chunk[] {
  if (images.pixels.length !== images.count * imageSize) {
    throw new AppError(
      'invalid-network',
      `${images.count} images have ${images.pixels.length} bytes (expected ${images.count * imageSize})`,
    );
  }
  return planChunks(images.count).map((plan) => {
    const pixels = new Uint8Array(plan.padded * imageSize);
    pixels.set(images.pixels.subarray(plan.start * imageSize, (plan.start + plan.count) * imageSize));
    return { ...plan, pixels, labels: images.labels.slice(plan.start, plan.start + plan.count) };
  });
}

/** Gathers one planned chunk of a split, whose images must have arrived. */
export function gatherChunk(split: ImageSplit, plan: ChunkPlan, imageSize: number): Chunk {
  const pixels = new Uint8Array(plan.padded * imageSize);
  const labels = new Uint8Array(plan.count);
  const indices = Uint32Array.from({ length: plan.count }, (_, offset) => plan.start + offset);
  split.gather(indices, pixels.subarray(0, plan.count * imageSize), labels);
  return { ...plan, pixels, labels };
}
