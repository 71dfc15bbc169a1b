import type { Dataset } from '../data/dataset.ts';
import { createTinyImages, createTinySplit } from '../engine/testNets.ts';
import type { NetworkSpec } from '../network/spec.ts';

/** Bright bars on 8×8 images, three classes, as a data set. For tests. */
export function createBars({ train, test }: { readonly train: number; readonly test: number }): Dataset {
  return {
    manifest: {
      version: 1,
      name: 'mnist',
      title: 'bars',
      imageShape: [8, 8, 1],
      classes: ['left', 'middle', 'right'],
      source: '',
      licence: '',
      splits: {
        train: { count: train, countPerClass: [], shards: [] },
        test: { count: test, countPerClass: [], shards: [] },
      },
    },
    train: createTinySplit(createTinyImages(train, 1)),
    test: createTinySplit(createTinyImages(test, 2)),
  };
}

function conv<N extends string, I extends string>(name: N, input: I, filters: number) {
  return {
    kind: 'conv2d',
    name,
    inputs: [input],
    filters,
    kernelSize: [3, 3],
    stride: 1,
    padding: 1,
    bias: false,
  } as const;
}

/** conv-BN-ReLU, a residual block, max pooling and two dense layers on 8×8×1 images, 3 classes. For tests. */
export const RESIDUAL_BARS = {
  name: 'residual',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 1] },
    conv('a', 'input', 6),
    { kind: 'batchNorm', name: 'a_bn', inputs: ['a'], epsilon: 1e-5 },
    { kind: 'relu', name: 'a_relu', inputs: ['a_bn'] },
    conv('b', 'a_relu', 6),
    { kind: 'batchNorm', name: 'b_bn', inputs: ['b'], epsilon: 1e-5 },
    { kind: 'add', name: 'sum', inputs: ['a_relu', 'b_bn'] },
    { kind: 'relu', name: 'b_relu', inputs: ['sum'] },
    conv('c', 'b_relu', 8),
    { kind: 'batchNorm', name: 'c_bn', inputs: ['c'], epsilon: 1e-5 },
    { kind: 'relu', name: 'c_relu', inputs: ['c_bn'] },
    { kind: 'maxPool', name: 'pool', inputs: ['c_relu'], size: 2, stride: 2, padding: 'valid' },
    { kind: 'flatten', name: 'flat', inputs: ['pool'] },
    { kind: 'dense', name: 'fc1', inputs: ['flat'], units: 8, bias: false },
    { kind: 'batchNorm', name: 'fc1_bn', inputs: ['fc1'], epsilon: 1e-5 },
    { kind: 'relu', name: 'fc1_relu', inputs: ['fc1_bn'] },
    { kind: 'dense', name: 'fc2', inputs: ['fc1_relu'], units: 3, bias: true },
  ],
} as const satisfies NetworkSpec;
