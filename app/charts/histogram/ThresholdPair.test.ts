import { describe, expect, it } from 'vitest';
import { moveThreshold } from './ThresholdPair.tsx';

describe('moveThreshold', () => {
  it('moves by hundredths with arrows and by tenths with the page keys', () => {
    expect(moveThreshold(0.5, 2, 'ArrowRight')).toBeCloseTo(0.52, 12);
    expect(moveThreshold(0.5, 2, 'ArrowDown')).toBeCloseTo(0.48, 12);
    expect(moveThreshold(0.5, 2, 'PageUp')).toBeCloseTo(0.7, 12);
  });

  it('stays between 0 and the largest value', () => {
    expect(moveThreshold(0.01, 2, 'ArrowLeft')).toBe(0);
    expect(moveThreshold(1.9, 2, 'PageUp')).toBe(2);
    expect(moveThreshold(1, 2, 'Home')).toBe(0);
    expect(moveThreshold(1, 2, 'End')).toBe(2);
  });

  it('leaves other keys alone', () => {
    expect(moveThreshold(1, 2, 'a')).toBeUndefined();
    expect(moveThreshold(1, 2, 'constructor')).toBeUndefined();
  });
});
