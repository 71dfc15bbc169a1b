import { describe, expect, it } from 'vitest';
import { computeTinyHistogram } from './toSnapshotView.ts';

const weights = {
  'fc1.weight': { shape: [2, 3], values: Float32Array.of(-1, -1, 0, 0, 1, 1) },
  'fc1.bias': { shape: [3], values: Float32Array.of(9, 9, 9) },
};

describe('computeTinyHistogram', () => {
  it('counts every kept weight once and leaves biases out', () => {
    const counts = computeTinyHistogram(weights, {});
    expect(counts.reduce((sum, count) => sum + count)).toBe(6);
    expect(counts[12]).toBe(2);
  });

  it('leaves pruned weights out, whatever their value', () => {
    const counts = computeTinyHistogram(weights, { 'fc1.weight': Uint8Array.of(1, 1, 0, 0, 1, 1) });
    expect(counts.reduce((sum, count) => sum + count)).toBe(4);
    expect(counts[12]).toBe(0);
  });

  it('counts nothing in a net that is pruned away', () => {
    const counts = computeTinyHistogram(weights, { 'fc1.weight': new Uint8Array(6) });
    expect(counts.every((count) => count === 0)).toBe(true);
  });
});
