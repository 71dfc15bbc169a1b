import { describe, expect, it } from 'vitest';
import { countBelow } from './countBelow.ts';

describe('countBelow', () => {
  it('agrees with counting one by one, ties and edges included', () => {
    const sorted = Float64Array.of(0, 0.5, 0.5, 0.5, 1, 2, 2);
    for (const limit of [-1, 0, 0.25, 0.5, 0.75, 1, 2, 2.5, Number.POSITIVE_INFINITY]) {
      expect(countBelow(sorted, limit)).toBe(sorted.filter((value) => value < limit).length);
    }
    expect(countBelow(new Float64Array(0), 1)).toBe(0);
  });
});
