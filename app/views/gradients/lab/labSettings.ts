import type { ExchangeRuleId, TrainStep } from '../../../../src/index.ts';
import { DEFAULT_DRAFTS } from '../../../store/defaults.ts';

/** What the lab is to try. */
export interface LabSettings {
  /** Fresh weights of the network in place of those of A. */
  readonly fresh: boolean;
  readonly workers: number;
  /** Images of all workers together. */
  readonly batchSize: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly momentum: number;
  readonly sparsity: number;
  readonly rules: readonly ExchangeRuleId[];
  /** The next four are DGC's. */
  readonly momentumCorrection: boolean;
  readonly clipping: boolean;
  readonly factorMasking: boolean;
  readonly warmUp: boolean;
}

/** Norm to which all workers' gradients together are clipped, where they are. */
export const CLIP_NORM = 1;
export const MOST_WORKERS = 16;

export const FIRST_SETTINGS: LabSettings = {
  fresh: true,
  workers: 4,
  batchSize: 128,
  steps: 150,
  learningRate: 0.1,
  momentum: 0.9,
  sparsity: 0.99,
  rules: ['dense', 'threshold', 'dgc'],
  momentumCorrection: true,
  clipping: false,
  factorMasking: true,
  warmUp: false,
};

type ExchangeStep = TrainStep & { readonly gradients: NonNullable<TrainStep['gradients']> };

function toGradients(settings: LabSettings, rule: ExchangeRuleId): ExchangeStep['gradients'] {
  const { workers, sparsity, momentumCorrection, clipping, factorMasking, warmUp } = settings;
  if (rule === 'dense' || rule === 'terngrad') return { rule, workers };
  if (rule !== 'dgc') return { rule, workers, sparsity };
  const localClipping = clipping && CLIP_NORM;
  return { rule, workers, sparsity, momentumCorrection, localClipping, factorMasking, warmUp };
}

/** The train step that one rule is: what is tried, and what goes into the recipe. */
export function toTrainStep(settings: LabSettings, rule: ExchangeRuleId): ExchangeStep {
  const { batchSize, steps, learningRate, momentum } = settings;
  const first = DEFAULT_DRAFTS.train as TrainStep;
  const { epochs: _, ...rest } = first;
  const kind = momentum > 0 ? 'momentum' : 'sgd';
  return {
    ...rest,
    steps,
    batchSize,
    learningRate,
    optimizer: { ...first.optimizer, kind, ...(momentum > 0 ? { momentum } : {}) },
    gradients: toGradients(settings, rule),
  };
}

/** The nearest batches below and above that the workers can share equally. */
export function nearestBatches(batchSize: number, workers: number): readonly number[] {
  const below = Math.floor(batchSize / workers) * workers;
  return [below, below + workers].filter((size) => size >= workers);
}

export type LabProblem = 'batch' | 'rules';

/** Why nothing can be tried; undefined where it can. */
export function findProblem({ batchSize, workers, rules }: LabSettings): LabProblem | undefined {
  if (batchSize % workers !== 0) return 'batch';
  return rules.length === 0 ? 'rules' : undefined;
}
