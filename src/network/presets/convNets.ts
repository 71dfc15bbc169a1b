import { convolution, dense, halve, inputNode, type Part, relu, wire } from './parts.ts';
import type { Preset } from './preset.ts';

/** Filters of both convolutions before each pool. */
const STAGES = [64, 128, 256];
const DENSE_UNITS = 256;

function listStage(stage: number, filters: number): readonly Part[] {
  const [first, second] = [2 * stage + 1, 2 * stage + 2];
  return [
    convolution(`conv${first}`, filters, 3),
    relu(`relu${first}`),
    convolution(`conv${second}`, filters, 3),
    relu(`relu${second}`),
    halve('maxPool', `pool${stage + 1}`),
  ];
}

function createConvNet(id: string, convolutions: 2 | 4 | 6, width: 0.5 | 1): Preset {
  const units = DENSE_UNITS * width;
  const stages = STAGES.slice(0, convolutions / 2).map((filters) => filters * width);
  return {
    id,
    paper: {
      title: 'The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks',
      url: 'https://arxiv.org/abs/1803.03635',
      year: 2019,
    },
    datasets: ['mnist', 'fashion-mnist', 'cifar-10'],
    build: (imageShape = [28, 28, 1], classes = 10) => ({
      name: id,
      nodes: [
        inputNode(imageShape),
        ...wire('input', [
          ...stages.flatMap((filters, stage) => listStage(stage, filters)),
          { kind: 'flatten', name: 'flatten' },
          dense('fc1', units),
          relu(`relu${convolutions + 1}`),
          dense('fc2', units),
          relu(`relu${convolutions + 2}`),
          dense('fc3', classes),
        ]),
      ],
    }),
  };
}

/** Conv-2 of the lottery tickets (figure 2 of the paper): 4,301,642 parameters on 32×32×3 images. */
export const CONV_2 = createConvNet('conv-2', 2, 1);
/** Conv-4: 2,425,930 parameters on 32×32×3 images. */
export const CONV_4 = createConvNet('conv-4', 4, 1);
/** Conv-6: 2,262,602 parameters on 32×32×3 images; the paper prints 1.7M. */
export const CONV_6 = createConvNet('conv-6', 6, 1);
/** Conv-2 with half the filters and half the dense units. */
export const CONV_2_HALF = createConvNet('conv-2-half', 2, 0.5);
/** Conv-4 with half the filters and half the dense units. */
export const CONV_4_HALF = createConvNet('conv-4-half', 4, 0.5);
/** Conv-6 with half the filters and half the dense units. */
export const CONV_6_HALF = createConvNet('conv-6-half', 6, 0.5);
