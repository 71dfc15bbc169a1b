import { onMnist, type StepInput, trainLenet } from './lenets.ts';
import { HU_2016 } from './papers.ts';
import { MNIST_TOLERANCE, type Study, type StudyResults, type StudySettings } from './study.ts';

interface TrimmingSettings extends StudySettings {
  readonly epochs: number;
  readonly rounds: number;
  readonly retrainEpochs: number;
  readonly retrainRate: number;
}

const TRIMMED = ['conv2', 'fc1'] as const;
const trimmedName = (round: number) => `trimmed ${round}`;
const compactedName = (round: number) => `compacted ${round}`;
const retrainedName = (round: number) => `retrained ${round}`;

function listRound(round: number, { retrainEpochs, retrainRate }: TrimmingSettings): StepInput[] {
  return [
    {
      kind: 'prune',
      name: trimmedName(round),
      criterion: 'apoz',
      granularity: 'filter',
      amount: { apozSigma: 1 },
      layers: [...TRIMMED],
    },
    { kind: 'compact', name: compactedName(round) },
    trainLenet(retrainEpochs, { name: retrainedName(round), learningRate: retrainRate }),
  ];
}

function countRounds({ has }: ReturnType<StudyResults>): number {
  let round = 1;
  while (has(retrainedName(round + 1))) round++;
  return round;
}

/** Weights of the dense network over those of a compacted one. */
function computeCompression(results: StudyResults, snapshot: string): number {
  const { at } = results('lenet-5');
  return at('trained').totals.weights / at(snapshot).totals.weights;
}

const last = (results: StudyResults) => countRounds(results('lenet-5'));

function readWidth(results: StudyResults, layer: (typeof TRIMMED)[number]): number {
  const { layers } = results('lenet-5').at(retrainedName(last(results)));
  return layers.find(({ name }) => name === layer)!.channels;
}

/** Neurons that are mostly 0 can go. */
export const APOZ_TRIMMING: Study<TrimmingSettings> = {
  id: 'apoz-trimming',
  papers: [HU_2016],
  claim:
    'Rounds of trimming the neurons that are most often 0 make LeNet more than three times smaller, and retraining brings its accuracy back.',
  describe: ({ epochs, rounds, retrainEpochs, retrainRate }) =>
    `LeNet-5 on MNIST, ${epochs} epochs; ${rounds} rounds that prune channels of conv2 and fc1 with APoZ above the mean + 1 σ of their layer, compact, and retrain for ${retrainEpochs} epochs from a learning rate of ${retrainRate}`,
  differences: [
    'APoZ is counted on the first training images.',
    'The paper’s text was not at hand: widths and accuracies of its table are guidance alone.',
  ],
  sizes: {
    paper: { epochs: 4, rounds: 4, retrainEpochs: 1, retrainRate: 0.02 },
    lesson: { epochs: 3, rounds: 3, retrainEpochs: 1, retrainRate: 0.02, trainSize: 6000, testSize: 2000 },
  },
  createRecipes: (settings, seed) => ({
    'lenet-5': onMnist('lenet-5', settings, seed, [
      trainLenet(settings.epochs),
      ...Array.from({ length: settings.rounds }, (_, index) => listRound(index + 1, settings)).flat(),
    ]),
  }),
  values: [
    {
      id: 'compression',
      label: 'weights over weights left after the last round',
      unit: 'times',
      source: 'LeNet table',
      expected: { published: 3.85, atLeast: 3.5, unconfirmed: true },
      read: (results) => computeCompression(results, retrainedName(last(results))),
    },
    ...TRIMMED.map((layer) => ({
      id: `width-${layer}`,
      label: `channels left in ${layer}`,
      unit: 'count' as const,
      source: 'LeNet table',
      expected: { published: layer === 'conv2' ? 24 : 252, unconfirmed: true as const },
      read: (results: StudyResults) => readWidth(results, layer),
    })),
    {
      id: 'base-accuracy',
      label: 'accuracy of the dense network',
      unit: 'share',
      source: 'LeNet table',
      expected: { published: 0.9931, atLeast: 0.9931 - MNIST_TOLERANCE, unconfirmed: true },
      read: (results) => results('lenet-5').accuracy('trained'),
    },
    {
      id: 'trimmed-accuracy',
      label: 'accuracy right after the last trimming',
      unit: 'share',
      source: 'LeNet table',
      expected: { published: 0.9675, unconfirmed: true },
      read: (results) => results('lenet-5').accuracy(trimmedName(last(results))),
    },
    {
      id: 'retrained-accuracy',
      label: 'accuracy after the last retraining',
      unit: 'share',
      source: 'LeNet table',
      expected: { published: 0.9926, atLeast: 0.9926 - MNIST_TOLERANCE, unconfirmed: true },
      read: (results) => results('lenet-5').accuracy(retrainedName(last(results))),
    },
    {
      id: 'recovered',
      label: 'accuracy after the last retraining less that of the dense network',
      unit: 'points',
      expected: { atLeast: -MNIST_TOLERANCE },
      read: (results) =>
        results('lenet-5').accuracy(retrainedName(last(results))) - results('lenet-5').accuracy('trained'),
    },
  ],
  curves: [
    {
      id: 'rounds',
      label: 'Accuracy after each trimming and each retraining',
      source: 'LeNet table',
      x: { label: 'weights over weights left', unit: 'times' },
      y: { label: 'accuracy', unit: 'share' },
      read: (results) => {
        const reader = results('lenet-5');
        return [
          { series: 'retrained', x: 1, y: reader.accuracy('trained') },
          ...Array.from({ length: countRounds(reader) }, (_, index) => {
            const x = computeCompression(results, compactedName(index + 1));
            return [
              { series: 'trimmed', x, y: reader.accuracy(trimmedName(index + 1)) },
              { series: 'retrained', x, y: reader.accuracy(retrainedName(index + 1)) },
            ];
          }).flat(),
        ];
      },
    },
  ],
};
