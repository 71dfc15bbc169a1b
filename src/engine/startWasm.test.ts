import { describe, expect, it } from 'vitest';
import { computeThreads } from './startWasm.ts';

describe('computeThreads', () => {
  it.each([
    [1, 1],
    [2, 2],
    [4, 4],
    [6, 4],
    [8, 4],
    [12, 6],
    [16, 8],
    [64, 8],
  ])('takes of %i logical cores %i threads', (cores, threads) => {
    expect(computeThreads(cores)).toBe(threads);
  });
});
