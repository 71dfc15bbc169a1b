import type { TrainStep } from '../../../src/index.ts';

type OptionalKey = 'distill' | 'mixup' | 'validate' | 'scaleDropout';

/** The training with an optional setting, or without it. */
export function withOptional<K extends OptionalKey>(
  step: TrainStep,
  key: K,
  value: TrainStep[K] | undefined,
): TrainStep {
  const { [key]: _, ...rest } = step;
  return (value === undefined ? rest : { ...rest, [key]: value }) as TrainStep;
}

/** A teacher as the form begins with it; refining its answers and mixing images exclude each other. */
export function withTeacher(step: TrainStep, teacher: string | null): TrainStep {
  if (teacher === null) return withOptional(step, 'distill', undefined);
  const { distill = { temperature: 4, weight: 0.9 } } = step;
  return { ...step, distill: { ...distill, teacher } };
}

/** The training whose teacher's logits are refined at a rate, or stay as they are. */
export function withLabelRate(step: TrainStep, labelRate: number | undefined): TrainStep {
  if (!step.distill) return step;
  const { labelRate: _, ...distill } = step.distill;
  if (labelRate === undefined) return { ...step, distill };
  return { ...withOptional(step, 'mixup', undefined), distill: { ...distill, labelRate } };
}

/** The falls of the rate that the form offers: to a tenth after half, and again after three quarters. */
const USUAL_FALLS = { kind: 'step', at: [0.5, 0.75], factor: 0.1 } as const;

export function withRateSchedule(step: TrainStep, kind: TrainStep['schedule']['kind']): TrainStep {
  if (kind === step.schedule.kind) return step;
  return { ...step, schedule: kind === 'step' ? { ...USUAL_FALLS, at: [...USUAL_FALLS.at] } : { kind } };
}

/** True where the falls are those that the form offers. */
export function hasUsualFalls({ schedule }: TrainStep): boolean {
  return (
    schedule.kind !== 'step' ||
    (schedule.at.join() === USUAL_FALLS.at.join() && schedule.factor === USUAL_FALLS.factor)
  );
}
