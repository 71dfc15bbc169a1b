import type { TrainStep } from '../../../src/index.ts';

/** Settings of a training that the form always shows, or that are none of its matter. */
type SeenSetting =
  | 'kind'
  | 'name'
  | 'from'
  | 'note'
  | 'epochs'
  | 'steps'
  | 'batchSize'
  | 'optimizer'
  | 'learningRate'
  | 'record';

interface UnseenSetting {
  /** True where the training has it. */
  readonly isSet: (step: TrainStep) => boolean;
  /** The same training without it. */
  readonly without: (step: TrainStep) => TrainStep;
}

/** A setting that is there or is not. */
function optional(key: keyof TrainStep): UnseenSetting {
  return {
    isSet: (step) => step[key] !== undefined && step[key] !== false,
    without: (step) => {
      const { [key]: _, ...rest } = step;
      return rest as TrainStep;
    },
  };
}

const NO_PENALTIES: TrainStep['regularizer'] = { l1: 0, l2: 0, slimming: 0, groupLasso: 0 };

/**
 * What a draft may hold without a field in sight, set behind a closed line or brought along from a view or a recipe: each is
 * told, and can be taken out. A setting of the schema that is in neither list does not compile.
 */
const UNSEEN = {
  gradients: optional('gradients'),
  schedule: {
    isSet: ({ schedule }) => schedule.kind !== 'constant',
    without: (step) => ({ ...step, schedule: { kind: 'constant' } }),
  },
  regularizer: {
    isSet: ({ regularizer }) => Object.values(regularizer).some((strength) => strength > 0),
    without: (step) => ({ ...step, regularizer: NO_PENALTIES }),
  },
  distill: optional('distill'),
  mixup: optional('mixup'),
  scaleDropout: optional('scaleDropout'),
  validate: optional('validate'),
  stopAfter: optional('stopAfter'),
} as const satisfies Record<Exclude<keyof TrainStep, SeenSetting>, UnseenSetting>;

export type UnseenKey = keyof typeof UNSEEN;

/** What a training holds without a field in sight, in a fixed order. */
export function listUnseen(step: TrainStep): UnseenKey[] {
  return (Object.keys(UNSEEN) as UnseenKey[]).filter((key) => UNSEEN[key].isSet(step));
}

/** The same training without one of them. */
export function withoutUnseen(step: TrainStep, key: UnseenKey): TrainStep {
  return UNSEEN[key].without(step);
}

/** Why workers cannot exchange the gradients of this training; undefined where they can, or where there are none. */
export function exchangeProblem({
  gradients,
  optimizer,
  batchSize,
}: TrainStep): 'optimizer' | 'batchSize' | undefined {
  if (!gradients) return undefined;
  if (optimizer.kind !== 'sgd' && optimizer.kind !== 'momentum') return 'optimizer';
  return batchSize % gradients.workers === 0 ? undefined : 'batchSize';
}
