import { AppError } from '../base/errors.ts';

/** Fewer timed runs than this say little of a median and nothing of its 10th and 90th percentile. */
export const LEAST_RUNS = 20;

/** Throws `step-impossible` for fewer than 20 runs, or no whole number of them. */
export function checkRuns(runs: number): void {
  if (Number.isInteger(runs) && runs >= LEAST_RUNS) return;
  throw new AppError('step-impossible', `too few timed runs: ${runs} (expected ${LEAST_RUNS} or more)`, {
    runs,
  });
}
