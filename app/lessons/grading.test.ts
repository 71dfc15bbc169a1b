import { describe, expect, it } from 'vitest';
import { bestOf, chanceOf, gradeChoice, gradeNumber, gradeQuestion, rangeOf } from './grading.ts';
import type { Question } from './lesson.ts';

const QUESTION: Question = {
  id: 'q',
  kind: 'choice',
  options: ['low', 'high'],
  needs: ['a', 'b'],
  grade: (numbers, answer) => gradeChoice(numbers.a! > numbers.b! ? 'high' : 'low', answer, {}),
};

describe('grades', () => {
  it('take a choice that is the measured one, or that chance cannot tell from it', () => {
    expect(gradeChoice('a', 'a', {})).toMatchObject({ correct: true, right: 'a' });
    expect(gradeChoice('a', 'b', {}).correct).toBe(false);
    expect(gradeChoice('a', 'b', {}, ['a', 'b']).correct).toBe(true);
  });

  it('take a number up to the tolerance and no further', () => {
    expect(gradeNumber(70.5, 75.5, 5, {}).correct).toBe(true);
    expect(gradeNumber(70.5, 75.6, 5, {}).correct).toBe(false);
    expect(gradeNumber(4, 4, 0, {}).correct).toBe(true);
    expect(gradeNumber(4, '4', 0, {}).correct).toBe(false);
  });

  it('wait for every number and for an answer', () => {
    expect(gradeQuestion(QUESTION, { a: 1 }, 'low')).toBeUndefined();
    expect(gradeQuestion(QUESTION, { a: 1, b: 0 }, undefined)).toBeUndefined();
    expect(gradeQuestion(QUESTION, { a: 1, b: 0 }, 'low')).toMatchObject({ correct: false, right: 'high' });
  });
});

describe('rangeOf', () => {
  it('gives the first range above the value; a bound belongs to the next one', () => {
    const ranges = [
      ['low', 1],
      ['middle', 2],
      ['high', Number.POSITIVE_INFINITY],
    ] as const;
    expect([0, 1, 1.99, 2, 99].map((value) => rangeOf(value, ranges))).toEqual([
      'low',
      'middle',
      'middle',
      'high',
      'high',
    ]);
  });
});

describe('chance', () => {
  it('is two standard errors of the difference of two shares', () => {
    // 2·√((0.25 + 0.25) / 100)
    expect(chanceOf(0.5, 0.5, 100)).toBeCloseTo(2 * Math.sqrt(0.005), 12);
    expect(chanceOf(1, 1, 100)).toBe(0);
  });

  it('leaves level what is no further apart', () => {
    const accuracies = { a: 0.92, b: 0.915, c: 0.8 };
    expect(bestOf(accuracies, ['a', 'b', 'c'], 1000)).toEqual(['a', 'b']);
    expect(bestOf(accuracies, ['c', 'b', 'a'], 1_000_000)).toEqual(['a']);
  });
});
