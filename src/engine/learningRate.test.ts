import { describe, expect, it } from 'vitest';
import { computeLearningRate } from './learningRate.ts';

describe('computeLearningRate', () => {
  it('drops at each share of the run', () => {
    const schedule = { kind: 'step', at: [0.5, 0.75], factor: 0.1 } as const;
    const rates = Array.from({ length: 8 }, (_, step) => computeLearningRate(1, schedule, step, 8));
    for (const [step, expected] of [1, 1, 1, 1, 0.1, 0.1, 0.01, 0.01].entries()) {
      expect(rates[step]).toBeCloseTo(expected, 12);
    }
  });

  it('follows half a cosine from the full rate', () => {
    expect(computeLearningRate(2, { kind: 'cosine' }, 0, 10)).toBe(2);
    expect(computeLearningRate(2, { kind: 'cosine' }, 5, 10)).toBeCloseTo(1, 12);
    expect(computeLearningRate(2, { kind: 'cosine' }, 10, 10)).toBeCloseTo(0, 12);
  });

  it('stays where it is', () => {
    expect(computeLearningRate(0.3, { kind: 'constant' }, 7, 8)).toBe(0.3);
  });
});
