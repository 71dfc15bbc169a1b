import { onMnist, type StepInput, trainLenet } from './lenets.ts';
import { LEE_2019 } from './papers.ts';
import { MNIST_TOLERANCE, near, type Study, type StudySettings, type StudyValue } from './study.ts';

type LeNet = 'lenet-300-100' | 'lenet-5';
type Criterion = 'snip' | 'random' | 'magnitude';

interface SnipSettings extends StudySettings {
  readonly mlpEpochs: number;
  readonly convEpochs: number;
  /** Images of LeNet-5, which takes more time. */
  readonly convTrainSize?: number;
}

/** What is trained from the start, by criterion and sparsity. */
const CASES: Readonly<Record<LeNet, readonly (readonly [Criterion, number])[]>> = {
  'lenet-300-100': [
    ['snip', 0.95],
    ['snip', 0.98],
    ['magnitude', 0.98],
    ['random', 0.98],
  ],
  'lenet-5': [
    ['snip', 0.98],
    ['snip', 0.99],
  ],
};

/** Errors of table 1, by sparsity. */
const PUBLISHED: Readonly<
  Record<LeNet, { readonly dense: number; readonly snip: Readonly<Record<number, number>> }>
> = {
  'lenet-300-100': { dense: 0.017, snip: { 0.95: 0.016, 0.98: 0.024 } },
  'lenet-5': { dense: 0.009, snip: { 0.98: 0.008, 0.99: 0.011 } },
};

const LABELS = { snip: 'SNIP', random: 'random', magnitude: 'magnitude at the start' } as const;
const nameOf = (criterion: Criterion, sparsity: number) => `${criterion} ${100 * sparsity}`;
const trainedName = (criterion: Criterion, sparsity: number) => `${nameOf(criterion, sparsity)} trained`;

function listSteps(net: LeNet, epochs: number): StepInput[] {
  return [
    trainLenet(epochs),
    ...CASES[net].flatMap(([criterion, sparsity]): StepInput[] => [
      {
        kind: 'prune',
        name: nameOf(criterion, sparsity),
        from: 'start',
        criterion,
        granularity: 'weight',
        scope: 'global',
        amount: { sparsity },
      },
      trainLenet(epochs, { name: trainedName(criterion, sparsity) }),
    ]),
  ];
}

function listErrors(net: LeNet): readonly StudyValue[] {
  const { dense, snip } = PUBLISHED[net];
  return [
    {
      id: `${net}-dense`,
      label: `${net}: error of the dense network`,
      unit: 'share',
      source: 'table 1',
      expected: near(dense, MNIST_TOLERANCE),
      read: (results) => results(net).error('trained'),
    },
    ...CASES[net].map(([criterion, sparsity]): StudyValue => {
      const published = criterion === 'snip' ? snip[sparsity] : undefined;
      return {
        id: `${net}-${criterion}-${100 * sparsity}`,
        label: `${net}: error, ${100 * sparsity} % pruned by ${LABELS[criterion]}`,
        unit: 'share',
        ...(published === undefined ? {} : { source: 'table 1', expected: near(published, MNIST_TOLERANCE) }),
        read: (results) => results(net).error(trainedName(criterion, sparsity)),
      };
    }),
  ];
}

/** Pruning once, before training. */
export const SNIP: Study<SnipSettings> = {
  id: 'snip',
  papers: [LEE_2019],
  claim:
    'Pruned once before training by the sensitivity of the loss to each connection, LeNets reach nearly the error of dense ones.',
  describe: ({ mlpEpochs, convEpochs }) =>
    `LeNet-300-100 (${mlpEpochs} epochs) and LeNet-5 (${convEpochs} epochs) on MNIST; all layers ranked together on one batch at the start; momentum descent with weight decay 5e-4, batches of 100, learning rate 0.1 in steps down to 0.001`,
  differences: ['The paper trains for about 250 epochs and gives the mean of 20 seeds.'],
  sizes: {
    paper: { mlpEpochs: 10, convEpochs: 4 },
    lesson: { mlpEpochs: 6, convEpochs: 3, trainSize: 10_000, convTrainSize: 4000, testSize: 2000 },
  },
  createRecipes: ({ mlpEpochs, convEpochs, convTrainSize, ...cut }, seed) => ({
    'lenet-300-100': onMnist('lenet-300-100', cut, seed, listSteps('lenet-300-100', mlpEpochs)),
    'lenet-5': onMnist(
      'lenet-5',
      convTrainSize === undefined ? cut : { ...cut, trainSize: convTrainSize },
      seed,
      listSteps('lenet-5', convEpochs),
    ),
  }),
  values: [
    ...listErrors('lenet-300-100'),
    ...listErrors('lenet-5'),
    {
      id: 'random-worse',
      label: 'lenet-300-100, 98 % pruned: error by random less that by SNIP',
      unit: 'points',
      expected: { atLeast: 0 },
      read: (results) => {
        const { error } = results('lenet-300-100');
        return error(trainedName('random', 0.98)) - error(trainedName('snip', 0.98));
      },
    },
  ],
  curves: [
    {
      id: 'sparsities',
      label: 'Error by how much is pruned before training',
      source: 'table 1',
      x: { label: 'kept weights', unit: 'share', scale: 'log' },
      y: { label: 'error', unit: 'share' },
      read: (results) =>
        (Object.keys(CASES) as LeNet[]).flatMap((net) => [
          { series: `${net}, SNIP`, x: 1, y: results(net).error('trained') },
          ...CASES[net].map(([criterion, sparsity]) => ({
            series: `${net}, ${LABELS[criterion]}`,
            x: 1 - sparsity,
            y: results(net).error(trainedName(criterion, sparsity)),
          })),
        ]),
    },
  ],
};
