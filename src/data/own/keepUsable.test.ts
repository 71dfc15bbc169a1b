import { describe, expect, it } from 'vitest';
import { compareNames, keepUsable } from './keepUsable.ts';

describe('compareNames', () => {
  it('sorts by letters, and numbers in names by their value', () => {
    const names = ['10', 'b', '9', 'class 10', 'class 2', 'a', '01', '1', 'class'];
    expect(names.sort(compareNames)).toEqual([
      '01',
      '1',
      '9',
      '10',
      'a',
      'b',
      'class',
      'class 2',
      'class 10',
    ]);
  });
});

describe('keepUsable', () => {
  it('drops classes that cannot be trained or tested, and numbers the others in their order', () => {
    const named = [
      { name: 'b', split: 'train' },
      { name: 'a', split: null },
      { name: 'a', split: null },
      { name: 'alone', split: null },
      { name: 'untrained', split: 'test' },
      { name: 'b', split: 'test' },
    ] as const;
    const { classes, images, dropped } = keepUsable(named);
    expect(classes).toEqual(['a', 'b']);
    expect(images.map(({ label }) => label)).toEqual([1, 0, 0, 1]);
    expect(dropped.map(({ name }) => name)).toEqual(['alone', 'untrained']);
  });
});
