import { batchNorm, dense, inputNode, relu, wire } from './parts.ts';
import type { Preset } from './preset.ts';

/** The network of Network Slimming's MNIST experiment, 784-500-300-10 with batch normalisation: 545,000 weights. */
export const MLP_500_300: Preset = {
  id: 'mlp-500-300',
  paper: {
    title: 'Learning Efficient Convolutional Networks through Network Slimming',
    url: 'https://arxiv.org/abs/1708.06519',
    year: 2017,
  },
  datasets: ['mnist', 'fashion-mnist'],
  build: (imageShape = [28, 28, 1], classes = 10) => ({
    name: 'mlp-500-300',
    nodes: [
      inputNode(imageShape),
      ...wire('input', [
        { kind: 'flatten', name: 'flatten' },
        dense('fc1', 500, false),
        batchNorm('bn1'),
        relu('relu1'),
        dense('fc2', 300, false),
        batchNorm('bn2'),
        relu('relu2'),
        dense('fc3', classes),
      ]),
    ],
  }),
};
