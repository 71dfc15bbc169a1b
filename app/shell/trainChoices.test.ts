import { describe, expect, it } from 'vitest';
import { stepSchema, type TrainStep } from '../../src/index.ts';
import { toFineTune, withLength } from './trainChoices.ts';

const TRAIN = stepSchema.parse({ kind: 'train', epochs: 2, learningRate: 0.003 }) as TrainStep;

describe('choices of the train form', () => {
  it('are either epochs or batches, never both', () => {
    const batches = withLength(TRAIN, 'steps', 99.6);
    expect(batches).toMatchObject({ steps: 100 });
    expect(stepSchema.safeParse(batches).success).toBe(true);
    expect(stepSchema.safeParse(withLength(batches, 'epochs', 0.5)).success).toBe(true);
  });

  it('fine-tune with a tenth of the learning rate and nothing else changed', () => {
    expect(toFineTune(TRAIN)).toEqual({ ...TRAIN, learningRate: 0.0003 });
  });
});
