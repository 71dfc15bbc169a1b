import type { Progress } from '../../../../src/index.ts';
import type { NamedEntry } from './labEntry.ts';
import type { LabRun } from './labStore.ts';

/** An entry set against dense exchange. */
export interface Verdict {
  readonly name: string;
  /** Its test accuracy less that of dense, −1…1. */
  readonly difference: number;
  /** `even`: no further apart than chance lets two equal networks be on so many images. */
  readonly outcome: 'lost' | 'won' | 'even';
  /** Dense bytes over its bytes. */
  readonly compressionRatio: number;
}

export interface LabVerdict {
  /** Test accuracy of dense exchange, 0…1, and the images it was measured on. */
  readonly accuracy: number;
  readonly images: number;
  readonly steps: number;
  readonly others: readonly Verdict[];
  readonly diverged: readonly string[];
}

/** Two standard errors: rarer by chance than once in twenty. */
const STANDARD_ERRORS = 2;

function judgeDifference(own: number, dense: number, images: number): Verdict['outcome'] {
  const deviation = Math.sqrt((own * (1 - own) + dense * (1 - dense)) / Math.max(1, images));
  if (Math.abs(own - dense) <= STANDARD_ERRORS * deviation) return 'even';
  return own < dense ? 'lost' : 'won';
}

/**
 * What the finished entries say: each against dense exchange, with a difference that counts only where it is more than
 * two standard errors of the difference of two shares on so many images. Undefined without a finished dense entry.
 */
export function judgeLab(entries: readonly NamedEntry[]): LabVerdict | undefined {
  const dense = entries.find(({ step, trial }) => step.gradients.rule === 'dense' && trial);
  if (!dense?.trial) return undefined;
  const { accuracy, images } = dense.trial.accuracy;
  const others = entries.flatMap(({ key, name, trial }) => {
    if (key === dense.key || !trial) return [];
    const own = trial.accuracy.accuracy;
    const { compressionRatio } = trial.exchange.totals;
    return [
      { name, difference: own - accuracy, outcome: judgeDifference(own, accuracy, images), compressionRatio },
    ];
  });
  const diverged = entries.filter(({ error }) => error?.code === 'not-a-number').map(({ name }) => name);
  return { accuracy, images, steps: dense.trial.exchange.steps, others, diverged };
}

/** Mean residual age over the whole training, in steps; undefined for rules that hold nothing back. */
export function computeMeanAge({ ticks }: Pick<NamedEntry, 'ticks'>): number | undefined {
  const ages = ticks.flatMap(({ residualAge }) => residualAge?.mean ?? []);
  return ages.length === 0 ? undefined : ages.reduce((sum, age) => sum + age, 0) / ages.length;
}

/**
 * Milliseconds until the whole comparison is done: the rest of this rule at its pace, and for each rule after it the mean
 * of what those tried here took. Undefined where nothing tells yet.
 */
export function estimateRemainingMs(
  run: Pick<LabRun, 'progress' | 'left'>,
  entries: readonly Pick<NamedEntry, 'trial'>[],
): number | undefined {
  const whole = (progress: Progress | null) =>
    progress?.remainingMs === undefined || progress.done >= progress.total
      ? undefined
      : (progress.remainingMs / (progress.total - progress.done)) * progress.total;
  const took = entries.flatMap(({ trial }) => (trial ? [trial.msPerStep * trial.exchange.steps] : []));
  const each = took.length > 0 ? took.reduce((sum, ms) => sum + ms, 0) / took.length : whole(run.progress);
  if (each === undefined) return undefined;
  return (run.progress?.remainingMs ?? each) + run.left * each;
}
