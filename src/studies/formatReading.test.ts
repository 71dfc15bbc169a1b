import { describe, expect, it } from 'vitest';
import { toSpread } from '../analysis/summarizeSeeds.ts';
import { formatBounds, formatDifference, formatReading, formatSpread } from './formatReading.ts';

describe('formatReading', () => {
  it.each([
    [0.0159, 'share', '1.59 %'],
    [0.0012, 'points', '+0.12'],
    [-0.0005, 'points', '−0.05'],
    [0, 'points', '0.00'],
    [-0.000001, 'points', '0.00'],
    [3.846, 'times', '3.85 ×'],
    [12.22, 'times', '12.2 ×'],
    [666.67, 'times', '667 ×'],
    [21_776, 'count', '21776'],
    [25.333, 'count', '25.3'],
  ] as const)('writes %s as %s: %s', (value, unit, text) => {
    expect(formatReading(value, unit)).toBe(text);
  });
});

describe('formatDifference', () => {
  it('has a sign in every unit', () => {
    expect(formatDifference(0.002, 'share')).toBe('+0.20');
    expect(formatDifference(-1, 'times')).toBe('−1.00');
    expect(formatDifference(3, 'count')).toBe('+3');
    expect(formatDifference(0, 'count')).toBe('0');
  });
});

describe('formatSpread', () => {
  it('has a deviation where seeds differ', () => {
    expect(formatSpread(toSpread([0.016, 0.018]), 'share')).toBe('1.70 ± 0.14 %');
    expect(formatSpread(toSpread([3, 4]), 'count')).toBe('3.5 ± 0.7');
    expect(formatSpread(toSpread([0.001, 0.003]), 'points')).toBe('+0.20 ± 0.14');
  });

  it('has none of one seed, and none where all agree', () => {
    expect(formatSpread(toSpread([0.016]), 'share')).toBe('1.60 %');
    expect(formatSpread(toSpread([7, 7, 7]), 'count')).toBe('7');
  });
});

describe('formatBounds', () => {
  it('says what counts as held', () => {
    expect(formatBounds({ atLeast: 0.0129, atMost: 0.0189 }, 'share')).toBe('1.29 % … 1.89 %');
    expect(formatBounds({ atLeast: 0 }, 'points')).toBe('≥ 0.00');
    expect(formatBounds({ atMost: 1 }, 'count')).toBe('≤ 1');
    expect(formatBounds({ atLeast: 21_776, atMost: 21_776 }, 'count')).toBe('= 21776');
    expect(formatBounds({}, 'share')).toBe('');
  });
});
