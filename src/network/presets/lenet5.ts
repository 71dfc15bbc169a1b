import type { Conv2dNode, PoolNode } from '../spec.ts';
import type { Preset } from './preset.ts';

const convolution = (name: string, input: string, filters: number): Conv2dNode => ({
  kind: 'conv2d',
  name,
  inputs: [input],
  filters,
  kernelSize: [5, 5],
  stride: 1,
  padding: 'valid',
  bias: true,
});

const pool = (name: string, input: string): PoolNode => ({
  kind: 'maxPool',
  name,
  inputs: [input],
  size: 2,
  stride: 2,
  padding: 'valid',
});

/** LeNet-5 as Caffe ships it (20-50-500-10), ReLU after every layer but the last; 431,080 parameters on 28×28×1 images. */
export const LENET_5: Preset = {
  id: 'lenet-5',
  paper: {
    title: 'Gradient-based learning applied to document recognition',
    url: 'https://doi.org/10.1109/5.726791',
    year: 1998,
  },
  datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
  build: (imageShape = [28, 28, 1], classes = 10) => ({
    name: 'lenet-5',
    nodes: [
      { kind: 'input', name: 'input', inputs: [], shape: imageShape },
      convolution('conv1', 'input', 20),
      { kind: 'relu', name: 'relu1', inputs: ['conv1'] },
      pool('pool1', 'relu1'),
      convolution('conv2', 'pool1', 50),
      { kind: 'relu', name: 'relu2', inputs: ['conv2'] },
      pool('pool2', 'relu2'),
      { kind: 'flatten', name: 'flatten', inputs: ['pool2'] },
      { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 500, bias: true },
      { kind: 'relu', name: 'relu3', inputs: ['fc1'] },
      { kind: 'dense', name: 'fc2', inputs: ['relu3'], units: classes, bias: true },
    ],
  }),
};
