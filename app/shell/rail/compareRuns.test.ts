import { describe, expect, it } from 'vitest';
import { compareRuns } from './compareRuns.ts';

const RUN = { accuracy: 0.98, loss: 0.06, keptWeights: 200, effectiveMacs: 1000 };

describe('compareRuns', () => {
  it('calls equal only what is so to the last digit', () => {
    expect(compareRuns(RUN, { ...RUN })).toEqual({ kind: 'same' });
    expect(compareRuns(RUN, { ...RUN, loss: 0.06 + 1e-12 })).toEqual({ kind: 'lossOnly' });
  });

  it('tells by how much the accuracy differs', () => {
    const comparison = compareRuns(RUN, { ...RUN, accuracy: 0.97 });
    expect(comparison.kind).toBe('other');
    expect(comparison.kind === 'other' && comparison.difference).toBeCloseTo(-0.01);
  });

  it('sees other kept weights at the same accuracy', () => {
    expect(compareRuns(RUN, { ...RUN, keptWeights: 199 })).toEqual({ kind: 'other', difference: 0 });
  });
});
