import { describe, expect, it } from 'vitest';
import { fromExponent, toExponent } from './logRate.ts';

describe('the scale of learning rates', () => {
  it('goes there and back for rates of two digits', () => {
    for (const rate of [0.1, 0.001, 0.0033, 0.000012]) expect(fromExponent(toExponent(rate))).toBe(rate);
  });

  it('keeps to its ends', () => {
    expect(toExponent(7)).toBe(0);
    expect(toExponent(1e-9)).toBe(-6);
  });
});
