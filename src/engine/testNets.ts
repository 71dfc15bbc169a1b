import { createRandom } from '../base/random.ts';
import type { ImageBatch, ImageSplit } from '../data/dataset.ts';
import { listWeights, sizeOf, type WeightRole } from '../network/listWeights.ts';
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

/**
 * Every kind of node that TINY_SPEC has not, on its images: normalisations of maps and of a vector, a depthwise
 * convolution, a sum, a tensor joined with itself, two paths that meet before the last layer. For tests.
 */
export const GRAPH_SPEC: NetworkSpec = {
  name: 'graph',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 1] },
    {
      kind: 'conv2d',
      name: 'conv1',
      inputs: ['input'],
      filters: 5,
      kernelSize: [3, 3],
      stride: 1,
      padding: 1,
      bias: false,
    },
    { kind: 'batchNorm', name: 'bn1', inputs: ['conv1'], epsilon: 1e-5 },
    { kind: 'relu', name: 'relu1', inputs: ['bn1'] },
    {
      kind: 'depthwiseConv2d',
      name: 'depthwise2',
      inputs: ['relu1'],
      kernelSize: [1, 3],
      stride: 2,
      padding: 2,
      bias: true,
    },
    { kind: 'relu', name: 'relu2', inputs: ['depthwise2'] },
    { kind: 'batchNorm', name: 'bn2', inputs: ['relu2'], epsilon: 1e-3 },
    { kind: 'leakyRelu', name: 'leaky2', inputs: ['bn2'], slope: 0.1 },
    { kind: 'add', name: 'sum', inputs: ['relu2', 'leaky2', 'bn2'] },
    { kind: 'concat', name: 'join', inputs: ['sum', 'leaky2', 'sum'] },
    { kind: 'avgPool', name: 'pool', inputs: ['join'], size: 2, stride: 2, padding: 'same' },
    { kind: 'flatten', name: 'flatten', inputs: ['pool'] },
    { kind: 'globalAvgPool', name: 'average', inputs: ['join'] },
    { kind: 'concat', name: 'features', inputs: ['flatten', 'average'] },
    { kind: 'batchNorm', name: 'bn3', inputs: ['features'], epsilon: 1e-2 },
    { kind: 'dense', name: 'fc', inputs: ['bn3'], units: 3, bias: true },
  ],
};

/** What stands at the place of a normally distributed value: γ and variances lie around 1, and variances above 0. */
function shapeDraw(role: WeightRole, value: number): number {
  if (role === 'scale') return 1 + value;
  return role === 'variance' ? 0.5 + value * value : value;
}

/** Seeded normal weights of TINY_SPEC or another network, biases and statistics included. */
export function createTinyWeights(seed = 1, spec: NetworkSpec = TINY_SPEC): Weights {
  const random = createRandom(seed);
  return Object.fromEntries(
    listWeights(spec).map(({ name, role, shape }) => {
      const values = Float32Array.from({ length: sizeOf(shape) }, () =>
        shapeDraw(role, random.normal() * 0.4),
      );
      return [name, { shape, values }];
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
