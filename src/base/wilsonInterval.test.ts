import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilsonInterval.ts';

describe('wilsonInterval', () => {
  it.each([
    // Newcombe 1998 (Statistics in Medicine 17:857), Table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("gives Newcombe's published limits for %i of %i", (correct, count, low, high) => {
    const interval = wilsonInterval(correct, count);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('mirrors itself and stays within 0 and 1', () => {
    const [some, rest] = [wilsonInterval(3, 40), wilsonInterval(37, 40)];
    expect(some.low).toBeCloseTo(1 - rest.high, 12);
    expect(wilsonInterval(40, 40).high).toBe(1);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
