import { describe, expect, it } from 'vitest';
import { stepSchema, type TrainStep } from '../../../src/index.ts';
import { exchangeProblem, listUnseen, withoutUnseen } from './unseenSettings.ts';

const train = (values: object) =>
  stepSchema.parse({ kind: 'train', epochs: 1, optimizer: 'momentum', ...values }) as TrainStep;

const PLAIN = train({});
const EACH = {
  gradients: { rule: 'dgc', workers: 4 },
  schedule: { kind: 'cosine' },
  regularizer: { slimming: 0.001 },
  distill: { teacher: 'start' },
  mixup: 0.2,
  scaleDropout: true,
  validate: { images: 100 },
  stopAfter: 5,
};

describe('settings without a field', () => {
  it('are none in a training as the form makes it', () => {
    expect(listUnseen(PLAIN)).toEqual([]);
  });

  it.each(Object.entries(EACH))('%s is told, and taken out without a trace', (key, value) => {
    const step = train({ [key]: value });
    expect(listUnseen(step)).toEqual([key]);
    expect(withoutUnseen(step, listUnseen(step)[0]!)).toEqual(PLAIN);
  });

  it('are taken out one by one', () => {
    const step = train({ schedule: { kind: 'cosine' }, stopAfter: 5 });
    expect(withoutUnseen(step, 'schedule')).toEqual(train({ stopAfter: 5 }));
  });

  it('name the field that keeps workers from exchanging gradients', () => {
    const step = train({ gradients: { rule: 'dense', workers: 4 } });
    expect(exchangeProblem(PLAIN)).toBeUndefined();
    expect(exchangeProblem(step)).toBeUndefined();
    expect(exchangeProblem({ ...step, batchSize: 130 })).toBe('batchSize');
    expect(exchangeProblem({ ...step, optimizer: { ...step.optimizer, kind: 'adam' } })).toBe('optimizer');
  });
});
