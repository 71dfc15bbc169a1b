import { describe, expect, it } from 'vitest';
import type { BehaviourChange, Flip } from '../../../src/index.ts';
import { listFlips } from './listFlips.ts';
import { orderClasses } from './orderClasses.ts';

const flip = (index: number, label: number, before: number, after: number): Flip => ({
  index,
  label,
  before,
  after,
  confidenceBefore: 0.9,
  confidenceAfter: 0.6,
  probabilityBefore: 0.9,
  probabilityAfter: 0.1,
});
const listOf = (...entries: Flip[]) => ({ count: entries.length, entries });
const CHANGE = {
  rightToWrong: listOf(flip(1, 4, 4, 9), flip(2, 4, 4, 7)),
  wrongToRight: listOf(flip(3, 4, 9, 4)),
  wrongToWrong: listOf(flip(4, 4, 7, 9), flip(5, 3, 9, 8)),
} as unknown as BehaviourChange;
const indices = (flips: readonly Flip[]) => flips.map(({ index }) => index);

describe('listFlips', () => {
  it('lists one kind where no cell is picked', () => {
    expect(indices(listFlips(CHANGE, 'wrongToRight', null))).toEqual([3]);
  });

  it('finds the images that came into a cell, that left it, or both', () => {
    const cell = { truth: 4, predicted: 9 };
    expect(indices(listFlips(CHANGE, 'rightToWrong', { ...cell, of: 'after' }))).toEqual([1, 4]);
    expect(indices(listFlips(CHANGE, 'rightToWrong', { ...cell, of: 'before' }))).toEqual([3]);
    expect(indices(listFlips(CHANGE, 'rightToWrong', { ...cell, of: 'difference' }))).toEqual([1, 3, 4]);
  });
});

describe('orderClasses', () => {
  it('puts the class that lost most first, and classes without images last', () => {
    const recalls = (values: readonly (number | null)[]) => ({
      perClass: values.map((recall) => ({ recall })),
    });
    const report = { after: recalls([0.5, 0.9, null, 0.7]), change: recalls([-0.1, -0.3, null, 0.02]) };
    expect(orderClasses(report as never, false)).toEqual([1, 0, 3, 2]);
    expect(orderClasses(report as never, true)).toEqual([0, 3, 1, 2]);
  });
});
