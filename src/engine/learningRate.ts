import type { LearningRateSchedule } from './engine.ts';

/**
 * Learning rate of the step with index `step` (0 first) in a run of `steps`.
 *
 * `step` schedules multiply by their factor from the step on at which the share of the run has been done;
 * `cosine` is η/2 · (1 + cos(π · step / steps)) (Loshchilov & Hutter 2017, equation 5 with η_min = 0 and one period).
 */
export function computeLearningRate(
  base: number,
  schedule: LearningRateSchedule,
  step: number,
  steps: number,
): number {
  switch (schedule.kind) {
    case 'constant':
      return base;
    case 'step':
      return base * schedule.factor ** schedule.at.filter((share) => step >= share * steps).length;
    case 'cosine':
      return (base / 2) * (1 + Math.cos((Math.PI * step) / steps));
    default:
      return schedule satisfies never;
  }
}
