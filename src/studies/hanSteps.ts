import { retrainLenet, type StepInput, trainLenet } from './lenets.ts';
import type { StudySettings } from './study.ts';

/** Numbers of Han's three steps on a LeNet. */
export interface HanSettings extends StudySettings {
  /** Of the first training. */
  readonly epochs: number;
  /** Prunings, each with a retraining behind it. */
  readonly rounds: number;
  readonly retrainEpochs: number;
}

/** Share of each layer's weights that is kept in the end. */
export type KeptShares = Readonly<Record<string, number>>;

/** Shares that Han et al. 2015 keep (tables 2 and 3). */
export const HAN_KEPT = {
  'lenet-300-100': { fc1: 0.08, fc2: 0.09, fc3: 0.26 },
  'lenet-5': { conv1: 0.66, conv2: 0.12, fc1: 0.08, fc2: 0.19 },
} as const satisfies Readonly<Record<string, KeptShares>>;

export const prunedName = (round: number) => `pruned ${round}`;
export const retrainedName = (round: number) => `retrained ${round}`;

/** Training, and then rounds of pruning and retraining; each round keeps the same share of what was left. */
export function listHanSteps(kept: KeptShares, { epochs, rounds, retrainEpochs }: HanSettings): StepInput[] {
  const toAmount = (round: number) => ({
    perLayer: Object.fromEntries(
      Object.entries(kept).map(([layer, share]) => [layer, 1 - share ** (round / rounds)]),
    ),
  });
  return [
    trainLenet(epochs),
    ...Array.from({ length: rounds }, (_, index): StepInput[] => [
      {
        kind: 'prune',
        name: prunedName(index + 1),
        criterion: 'magnitude',
        granularity: 'weight',
        scope: 'perLayer',
        amount: toAmount(index + 1),
      },
      retrainLenet(retrainedName(index + 1), retrainEpochs),
    ]).flat(),
  ];
}
