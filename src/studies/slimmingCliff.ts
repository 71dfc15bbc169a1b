import type { RecipeInput } from '../recipe/schema.ts';
import type { StepInput, TrainInput } from './lenets.ts';
import { LIU_2017 } from './papers.ts';
import { buildSmallVgg } from './smallVgg.ts';
import type { CurvePoint, Study, StudyResults, StudySettings } from './study.ts';

interface CliffSettings extends StudySettings {
  readonly trainSize: number;
  readonly epochs: number;
  readonly fineTuneEpochs: number;
  /** λ, the weight of Σ|γ|. */
  readonly strength: number;
}

const RATIOS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] as const;
/** Pruning ratios that are fine-tuned too. */
const TUNED = [0.5, 0.7] as const;
const ARMS = { sparse: 'with penalty', plain: 'without penalty' } as const;
type Arm = keyof typeof ARMS;
const ARM_NAMES = Object.keys(ARMS) as Arm[];

const cutName = (arm: Arm, ratio: number) => `${arm} ${ratio}`;
const tunedName = (ratio: number) => `tuned ${ratio}`;

function train(name: string, from: string, epochs: number, slimming: number, rate: number): TrainInput {
  return {
    kind: 'train',
    name,
    from,
    epochs,
    batchSize: 64,
    optimizer: { kind: 'nesterov', weightDecay: 1e-4 },
    learningRate: rate,
    schedule: { kind: 'cosine' },
    ...(slimming > 0 ? { regularizer: { slimming } } : {}),
  };
}

function listSteps({ epochs, fineTuneEpochs, strength }: CliffSettings): StepInput[] {
  return [
    ...ARM_NAMES.flatMap((arm): StepInput[] => [
      train(arm, 'start', epochs, arm === 'sparse' ? strength : 0, 0.02),
      ...RATIOS.map(
        (sparsity): StepInput => ({
          kind: 'prune',
          name: cutName(arm, sparsity),
          from: arm,
          criterion: 'batchNormScale',
          granularity: 'filter',
          scope: 'global',
          amount: { sparsity },
        }),
      ),
    ]),
    ...TUNED.flatMap((ratio): StepInput[] => [
      { kind: 'compact', name: `compacted ${ratio}`, from: cutName('sparse', ratio) },
      train(tunedName(ratio), `compacted ${ratio}`, fineTuneEpochs, 0, 0.01),
    ]),
  ];
}

function createRecipe(settings: CliffSettings, seed: number): RecipeInput {
  const { trainSize, testSize = 2000 } = settings;
  return {
    version: 1,
    seed,
    dataset: { name: 'cifar-10', trainSize, testSize },
    network: { spec: buildSmallVgg() } as RecipeInput['network'],
    steps: listSteps(settings),
  };
}

const accuracy = (results: StudyResults, snapshot: string) => results('vgg').accuracy(snapshot);

/** Accuracy lost, in shares, that still counts as flat. */
const FLAT = 0.01;

/** The largest ratio up to which no more than that is lost; 0 where there is none. */
function findEdge(results: StudyResults, arm: Arm): number {
  const isLost = (ratio: number) => accuracy(results, cutName(arm, ratio)) < accuracy(results, arm) - FLAT;
  const lost = RATIOS.findIndex(isLost);
  return lost < 0 ? RATIOS.at(-1)! : (RATIOS[lost - 1] ?? 0);
}

function readCurve(results: StudyResults): readonly CurvePoint[] {
  return [
    ...ARM_NAMES.flatMap((arm) => [
      { series: ARMS[arm], x: 0, y: accuracy(results, arm) },
      ...RATIOS.map((ratio) => ({ series: ARMS[arm], x: ratio, y: accuracy(results, cutName(arm, ratio)) })),
    ]),
    ...TUNED.map((ratio) => ({
      series: 'with penalty, fine-tuned',
      x: ratio,
      y: accuracy(results, tunedName(ratio)),
    })),
  ];
}

/** Nothing happens for long, and then all at once. */
export const SLIMMING_CLIFF: Study<CliffSettings> = {
  id: 'slimming-cliff',
  papers: [LIU_2017],
  claim:
    'After training with a penalty on the scales, half of the channels can go for nothing; beyond lies a cliff, and fine-tuning brings back what fell off it.',
  describe: ({ epochs, fineTuneEpochs, strength, trainSize }) =>
    `a VGG of 16-32-64 filters with batch normalisation on ${trainSize} images of CIFAR-10; ${epochs} epochs of Nesterov momentum without and with λ = ${strength}, batches of 64, a learning rate from 0.02 down along a cosine; all channels ranked together by |γ|; ${fineTuneEpochs} epochs of fine-tuning at ${TUNED.map((ratio) => `${100 * ratio} %`).join(' and ')}`,
  differences: [
    'The paper trains VGG-19 for 160 epochs on 50,000 images with λ = 1e-4; so much less training needs a much larger λ for scales to fall. The accuracies by ratio are those of public code.',
    'Rate and λ were set after trials with seed 1: at a rate of 0.1 the network learned nothing, and smaller λ made no difference to how far it could be pruned.',
  ],
  sizes: {
    paper: { epochs: 5, fineTuneEpochs: 3, strength: 0.02, trainSize: 8000 },
    lesson: { epochs: 5, fineTuneEpochs: 2, strength: 0.03, trainSize: 4000, testSize: 1000 },
  },
  createRecipes: (settings, seed) => ({ vgg: createRecipe(settings, seed) }),
  values: [
    ...ARM_NAMES.map((arm) => ({
      id: `accuracy-${arm}`,
      label: `accuracy of the whole network, trained ${ARMS[arm]}`,
      unit: 'share' as const,
      read: (results: StudyResults) => accuracy(results, arm),
    })),
    {
      id: 'edge',
      label: 'share of channels that goes within one point, trained with penalty',
      unit: 'share',
      source: 'public code, VGG-19',
      expected: { published: 0.5 },
      read: (results) => findEdge(results, 'sparse'),
    },
    {
      id: 'edge-further',
      label: 'the same, with penalty less without',
      unit: 'points',
      expected: { atLeast: 0 },
      read: (results) => findEdge(results, 'sparse') - findEdge(results, 'plain'),
    },
    {
      id: 'fallen',
      label: 'accuracy left over that before, 70 % of the channels pruned',
      unit: 'share',
      source: 'official code, VGG-19',
      expected: { published: 0.349, atMost: 0.5 },
      read: (results) => accuracy(results, cutName('sparse', 0.7)) / accuracy(results, 'sparse'),
    },
    {
      id: 'recovered',
      label: 'accuracy after fine-tuning at 70 % less that before pruning',
      unit: 'points',
      source: 'official code, VGG-19',
      expected: { published: 0.0048, atLeast: -0.02 },
      read: (results) => accuracy(results, tunedName(0.7)) - accuracy(results, 'sparse'),
    },
  ],
  curves: [
    {
      id: 'cliff',
      label: 'Accuracy by share of channels pruned',
      source: 'official code, VGG-19',
      x: { label: 'channels pruned', unit: 'share' },
      y: { label: 'accuracy', unit: 'share' },
      read: readCurve,
    },
  ],
};
