import { onMnist, retrainLenet, type StepInput, trainLenet } from './lenets.ts';
import { HAN_2015 } from './papers.ts';
import type { CurvePoint, Study, StudyResults, StudySettings, StudyValue } from './study.ts';

interface TradeoffSettings extends StudySettings {
  readonly epochs: number;
  readonly retrainEpochs: number;
  /** Shares of all weights pruned, rising. */
  readonly sparsities: readonly number[];
}

/** How a network is trained and retrained: L1 and L2 as penalties, L2 as the decay of the other studies. */
const ARMS = {
  l2: { label: 'L2', regularizer: {}, weightDecay: 5e-4 },
  l1: { label: 'L1', regularizer: { l1: 3e-5 }, weightDecay: 0 },
  none: { label: 'no penalty', regularizer: {}, weightDecay: 0 },
} as const;
type Arm = keyof typeof ARMS;
const ARM_NAMES = Object.keys(ARMS) as Arm[];

const denseName = (arm: Arm) => (arm === 'l2' ? 'trained' : `${arm} trained`);
const cutName = (arm: Arm, sparsity: number) => `${arm} ${sparsity}`;
const retrainedName = (arm: Arm, sparsity: number) => `${arm} ${sparsity} retrained`;
const iterativeName = (sparsity: number) => `iterative ${sparsity}`;
const iterativeRetrained = (sparsity: number) => `iterative ${sparsity} retrained`;

function settingsOf(arm: Arm) {
  const { regularizer, weightDecay } = ARMS[arm];
  return {
    optimizer: { kind: 'momentum' as const, weightDecay },
    ...(arm === 'l1' ? { regularizer } : {}),
  };
}

function cut(name: string, from: string, sparsity: number): StepInput {
  return {
    kind: 'prune',
    name,
    from,
    criterion: 'magnitude',
    granularity: 'weight',
    scope: 'global',
    amount: { sparsity },
  };
}

function listArm(arm: Arm, { epochs, retrainEpochs, sparsities }: TradeoffSettings): StepInput[] {
  return [
    trainLenet(epochs, { name: denseName(arm), from: 'start', ...settingsOf(arm) }),
    ...sparsities.flatMap((sparsity): StepInput[] => [
      cut(cutName(arm, sparsity), denseName(arm), sparsity),
      // Without a penalty only the cut is of interest.
      ...(arm === 'none' ? [] : [retrainLenet(retrainedName(arm, sparsity), retrainEpochs, settingsOf(arm))]),
    ]),
  ];
}

function listIterative({ retrainEpochs, sparsities }: TradeoffSettings): StepInput[] {
  let from = denseName('l2');
  return sparsities.flatMap((sparsity): StepInput[] => {
    const before = from;
    from = iterativeRetrained(sparsity);
    return [
      cut(iterativeName(sparsity), before, sparsity),
      retrainLenet(from, retrainEpochs, settingsOf('l2')),
    ];
  });
}

const ALL_SPARSITIES = [0.5, 0.667, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99] as const;

/** The curves of figure 5 by what each is called. */
const CURVES: readonly {
  readonly series: string;
  readonly nameOf: (sparsity: number) => string;
  readonly arm: Arm;
}[] = [
  ...ARM_NAMES.map((arm) => ({
    series: `${ARMS[arm].label}, cut`,
    nameOf: (sparsity: number) => cutName(arm, sparsity),
    arm,
  })),
  ...(['l2', 'l1'] as const).map((arm) => ({
    series: `${ARMS[arm].label}, retrained`,
    nameOf: (sparsity: number) => retrainedName(arm, sparsity),
    arm,
  })),
  { series: 'L2, iterative', nameOf: iterativeRetrained, arm: 'l2' },
];

function readLosses(results: StudyResults): readonly CurvePoint[] {
  const reader = results('lenet-300-100');
  return CURVES.flatMap(({ series, nameOf, arm }) =>
    ALL_SPARSITIES.filter((sparsity) => reader.has(nameOf(sparsity))).map((sparsity) => ({
      series,
      x: 1 - sparsity,
      y: reader.accuracy(nameOf(sparsity)) - reader.accuracy(denseName(arm)),
    })),
  );
}

/** The least kept share of a series whose loss of accuracy is at most so much; 1 where none is. */
function findLeastKept(results: StudyResults, series: string, loss: number): number {
  const points = readLosses(results).filter((point) => point.series === series);
  const lost = points.findIndex(({ y }) => y < -loss);
  return (lost < 0 ? points.at(-1) : points[lost - 1])?.x ?? 1;
}

/** Accuracy lost, in shares, that still counts as none. */
const FREE = 0.005;

function compare(
  id: string,
  label: string,
  sparsity: number,
  one: (sparsity: number) => string,
  other: (sparsity: number) => string,
): StudyValue {
  return {
    id,
    label: `${label}, at ${Math.round(100 * (1 - sparsity))} % kept`,
    unit: 'points',
    source: 'fig. 5',
    expected: { atLeast: 0 },
    read: (results) => {
      const { has, accuracy } = results('lenet-300-100');
      return has(one(sparsity)) && has(other(sparsity))
        ? accuracy(one(sparsity)) - accuracy(other(sparsity))
        : undefined;
    },
  };
}

/** How far one can go by each way of training and pruning. */
export const HAN_TRADEOFF: Study<TradeoffSettings> = {
  id: 'han-tradeoff',
  papers: [HAN_2015],
  claim:
    'L1 is better right after pruning, L2 after retraining, and pruning in rounds with L2 goes furthest.',
  describe: ({ epochs, retrainEpochs, sparsities }) =>
    `LeNet-300-100 on MNIST, ${epochs} epochs each with L2 (5e-4), with L1 (${ARMS.l1.regularizer.l1}) and without a penalty; all layers ranked together, at ${sparsities.length} sparsities up to ${100 * sparsities.at(-1)!} %; ${retrainEpochs} epochs of retraining at each, from the dense network or, in rounds, from the sparsity before`,
  differences: [
    'The paper shows AlexNet on ImageNet; MNIST is easier, so that every cliff lies at fewer weights kept.',
  ],
  sizes: {
    paper: { epochs: 10, retrainEpochs: 2, sparsities: ALL_SPARSITIES },
    lesson: {
      epochs: 6,
      retrainEpochs: 2,
      sparsities: [0.667, 0.9, 0.95, 0.98],
      trainSize: 10_000,
      testSize: 2000,
    },
  },
  createRecipes: (settings, seed) => ({
    'lenet-300-100': onMnist('lenet-300-100', settings, seed, [
      ...ARM_NAMES.flatMap((arm) => listArm(arm, settings)),
      ...listIterative(settings),
    ]),
  }),
  values: [
    compare(
      'l1-cut',
      'right after pruning: L1 less L2',
      0.95,
      (s) => cutName('l1', s),
      (s) => cutName('l2', s),
    ),
    compare(
      'l2-retrained',
      'after retraining: L2 less L1',
      0.95,
      (s) => retrainedName('l2', s),
      (s) => retrainedName('l1', s),
    ),
    compare('iterative', 'L2 in rounds less L2 at once', 0.98, iterativeRetrained, (s) =>
      retrainedName('l2', s),
    ),
    {
      id: 'free-cut',
      label: `least kept share within ${100 * FREE} points, L2 without retraining`,
      unit: 'share',
      source: 'fig. 5',
      expected: { published: 0.333, atMost: 0.5 },
      read: (results) => findLeastKept(results, 'L2, cut', FREE),
    },
    {
      id: 'free-retrained',
      label: `least kept share within ${100 * FREE} points, L2 with retraining`,
      unit: 'share',
      source: 'fig. 5',
      expected: { published: 0.1, atMost: 0.1 + 1e-9 },
      read: (results) => findLeastKept(results, 'L2, retrained', FREE),
    },
    {
      id: 'retraining-further',
      label: 'least kept share without retraining over that with it',
      unit: 'times',
      source: 'fig. 5',
      expected: { published: 3.3, atLeast: 1 + 1e-9 },
      read: (results) =>
        findLeastKept(results, 'L2, cut', FREE) / findLeastKept(results, 'L2, retrained', FREE),
    },
  ],
  curves: [
    {
      id: 'tradeoff',
      label: 'Accuracy lost by kept weights',
      source: 'fig. 5',
      x: { label: 'kept weights', unit: 'share', scale: 'log' },
      y: { label: 'accuracy less that of the dense network', unit: 'points' },
      read: readLosses,
    },
  ],
};
