import type { TrainStep } from '../../src/index.ts';

export type LengthKind = 'epochs' | 'steps';

/** A training is as long as so many epochs, or as so many batches. */
export function lengthKind(step: TrainStep): LengthKind {
  return step.epochs === undefined ? 'steps' : 'epochs';
}

export function withLength(step: TrainStep, kind: LengthKind, value: number): TrainStep {
  const { epochs: _epochs, steps: _steps, ...rest } = step;
  return kind === 'epochs' ? { ...rest, epochs: value } : { ...rest, steps: Math.max(1, Math.round(value)) };
}

/** The same training with a tenth of the learning rate, as after pruning. */
export function toFineTune(step: TrainStep): TrainStep {
  return { ...step, learningRate: Number((step.learningRate / 10).toPrecision(3)) };
}
