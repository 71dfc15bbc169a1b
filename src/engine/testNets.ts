import { createRandom } from '../base/random.ts';
import type { ImageBatch, ImageSplit } from '../data/dataset.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';
import type { TrainOptions } from './engine.ts';

/** Conv, pool, conv with stride and padding, dropout-free head: every kind of weight on 8×8×1 images, 3 classes. For tests. */
export const TINY_SPEC: NetworkSpec = {
  name: 'tiny',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 1] },
    {
      kind: 'conv2d',
      name: 'conv1',
      inputs: ['input'],
      filters: 4,
      kernelSize: [3, 3],
      stride: 1,
      padding: 'valid',
      bias: true,
    },
    { kind: 'relu', name: 'relu1', inputs: ['conv1'] },
    { kind: 'maxPool', name: 'pool1', inputs: ['relu1'], size: 2, stride: 2, padding: 'valid' },
    {
      kind: 'conv2d',
      name: 'conv2',
      inputs: ['pool1'],
      filters: 5,
      kernelSize: [3, 3],
      stride: 2,
      padding: 'same',
      bias: false,
    },
    { kind: 'tanh', name: 'tanh2', inputs: ['conv2'] },
    { kind: 'flatten', name: 'flatten', inputs: ['tanh2'] },
    { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 6, bias: true },
    { kind: 'relu', name: 'relu3', inputs: ['fc1'] },
    { kind: 'dense', name: 'fc2', inputs: ['relu3'], units: 3, bias: true },
  ],
};

const TINY_SHAPES: Readonly<Record<string, readonly number[]>> = {
  'conv1.weight': [3, 3, 1, 4],
  'conv1.bias': [4],
  'conv2.weight': [3, 3, 4, 5],
  'fc1.weight': [20, 6],
  'fc1.bias': [6],
  'fc2.weight': [6, 3],
  'fc2.bias': [3],
};

/** Seeded normal weights of TINY_SPEC, biases included. */
export function createTinyWeights(seed = 1): Weights {
  const random = createRandom(seed);
  return Object.fromEntries(
    Object.entries(TINY_SHAPES).map(([name, shape]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      return [name, { shape, values: Float32Array.from({ length: size }, () => random.normal() * 0.4) }];
    }),
  );
}

/** Images of three classes that can be told apart: a bright bar in the left, middle or right third, on noise. */
export function createTinyImages(count: number, seed = 2): ImageBatch {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: count }, () => random.integer(3));
  const pixels = new Uint8Array(count * 64);
  for (let index = 0; index < pixels.length; index++) {
    const label = labels[Math.floor(index / 64)]!;
    const inBar = Math.floor((index % 8) / 3) === label;
    pixels[index] = Math.floor(random.uniform() * 100) + (inBar ? 150 : 0);
  }
  return { count, pixels, labels };
}

/** A split that has arrived in full, in shards of at most 40 images. */
export function createTinySplit(images: ImageBatch, imageSize = 64): ImageSplit {
  const shardCounts: number[] = [];
  for (let left = images.count; left > 0; left -= 40) shardCounts.push(Math.min(40, left));
  return {
    count: images.count,
    shardCounts,
    availableCount: () => images.count,
    require: async () => {},
    gather(indices, pixels, labels) {
      for (const [slot, index] of indices.entries()) {
        pixels.set(images.pixels.subarray(index * imageSize, (index + 1) * imageSize), slot * imageSize);
        labels[slot] = images.labels[index]!;
      }
    },
  };
}

/** Adam at 0.01 for 20 steps of 16 images, nothing else. */
export const TINY_OPTIONS: TrainOptions = {
  seed: 5,
  batchSize: 16,
  steps: 20,
  optimizer: { kind: 'adam', momentum: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  learningRate: 0.01,
  schedule: { kind: 'constant' },
  regularizer: { l1: 0, l2: 0 },
};
