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
      { kind: 'input', name: 'input', inputs: [], shape: imageShape },
      { kind: 'flatten', name: 'flatten', inputs: ['input'] },
      { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 300, bias: true },
      { kind: 'relu', name: 'relu1', inputs: ['fc1'] },
      { kind: 'dense', name: 'fc2', inputs: ['relu1'], units: 100, bias: true },
      { kind: 'relu', name: 'relu2', inputs: ['fc2'] },
      { kind: 'dense', name: 'fc3', inputs: ['relu2'], units: classes, bias: true },
    ],
  }),
};
