import { dense, inputNode, relu, wire } from './parts.ts';
import type { Preset } from './preset.ts';

/** LeNet-300-100: three dense layers, 266,610 parameters on 28×28×1 images. */
export const LENET_300_100: Preset = {
  id: 'lenet-300-100',
  paper: {
    title: 'Gradient-based learning applied to document recognition',
    url: 'https://doi.org/10.1109/5.726791',
    year: 1998,
  },
  datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
  build: (imageShape = [28, 28, 1], classes = 10) => ({
    name: 'lenet-300-100',
    nodes: [
      inputNode(imageShape),
      ...wire('input', [
        { kind: 'flatten', name: 'flatten' },
        dense('fc1', 300),
        relu('relu1'),
        dense('fc2', 100),
        relu('relu2'),
        dense('fc3', classes),
      ]),
    ],
  }),
};
