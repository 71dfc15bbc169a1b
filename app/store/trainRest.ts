import type { TrainStep } from '../../src/index.ts';
import type { TrainingChange } from './labState.ts';

/** The training with other settings. */
export function changeStep(step: TrainStep, { learningRate, slimming }: TrainingChange): TrainStep {
  return {
    ...step,
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(slimming === undefined ? {} : { regularizer: { ...step.regularizer, slimming } }),
  };
}

/**
 * The training that does what is left of one of `total` batches after `ran`, with other settings.
 *
 * A schedule goes on with what of it is still to come, the rate being that of its first batch: a new one, or the one it
 * had come to; cosine falls from there to 0 over the rest. Undefined where nothing is left.
 */
export function toRestOfTraining(
  step: TrainStep,
  ran: number,
  total: number,
  change: TrainingChange,
  rateNow = step.learningRate,
): TrainStep | undefined {
  const left = total - ran;
  if (left <= 0) return undefined;
  const { epochs: _epochs, stopAfter, name: _name, from: _from, note: _note, ...rest } = step;
  const stop = stopAfter === undefined ? undefined : stopAfter - ran;
  if (stop !== undefined && stop <= 0) return undefined;
  return {
    ...changeStep(rest, { learningRate: rateNow, ...change }),
    steps: left,
    schedule: restOfSchedule(step.schedule, ran, total),
    ...(stop === undefined ? {} : { stopAfter: stop }),
  };
}

function restOfSchedule(schedule: TrainStep['schedule'], ran: number, total: number): TrainStep['schedule'] {
  if (schedule.kind !== 'step') return schedule;
  const at = schedule.at
    .map((share) => (share * total - ran) / (total - ran))
    // What has passed is in the rate that goes on.
    .filter((share) => share > 0);
  return at.length === 0 ? { kind: 'constant' } : { ...schedule, at };
}

/** Batches that a training did, by the step as it really ran; all where it was not ended early. */
export function countRan(before: TrainStep, ran: TrainStep, total: number): number {
  if (ran.stopAfter !== undefined && ran.stopAfter !== before.stopAfter) return ran.stopAfter;
  return ran.steps !== undefined && ran.steps !== before.steps ? ran.steps : (before.stopAfter ?? total);
}
