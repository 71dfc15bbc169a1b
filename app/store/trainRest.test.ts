import { describe, expect, it } from 'vitest';
import { stepSchema, type TrainStep } from '../../src/index.ts';
import { countRan, toRestOfTraining } from './trainRest.ts';

const train = (fields: object) => stepSchema.parse({ kind: 'train', ...fields }) as TrainStep;

describe('toRestOfTraining', () => {
  it('does the batches that are left at the new rate', () => {
    const rest = toRestOfTraining(train({ epochs: 2, name: 'warm', note: 'long' }), 100, 936, {
      learningRate: 0.01,
    });
    expect(rest).toEqual(train({ steps: 836, learningRate: 0.01 }));
  });

  it('goes on at the rate it had come to where only the pull on scales changes', () => {
    const schedule = { kind: 'step', at: [0.2, 0.75], factor: 0.1 } as const;
    const step = train({ steps: 100, learningRate: 0.1, regularizer: { l2: 0.5 }, schedule });
    const rest = toRestOfTraining(step, 50, 100, { slimming: 0.001 }, 0.01);
    expect(rest).toMatchObject({
      learningRate: 0.01,
      regularizer: { l1: 0, l2: 0.5, slimming: 0.001, groupLasso: 0 },
      schedule: { kind: 'step', at: [0.5], factor: 0.1 },
    });
  });

  it('is none where nothing is left', () => {
    expect(toRestOfTraining(train({ steps: 50 }), 50, 50, { learningRate: 0.1 })).toBeUndefined();
    expect(
      toRestOfTraining(train({ steps: 50, stopAfter: 20 }), 20, 50, { learningRate: 0.1 }),
    ).toBeUndefined();
  });

  it('keeps the falls of a schedule where they were, and leaves out those that have passed', () => {
    const schedule = { kind: 'step', at: [0.2, 0.75], factor: 0.1 } as const;
    const rest = toRestOfTraining(train({ steps: 100, schedule }), 50, 100, { learningRate: 0.1 });
    expect(rest?.schedule).toEqual({ kind: 'step', at: [0.5], factor: 0.1 });
    expect(
      toRestOfTraining(train({ steps: 100, schedule }), 80, 100, { learningRate: 0.1 })?.schedule.kind,
    ).toBe('constant');
  });

  it('keeps an early end at its batch', () => {
    const step = train({ steps: 100, stopAfter: 60, schedule: { kind: 'cosine' } });
    expect(toRestOfTraining(step, 20, 100, { learningRate: 0.1 })).toMatchObject({
      steps: 80,
      stopAfter: 40,
    });
  });
});

describe('countRan', () => {
  it('reads the batches of a training that was ended early', () => {
    expect(countRan(train({ epochs: 1 }), train({ steps: 7 }), 468)).toBe(7);
    const cosine = train({ epochs: 1, schedule: { kind: 'cosine' } });
    expect(countRan(cosine, { ...cosine, stopAfter: 9 }, 468)).toBe(9);
  });

  it('takes all for one that came to its end', () => {
    const step = train({ steps: 30 });
    expect(countRan(step, step, 30)).toBe(30);
  });
});
