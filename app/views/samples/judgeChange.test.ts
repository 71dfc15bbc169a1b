import { describe, expect, it } from 'vitest';
import { judgeChange, judgeConfidence } from './judgeChange.ts';

describe('judgeChange', () => {
  it('calls a difference what its probability allows', () => {
    expect(judgeChange(0, 0, 1)).toBe('none');
    expect(judgeChange(9, 4, 0.27)).toBe('weak');
    expect(judgeChange(12, 3, 0.035)).toBe('likely');
    expect(judgeChange(90, 3, 1e-20)).toBe('clear');
  });
});

describe('judgeConfidence', () => {
  it('forgives half a point', () => {
    expect(judgeConfidence(0.984, 0.98)).toBe('level');
    expect(judgeConfidence(0.99, 0.98)).toBe('over');
    expect(judgeConfidence(0.9, 0.98)).toBe('under');
  });
});
