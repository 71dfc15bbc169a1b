import { batchNorm, convolution, dense, halve, inputNode, type Part, relu, wire } from './parts.ts';
import type { Preset } from './preset.ts';

/** Filters of both convolutions before each pool. */
const STAGES = [32, 64, 128];

function listStage(stage: number, filters: number): readonly Part[] {
  const convolutions = [2 * stage + 1, 2 * stage + 2].flatMap((number) => [
    convolution(`conv${number}`, filters, 3, { bias: false }),
    batchNorm(`bn${number}`),
    relu(`relu${number}`),
  ]);
  return [...convolutions, halve('maxPool', `pool${stage + 1}`)];
}

/** Three pairs of 3×3 convolutions with batch normalisation and one dense layer, in the manner of VGG. */
export const VGG_SMALL: Preset = {
  id: 'vgg-small',
  paper: {
    title: 'Very Deep Convolutional Networks for Large-Scale Image Recognition',
    url: 'https://arxiv.org/abs/1409.1556',
    year: 2015,
  },
  datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
  build: (imageShape = [28, 28, 1], classes = 10) => ({
    name: 'vgg-small',
    nodes: [
      inputNode(imageShape),
      ...wire('input', [
        ...STAGES.flatMap((filters, stage) => listStage(stage, filters)),
        { kind: 'flatten', name: 'flatten' },
        dense('fc1', classes),
      ]),
    ],
  }),
};
