import { describe, expect, it } from 'vitest';
import { maybeWorstClass } from './worstClass.ts';

describe('maybeWorstClass', () => {
  it('finds the class that falls most, the first of equal ones', () => {
    const preview = { perClassAccuracyBefore: [1, 0.9, 0.8], perClassAccuracy: [0.75, 0.5, 0.4] };
    expect(maybeWorstClass(preview)).toEqual({ label: 1, before: 0.9, after: 0.5 });
  });

  it('finds none where no class falls', () => {
    expect(
      maybeWorstClass({ perClassAccuracyBefore: [0.5, 0.9], perClassAccuracy: [0.6, 0.9] }),
    ).toBeUndefined();
  });
});
