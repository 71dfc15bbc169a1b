import { convolution, dense, halve, inputNode, relu, wire } from './parts.ts';
import type { Preset } from './preset.ts';

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
      inputNode(imageShape),
      ...wire('input', [
        convolution('conv1', 20, 5, { padding: 'valid' }),
        relu('relu1'),
        halve('maxPool', 'pool1'),
        convolution('conv2', 50, 5, { padding: 'valid' }),
        relu('relu2'),
        halve('maxPool', 'pool2'),
        { kind: 'flatten', name: 'flatten' },
        dense('fc1', 500),
        relu('relu3'),
        dense('fc2', classes),
      ]),
    ],
  }),
};
