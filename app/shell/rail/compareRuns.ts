import type { RunNumbers } from '../../store/labState.ts';

/** How two runs of the same step stand to each other: equal to the last digit, or by what they differ. */
export type RunComparison =
  | { readonly kind: 'same' }
  /** The accuracy, or the weights that were kept; the difference is that of the accuracy, after − before. */
  | { readonly kind: 'other'; readonly difference: number }
  | { readonly kind: 'lossOnly' };

/** Compares all that is told of two runs; numbers count as equal only where they are so exactly. */
export function compareRuns(before: RunNumbers, after: RunNumbers): RunComparison {
  if (before.accuracy !== after.accuracy || before.keptWeights !== after.keptWeights) {
    return { kind: 'other', difference: after.accuracy - before.accuracy };
  }
  return before.loss === after.loss ? { kind: 'same' } : { kind: 'lossOnly' };
}
