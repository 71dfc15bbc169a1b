import { HAN_KEPT, type HanSettings, listHanSteps, prunedName, retrainedName } from './hanSteps.ts';
import { onMnist } from './lenets.ts';
import { computeCentre } from './maskCentre.ts';
import { HAN_2015 } from './papers.ts';
import { MNIST_TOLERANCE, near, type Study, type StudyResults, type StudyValue } from './study.ts';
import { computeValley } from './valley.ts';

type LeNet = keyof typeof HAN_KEPT;

/** What the paper's tables say of a LeNet. */
interface Published {
  readonly id: Study['id'];
  readonly preset: LeNet;
  readonly table: string;
  /** Errors in shares. */
  readonly baseError: number;
  readonly prunedError: number;
  /** Kept weights by the percentages of the table, exact. */
  readonly keptWeights: number;
  readonly more?: readonly StudyValue[];
  readonly sizes: Study<HanSettings>['sizes'];
}

const MEASURED = ['trained', 'pruned', 'retrained'] as const;

/** The last round, told by the result, so that it can be read of any size. */
function lastRound(results: StudyResults): number {
  const { has } = results('pruned');
  let round = 1;
  while (has(retrainedName(round + 1))) round++;
  return round;
}

const last = (results: StudyResults) => retrainedName(lastRound(results));

function valueOfValley(
  phase: (typeof MEASURED)[number],
  label: string,
  expected: NonNullable<StudyValue['expected']>,
): StudyValue {
  return {
    id: `valley-${phase}`,
    label,
    unit: 'times',
    source: 'fig. 7',
    expected,
    read: (results) => {
      const histograms = results('pruned').measured(`${phase} histogram`, 'histogram');
      return computeValley(histograms.find(({ layer }) => layer === 'fc1')!);
    },
  };
}

function valueOfMask(
  part: 'middle' | 'border',
  label: string,
  expected?: NonNullable<StudyValue['expected']>,
): StudyValue {
  return {
    id: `mask-${part}`,
    label,
    unit: 'share',
    source: 'fig. 4',
    ...(expected ? { expected } : {}),
    read: (results) =>
      computeCentre(results('pruned').measured('retrained histogram', 'weights').firstLayer)?.[part],
  };
}

function createStudy({
  id,
  preset,
  table,
  baseError,
  prunedError,
  keptWeights,
  more = [],
  sizes,
}: Published): Study<HanSettings> {
  const kept = HAN_KEPT[preset];
  return {
    id,
    papers: [HAN_2015],
    claim: `A twelfth of the weights of ${preset} is enough for the error it had before, when what is left is retrained.`,
    describe: ({ epochs, rounds, retrainEpochs }) =>
      `${preset} on MNIST; ${epochs} epochs of momentum descent with L2 (5e-4) from a learning rate of 0.1; ${rounds} rounds of pruning by magnitude to ${Object.entries(
        kept,
      )
        .map(([layer, share]) => `${layer} ${Math.round(100 * share)} %`)
        .join(', ')}, ${retrainEpochs} epochs of retraining after each from a tenth of it`,
    differences: [
      'The paper finds the shares of the layers by a threshold for each, a multiple of its standard deviation; here they are the shares that it reports.',
      'Fewer epochs than the paper, whose base networks are trained by Caffe’s own settings.',
    ],
    sizes,
    createRecipes: (settings, seed) => ({
      pruned: onMnist(preset, settings, seed, [
        ...listHanSteps(kept, settings),
        ...MEASURED.map((phase) => ({
          kind: 'measure' as const,
          name: `${phase} histogram`,
          from:
            phase === 'trained'
              ? 'trained'
              : (phase === 'pruned' ? prunedName : retrainedName)(settings.rounds),
          what: ['histogram' as const, ...(phase === 'retrained' ? (['weights'] as const) : [])],
        })),
      ]),
    }),
    values: [
      {
        id: 'base-error',
        label: 'error of the dense network',
        unit: 'share',
        source: 'table 1',
        expected: near(baseError, MNIST_TOLERANCE),
        read: (results) => results('pruned').error('trained'),
      },
      {
        id: 'cut-error',
        label: 'error right after the last pruning',
        unit: 'share',
        read: (results) => results('pruned').error(prunedName(lastRound(results))),
      },
      {
        id: 'pruned-error',
        label: 'error after the last retraining',
        unit: 'share',
        source: 'table 1',
        expected: near(prunedError, MNIST_TOLERANCE),
        read: (results) => results('pruned').error(last(results)),
      },
      {
        id: 'loss',
        label: 'error after retraining less that of the dense network',
        unit: 'points',
        source: 'table 1',
        expected: { published: prunedError - baseError, atMost: MNIST_TOLERANCE },
        read: (results) => results('pruned').error(last(results)) - results('pruned').error('trained'),
      },
      {
        id: 'kept-weights',
        label: 'weights kept',
        unit: 'count',
        source: table,
        expected: near(keptWeights, 0),
        read: (results) => results('pruned').keptWeights(last(results)),
      },
      {
        id: 'compression',
        label: 'weights over kept weights',
        unit: 'times',
        source: 'table 1',
        expected: near(12, 0.5),
        read: (results) => 1 / results('pruned').keptShare(last(results)),
      },
      valueOfValley('trained', 'weights of fc1 around 0 over those of its lower side peak, trained', {
        atLeast: 1,
      }),
      valueOfValley('pruned', 'the same after the last pruning: a hole', { atMost: 0 }),
      valueOfValley('retrained', 'the same after retraining: two peaks', { atMost: 0.5 }),
      ...more,
    ],
    curves: [
      {
        id: 'rounds',
        label: 'Error before and after each retraining',
        x: { label: 'kept weights', unit: 'share', scale: 'log' },
        y: { label: 'error', unit: 'share', scale: 'log' },
        read: (results) => {
          const reader = results('pruned');
          const at = (series: string, snapshot: string) => ({
            series,
            x: reader.keptShare(snapshot),
            y: reader.error(snapshot),
          });
          const rounds = Array.from({ length: lastRound(results) }, (_, index) => index + 1);
          return [
            at('retrained', 'trained'),
            ...rounds.flatMap((round) => [
              at('cut', prunedName(round)),
              at('retrained', retrainedName(round)),
            ]),
          ];
        },
      },
    ],
  };
}

/** Han's three steps on LeNet-300-100. */
export const HAN_LENET_300_100 = createStudy({
  id: 'han-lenet-300-100',
  preset: 'lenet-300-100',
  table: 'table 2',
  baseError: 0.0164,
  prunedError: 0.0159,
  keptWeights: 21_776,
  more: [
    valueOfMask('middle', 'share kept of the weights of fc1 that read the middle of the image'),
    valueOfMask('border', 'the same of its border: nearly empty', { atMost: 0.01 }),
  ],
  sizes: {
    paper: { epochs: 10, rounds: 3, retrainEpochs: 5 },
    lesson: { epochs: 6, rounds: 2, retrainEpochs: 3, trainSize: 10_000, testSize: 2000 },
  },
});

/** Han's three steps on LeNet-5. */
export const HAN_LENET_5 = createStudy({
  id: 'han-lenet-5',
  preset: 'lenet-5',
  table: 'table 3',
  baseError: 0.008,
  prunedError: 0.0077,
  keptWeights: 36_280,
  sizes: {
    paper: { epochs: 4, rounds: 2, retrainEpochs: 1.5 },
    lesson: { epochs: 3, rounds: 2, retrainEpochs: 1, trainSize: 6000, testSize: 2000 },
  },
});
