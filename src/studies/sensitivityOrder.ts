import type { SensitivityCurve } from '../analysis/sensitivity/sensitivity.ts';
import { onMnist, trainLenet } from './lenets.ts';
import { HAN_2015 } from './papers.ts';
import type { Study, StudyResults, StudySettings } from './study.ts';

interface SensitivitySettings extends StudySettings {
  readonly epochs: number;
  /** Test images of each point. */
  readonly images: number;
}

const LEVELS = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99];
/** Accuracy lost, in shares, at which a layer counts as broken. */
const BROKEN = 0.05;

const curvesOf = (results: StudyResults) => results('lenet-5').measured('curves', 'sensitivity');

/** The sparsity at which a curve has fallen by so much below its first point, on a straight line between points; 1 where never. */
export function findBreak({ points }: Pick<SensitivityCurve, 'points'>, loss = BROKEN): number {
  const floor = points[0]!.accuracy - loss;
  const index = points.findIndex(({ accuracy }) => accuracy < floor);
  if (index < 1) return 1;
  const [before, after] = [points[index - 1]!, points[index]!];
  const way = (before.accuracy - floor) / (before.accuracy - after.accuracy);
  return before.sparsity + way * (after.sparsity - before.sparsity);
}

function breakOf(results: StudyResults, layer: string): number {
  return findBreak(curvesOf(results).find((curve) => curve.layer === layer)!);
}

/** The layers of LeNet-5 in the order of the network. */
const LAYERS = ['conv1', 'conv2', 'fc1', 'fc2'] as const;

/** Which layers take least pruning. */
export const SENSITIVITY_ORDER: Study<SensitivitySettings> = {
  id: 'sensitivity-order',
  papers: [HAN_2015],
  claim: 'Layers differ in how far they can be pruned: the first convolution takes least, dense layers most.',
  describe: ({ epochs, images }) =>
    `LeNet-5 on MNIST, trained for ${epochs} epochs; weights of one layer at a time pruned by magnitude, without retraining; ${images} test images a point; a layer counts as broken at ${100 * BROKEN} points of accuracy lost`,
  differences: ['The paper shows AlexNet on ImageNet.'],
  sizes: {
    paper: { epochs: 4, images: 5000 },
    lesson: { epochs: 3, images: 1000, trainSize: 6000, testSize: 2000 },
  },
  createRecipes: (settings, seed) => ({
    'lenet-5': onMnist('lenet-5', settings, seed, [
      trainLenet(settings.epochs),
      {
        kind: 'measure',
        name: 'curves',
        what: ['sensitivity'],
        levels: LEVELS,
        images: Math.min(settings.images, settings.testSize ?? settings.images),
      },
    ]),
  }),
  values: [
    ...LAYERS.map((layer) => ({
      id: `break-${layer}`,
      label: `sparsity at which ${layer} breaks`,
      unit: 'share' as const,
      read: (results: StudyResults) => breakOf(results, layer),
    })),
    {
      id: 'conv1-first',
      label: 'where conv1 breaks less where the next layer does: conv1 breaks first',
      unit: 'points',
      source: 'fig. 6',
      expected: { atMost: 0 },
      read: (results) =>
        breakOf(results, 'conv1') - Math.min(...LAYERS.slice(1).map((layer) => breakOf(results, layer))),
    },
    {
      id: 'fc1-last',
      label: 'where fc1 breaks less where the convolution that lasts longest does: fc1 breaks last',
      unit: 'points',
      source: 'fig. 6',
      expected: { atLeast: 0 },
      read: (results) =>
        breakOf(results, 'fc1') - Math.max(breakOf(results, 'conv1'), breakOf(results, 'conv2')),
    },
  ],
  curves: [
    {
      id: 'layers',
      label: 'Accuracy with one layer pruned',
      source: 'fig. 6',
      x: { label: "share of the layer's weights pruned", unit: 'share' },
      y: { label: 'accuracy', unit: 'share' },
      read: (results) =>
        curvesOf(results).flatMap(({ layer, points }) =>
          points.map(({ sparsity, accuracy }) => ({ series: layer, x: sparsity, y: accuracy })),
        ),
    },
  ],
};
