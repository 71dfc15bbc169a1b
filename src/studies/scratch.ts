import { onMnist, retrainLenet, type StepInput, trainLenet } from './lenets.ts';
import { LIU_2019 } from './papers.ts';
import {
  MNIST_TOLERANCE,
  type Study,
  type StudyResults,
  type StudySettings,
  type StudyValue,
} from './study.ts';

interface ScratchSettings extends StudySettings {
  readonly epochs: number;
  readonly fineTuneEpochs: number;
}

const PRESET = 'lenet-300-100';
/** Shares of the neurons that go. */
const PRUNED = { fc1: 0.7, fc2: 0.5 } as const;
/** Multiply-accumulates of 784-300-100-10 over those of 784-90-50-10. */
const SAVED = 266_200 / 75_560;

const SMALL = ['fine-tuned', 'scratch E', 'scratch B'] as const;

function listSteps({ epochs, fineTuneEpochs }: ScratchSettings): StepInput[] {
  return [
    trainLenet(epochs),
    {
      kind: 'prune',
      name: 'pruned',
      criterion: 'l1',
      granularity: 'filter',
      scope: 'perLayer',
      amount: { perLayer: PRUNED },
    },
    { kind: 'compact', name: 'compacted' },
    retrainLenet('fine-tuned', fineTuneEpochs),
    { kind: 'reinitialize', name: 'fresh', from: 'compacted' },
    trainLenet(epochs, { name: 'scratch E', from: 'fresh' }),
    trainLenet(Math.round(epochs * SAVED), { name: 'scratch B', from: 'fresh' }),
  ];
}

function less(
  one: (typeof SMALL)[number],
  other: (typeof SMALL)[number],
  expected: NonNullable<StudyValue['expected']>,
): StudyValue {
  return {
    id: `${one}-${other}`.replaceAll(' ', '-'),
    label: `accuracy, ${one} less ${other}`,
    unit: 'points',
    source: 'structured pruning',
    expected,
    read: (results: StudyResults) => results(PRESET).accuracy(one) - results(PRESET).accuracy(other),
  };
}

/** Whether the weights that pruning keeps are worth anything. */
export const SCRATCH: Study<ScratchSettings> = {
  id: 'scratch',
  papers: [LIU_2019],
  claim:
    'After structured pruning the smaller network, trained from scratch for as much arithmetic, is as good as the fine-tuned one: its shape is what counts.',
  describe: ({ epochs, fineTuneEpochs }) =>
    `LeNet-300-100 on MNIST, ${epochs} epochs; 70 % and 50 % of the neurons of fc1 and fc2 pruned by L1 and cut out; fine-tuned for ${fineTuneEpochs} epochs from a tenth of the learning rate, or trained from fresh weights for as many epochs (E) and for ${Math.round(epochs * SAVED)} epochs, which is as much arithmetic (B)`,
  differences: ['The paper prunes VGG and ResNet on CIFAR and ImageNet; its tables were not at hand.'],
  sizes: {
    paper: { epochs: 10, fineTuneEpochs: 5 },
    lesson: { epochs: 6, fineTuneEpochs: 3, trainSize: 10_000, testSize: 2000 },
  },
  createRecipes: (settings, seed) => ({ [PRESET]: onMnist(PRESET, settings, seed, listSteps(settings)) }),
  values: [
    {
      id: 'dense-error',
      label: 'error of the dense network',
      unit: 'share',
      read: (results) => results(PRESET).error('trained'),
    },
    ...SMALL.map(
      (name): StudyValue => ({
        id: `error-${name.replace(' ', '-')}`,
        label: `error of the small network, ${name}`,
        unit: 'share',
        read: (results) => results(PRESET).error(name),
      }),
    ),
    less('scratch B', 'fine-tuned', { atLeast: -MNIST_TOLERANCE }),
    less('scratch E', 'fine-tuned', { atLeast: -MNIST_TOLERANCE }),
  ],
  curves: [],
};
