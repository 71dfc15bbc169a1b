import { describe, expect, it } from 'vitest';
import { stepSchema, type TrainStep } from '../../../src/index.ts';
import {
  hasUsualFalls,
  withLabelRate,
  withOptional,
  withRateSchedule,
  withTeacher,
} from './trainSettings.ts';

const train = (values: object = {}) => stepSchema.parse({ kind: 'train', epochs: 1, ...values }) as TrainStep;
const isValid = (step: TrainStep) => stepSchema.safeParse(step).success;

describe('settings of a training', () => {
  it('come and go without a trace', () => {
    expect(withOptional(train({ mixup: 1 }), 'mixup', undefined)).toEqual(train());
    expect(withOptional(train(), 'validate', { images: 9, every: 3 })).toEqual(
      train({ validate: { images: 9, every: 3 } }),
    );
    expect(withTeacher(train({ distill: { teacher: 'a' } }), null)).toEqual(train());
  });

  it('begin with a temperature and a share, and keep them from teacher to teacher', () => {
    const first = withTeacher(train(), 'start');
    expect(first).toEqual(train({ distill: { teacher: 'start' } }));
    const warmer = { ...first, distill: { ...first.distill!, temperature: 9 } };
    expect(withTeacher(warmer, 'dense').distill).toEqual({ teacher: 'dense', temperature: 9, weight: 0.9 });
  });

  it('refine labels instead of mixing, so that the step stays possible', () => {
    const mixed = train({ distill: { teacher: 'start' }, mixup: 0.2 });
    const refined = withLabelRate(mixed, 1);
    expect(isValid(refined)).toBe(true);
    expect(refined.mixup).toBeUndefined();
    expect(withLabelRate(refined, undefined)).toEqual(train({ distill: { teacher: 'start' } }));
  });

  it('let the rate fall as usual, and leave falls of a recipe as they are', () => {
    const falling = withRateSchedule(train(), 'step');
    expect(falling.schedule).toEqual({ kind: 'step', at: [0.5, 0.75], factor: 0.1 });
    expect(hasUsualFalls(falling)).toBe(true);
    const own = train({ schedule: { kind: 'step', at: [0.3] } });
    expect(hasUsualFalls(own)).toBe(false);
    expect(withRateSchedule(own, 'step')).toBe(own);
    expect(withRateSchedule(own, 'cosine').schedule).toEqual({ kind: 'cosine' });
  });
});
