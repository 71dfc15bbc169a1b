import { describe, expect, it } from 'vitest';
import { softmax } from './softmax.ts';

describe('softmax', () => {
  it('gives the hand-computed probabilities', () => {
    // exp(0) : exp(ln 2) : exp(ln 5) = 1 : 2 : 5
    const probabilities = softmax(new Float32Array([0, Math.log(2), Math.log(5)]));
    for (const [index, expected] of [1 / 8, 2 / 8, 5 / 8].entries()) {
      expect(probabilities[index]).toBeCloseTo(expected, 6);
    }
  });

  it('stays finite for logits whose exponentials overflow', () => {
    expect(softmax(new Float32Array([1000, 0]))).toEqual([1, 0]);
  });
});
