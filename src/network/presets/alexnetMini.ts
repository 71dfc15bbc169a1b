import { convolution, dense, dropout, halve, inputNode, relu, wire } from './parts.ts';
import type { Preset } from './preset.ts';

/** AlexNet's five convolutions and three dense layers with dropout, cut down to small images. */
export const ALEXNET_MINI: Preset = {
  id: 'alexnet-mini',
  paper: {
    title: 'ImageNet Classification with Deep Convolutional Neural Networks',
    url: 'https://papers.nips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html',
    year: 2012,
  },
  datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
  build: (imageShape = [28, 28, 1], classes = 10) => ({
    name: 'alexnet-mini',
    nodes: [
      inputNode(imageShape),
      ...wire('input', [
        convolution('conv1', 32, 5),
        relu('relu1'),
        halve('maxPool', 'pool1'),
        convolution('conv2', 64, 5),
        relu('relu2'),
        halve('maxPool', 'pool2'),
        convolution('conv3', 96, 3),
        relu('relu3'),
        convolution('conv4', 96, 3),
        relu('relu4'),
        convolution('conv5', 64, 3),
        relu('relu5'),
        halve('maxPool', 'pool3'),
        { kind: 'flatten', name: 'flatten' },
        dropout('dropout1', 0.5),
        dense('fc1', 256),
        relu('relu6'),
        dropout('dropout2', 0.5),
        dense('fc2', 128),
        relu('relu7'),
        dense('fc3', classes),
      ]),
    ],
  }),
};
