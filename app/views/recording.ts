import type { TrainStep } from '../../src/index.ts';

/** The checkbox of the train form that a view leads to. */
export const RECORD_CONTROL_ID = 'train-record';

/** Whether a training keeps histograms of gradients and weights. */
export function isRecording(step: TrainStep): boolean {
  return step.record !== undefined;
}

/** The same training, keeping histograms of both or of none. */
export function withRecord(step: TrainStep, on: boolean): TrainStep {
  const { record: _, ...rest } = step;
  return on ? { ...rest, record: ['gradients', 'weights', 'scales'] } : rest;
}
