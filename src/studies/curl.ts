import type { RecipeInput } from '../recipe/schema.ts';
import type { StepInput, TrainInput } from './lenets.ts';
import { LUO_2020 } from './papers.ts';
import type { Study, StudyResults, StudySettings, StudyValue } from './study.ts';

interface CurlSettings extends StudySettings {
  readonly epochs: number;
  readonly fineTuneEpochs: number;
  /** Images by which channels are judged. */
  readonly proxyImages: number;
}

const PRESET = 'resnet-bottleneck-mini';
/** Share of the multiply-accumulates that both shapes keep. */
const KEPT_MACS = 0.4;
/** A group keeps at least this share of its channels (the authors' code). */
const MOST_PRUNED = 0.7;

const STAGES = [1, 2, 3];
const BLOCKS = [1, 2];
/** Both inner convolutions of every bottleneck. */
const INNER = STAGES.flatMap((stage) =>
  BLOCKS.flatMap((block) => [1, 2].map((number) => `s${stage}b${block}_conv${number}`)),
);

const SHAPES = { hourglass: INNER, wallet: undefined } as const;
type Shape = keyof typeof SHAPES;
const SHAPE_NAMES = Object.keys(SHAPES) as Shape[];

function train(name: string, from: string, epochs: number, learningRate: number): TrainInput {
  return {
    kind: 'train',
    name,
    from,
    epochs,
    batchSize: 64,
    optimizer: 'adam',
    learningRate,
    schedule: { kind: 'cosine' },
  };
}

function listShape(shape: Shape, { fineTuneEpochs, proxyImages }: CurlSettings): StepInput[] {
  const layers = SHAPES[shape];
  return [
    {
      kind: 'prune',
      name: shape,
      from: 'trained',
      criterion: 'kl',
      granularity: 'filter',
      scope: 'budget',
      amount: { keptMacs: KEPT_MACS },
      limits: { maxSparsity: MOST_PRUNED },
      images: proxyImages,
      ...(layers ? { layers: [...layers] } : {}),
    },
    { kind: 'compact', name: `${shape} compacted` },
    train(`${shape} tuned`, `${shape} compacted`, fineTuneEpochs, 0.001),
  ];
}

/** The fine-tuning again with the whole network as a teacher, and after it with its answers refined. */
function listTaught({ fineTuneEpochs }: CurlSettings): StepInput[] {
  const teacher = 'trained';
  return [
    {
      ...train('wallet taught', 'wallet compacted', fineTuneEpochs, 0.001),
      distill: { teacher, temperature: 2, weight: 0.5 },
      mixup: 1,
    },
    {
      ...train('wallet refined', 'wallet taught', 1, 0.0001),
      distill: { teacher, temperature: 2, weight: 0.5, labelRate: 1 },
    },
  ];
}

function createRecipe(settings: CurlSettings, seed: number): RecipeInput {
  const { epochs, trainSize = 10_000, testSize = 2000 } = settings;
  return {
    version: 1,
    seed,
    dataset: { name: 'cifar-10', trainSize, testSize },
    network: { preset: PRESET },
    steps: [
      train('trained', 'start', epochs, 0.003),
      ...SHAPE_NAMES.flatMap((shape) => listShape(shape, settings)),
      ...listTaught(settings),
    ],
  };
}

const at = (results: StudyResults, snapshot: string) => results(PRESET).at(snapshot);

function listOfShape(shape: Shape): readonly StudyValue[] {
  const whole = (results: StudyResults) => at(results, 'trained').totals;
  const small = (results: StudyResults) => at(results, `${shape} compacted`).totals;
  return [
    {
      id: `${shape}-macs`,
      label: `multiply-accumulates left, ${shape}`,
      unit: 'share',
      read: (results) => small(results).macs / whole(results).macs,
    },
    {
      id: `${shape}-weights`,
      label: `weights left, ${shape}`,
      unit: 'share',
      read: (results) => small(results).weights / whole(results).weights,
    },
    {
      id: `${shape}-accuracy`,
      label: `accuracy after fine-tuning, ${shape}`,
      unit: 'share',
      read: (results) => at(results, `${shape} tuned`).accuracy,
    },
  ];
}

/** Where to prune a residual network. */
export const CURL: Study<CurlSettings> = {
  id: 'curl',
  papers: [LUO_2020],
  claim:
    'At equal arithmetic a residual network pruned inside and outside of its blocks (a wallet) is at least as accurate as one pruned inside alone (an hourglass), and smaller.',
  describe: ({ epochs, fineTuneEpochs, proxyImages, trainSize = 10_000 }) =>
    `${PRESET} on ${trainSize} images of CIFAR-10, ${epochs} epochs of Adam; channels ranked together by the KL divergence of the predictions on ${proxyImages} images; ${100 * KEPT_MACS} % of the multiply-accumulates kept, at least ${Math.round(100 * (1 - MOST_PRUNED))} % of each group; ${fineTuneEpochs} epochs of fine-tuning`,
  differences: [
    'The paper prunes ResNet-50 of ImageNet, and fine-tunes on data expanded six times; here mixup, teacher and refined labels work on the images as they are, and on the wallet alone.',
  ],
  sizes: {
    paper: { epochs: 5, fineTuneEpochs: 3, proxyImages: 128, trainSize: 8000 },
    lesson: { epochs: 2, fineTuneEpochs: 1, proxyImages: 64, trainSize: 2000, testSize: 500 },
  },
  createRecipes: (settings, seed) => ({ [PRESET]: createRecipe(settings, seed) }),
  values: [
    {
      id: 'accuracy',
      label: 'accuracy of the whole network',
      unit: 'share',
      read: (results) => results(PRESET).accuracy('trained'),
    },
    ...SHAPE_NAMES.flatMap(listOfShape),
    {
      id: 'wallet-accuracy-gain',
      label: 'accuracy after fine-tuning, wallet less hourglass',
      unit: 'points',
      source: 'hourglass and wallet',
      expected: { atLeast: 0 },
      read: (results) => at(results, 'wallet tuned').accuracy - at(results, 'hourglass tuned').accuracy,
    },
    ...(['taught', 'refined'] as const).map(
      (way): StudyValue => ({
        id: `wallet-${way}-gain`,
        label: {
          taught:
            'accuracy with mixup and the whole network as a teacher less that of plain fine-tuning, wallet',
          refined: 'the same, after an epoch in which the labels are refined',
        }[way],
        unit: 'points',
        read: (results) => at(results, `wallet ${way}`).accuracy - at(results, 'wallet tuned').accuracy,
      }),
    ),
    {
      id: 'wallet-smaller',
      label: 'weights of the hourglass over those of the wallet',
      unit: 'times',
      source: 'hourglass and wallet',
      expected: { atLeast: 1 },
      read: (results) =>
        at(results, 'hourglass compacted').totals.weights / at(results, 'wallet compacted').totals.weights,
    },
  ],
  curves: [],
};
