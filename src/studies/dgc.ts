import type { TrainExchange } from '../analysis/exchange/trainExchange.ts';
import { computeMean } from '../base/stats.ts';
import { onMnist, type TrainInput } from './lenets.ts';
import { AJI_2017, LIN_2018 } from './papers.ts';
import {
  MNIST_TOLERANCE,
  type Study,
  type StudyResults,
  type StudySettings,
  type StudyValue,
} from './study.ts';

interface ExchangeSettings extends StudySettings {
  readonly epochs: number;
}

const PRESET = 'lenet-300-100';
const WORKERS = 4;
type Gradients = NonNullable<TrainInput['gradients']>;

/** What is compared, by the names of the snapshots. */
const ARMS = {
  dense: { rule: 'dense', workers: WORKERS },
  dropping: { rule: 'threshold', workers: WORKERS, sparsity: 0.999 },
  'dgc 99': { rule: 'dgc', workers: WORKERS, sparsity: 0.99, warmUp: true },
  'dgc 99.9': { rule: 'dgc', workers: WORKERS, sparsity: 0.999, warmUp: true },
} as const satisfies Readonly<Record<string, Gradients>>;
type Arm = keyof typeof ARMS;
const ARM_NAMES = Object.keys(ARMS) as Arm[];

const LABELS: Readonly<Record<Arm, string>> = {
  dense: 'dense',
  dropping: 'gradient dropping, 99.9 %',
  'dgc 99': 'DGC, 99 %',
  'dgc 99.9': 'DGC, 99.9 %',
};

function train(arm: Arm, epochs: number): TrainInput {
  return {
    kind: 'train',
    name: arm,
    from: 'start',
    epochs,
    batchSize: 128,
    optimizer: 'momentum',
    learningRate: 0.1,
    schedule: { kind: 'step', at: [0.5, 0.8], factor: 0.1 },
    gradients: ARMS[arm],
  };
}

const exchangeOf = (results: StudyResults, arm: Arm): TrainExchange =>
  results(PRESET).at(arm).train!.exchange!;

function against(
  id: string,
  one: Arm,
  other: Arm,
  expected: NonNullable<StudyValue['expected']>,
): StudyValue {
  return {
    id,
    label: `accuracy, ${LABELS[one]} less ${LABELS[other]}`,
    unit: 'points',
    source: 'ResNet-110 on CIFAR-10',
    expected,
    read: (results) => results(PRESET).accuracy(one) - results(PRESET).accuracy(other),
  };
}

function ratio(id: string, arm: Arm, expected?: NonNullable<StudyValue['expected']>): StudyValue {
  return {
    id,
    label: `bytes of dense gradients over bytes sent at the end, ${LABELS[arm]}`,
    unit: 'times',
    ...(expected ? { source: 'AlexNet, ResNet-50, speech', expected } : {}),
    read: (results) => exchangeOf(results, arm).ticks.at(-1)!.compressionRatio,
  };
}

/** Gradients can be sent a thousandth at a time. */
export const DGC: Study<ExchangeSettings> = {
  id: 'dgc',
  papers: [LIN_2018, AJI_2017],
  claim:
    'Momentum correction, factor masking and a warm-up let workers send a thousandth of their gradients without loss of accuracy; dropping alone loses some.',
  describe: ({ epochs, trainSize }) =>
    `LeNet-300-100 on ${trainSize ?? 'all'} training images of MNIST; ${WORKERS} simulated workers with 32 images each, ${epochs} epochs of momentum descent from a learning rate of 0.1; a warm-up of one epoch each at 75, 93.75, 98.4375 and 99.6 %`,
  differences: [
    'The paper trains ResNet-110 on CIFAR-10 for 164 epochs, of which 4 are warm-up, and much larger networks.',
    'Rate and epochs were set after one trial of 6 epochs on 4,000 images at a rate of 0.05, in which DGC fell well behind dense.',
  ],
  sizes: {
    paper: { epochs: 12, trainSize: 20_000 },
    lesson: { epochs: 6, trainSize: 4000, testSize: 2000 },
  },
  createRecipes: (settings, seed) => ({
    [PRESET]: onMnist(
      PRESET,
      settings,
      seed,
      ARM_NAMES.map((arm) => train(arm, settings.epochs)),
    ),
  }),
  values: [
    ...ARM_NAMES.map(
      (arm): StudyValue => ({
        id: `error-${arm.replace(' ', '-')}`,
        label: `error, ${LABELS[arm]}`,
        unit: 'share',
        read: (results) => results(PRESET).error(arm),
      }),
    ),
    against('dgc-dense', 'dgc 99.9', 'dense', {
      published: 0.0012,
      atLeast: -MNIST_TOLERANCE,
    }),
    against('dgc-99-dense', 'dgc 99', 'dense', { atLeast: -MNIST_TOLERANCE }),
    against('dgc-dropping', 'dgc 99.9', 'dropping', { published: 0.0112, atLeast: 0 }),
    ratio('ratio-99.9', 'dgc 99.9', { atLeast: 100, atMost: 667 }),
    ratio('ratio-99', 'dgc 99'),
    {
      id: 'ratio-whole',
      label: `the same over the whole training with its warm-up, ${LABELS['dgc 99.9']}`,
      unit: 'times',
      read: (results) => exchangeOf(results, 'dgc 99.9').totals.compressionRatio,
    },
  ],
  curves: [
    {
      id: 'training',
      label: 'Accuracy on the batches of training',
      x: { label: 'epoch', unit: 'count' },
      y: { label: 'accuracy on training batches', unit: 'share' },
      read: (results) =>
        ARM_NAMES.flatMap((arm) => {
          const { ticks } = exchangeOf(results, arm);
          return [...new Set(ticks.map(({ epoch }) => epoch))].map((epoch) => ({
            series: LABELS[arm],
            x: epoch + 1,
            y: computeMean(ticks.filter((tick) => tick.epoch === epoch).map(({ accuracy }) => accuracy)),
          }));
        }),
    },
  ],
};
