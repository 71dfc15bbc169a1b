import { batchNorm, convolution, dense, depthwise, inputNode, type Part, relu, wire } from './parts.ts';
import type { Preset } from './preset.ts';

const BLOCKS = [
  { filters: 32, stride: 1 },
  { filters: 64, stride: 2 },
  { filters: 64, stride: 1 },
  { filters: 128, stride: 2 },
  { filters: 128, stride: 1 },
] as const;

/** A depthwise separable convolution, normalised after each of its halves (figure 3 of the paper). */
function listBlock(prefix: string, { filters, stride }: (typeof BLOCKS)[number]): readonly Part[] {
  return [
    depthwise(`${prefix}_dw`, 3, { stride, padding: 1, bias: false }),
    batchNorm(`${prefix}_dw_bn`),
    relu(`${prefix}_dw_relu`),
    convolution(`${prefix}_pw`, filters, 1, { padding: 'valid', bias: false }),
    batchNorm(`${prefix}_pw_bn`),
    relu(`${prefix}_pw_relu`),
  ];
}

/** MobileNet in small: a convolution and five depthwise separable ones. */
export const MOBILENET_MINI: Preset = {
  id: 'mobilenet-mini',
  paper: {
    title: 'MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications',
    url: 'https://arxiv.org/abs/1704.04861',
    year: 2017,
  },
  datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
  build: (imageShape = [28, 28, 1], classes = 10) => ({
    name: 'mobilenet-mini',
    nodes: [
      inputNode(imageShape),
      ...wire('input', [
        convolution('conv1', 16, 3, { padding: 1, bias: false }),
        batchNorm('bn1'),
        relu('relu1'),
        ...BLOCKS.flatMap((block, index) => listBlock(`b${index + 1}`, block)),
        { kind: 'globalAvgPool', name: 'gap' },
        dense('fc', classes),
      ]),
    ],
  }),
};
