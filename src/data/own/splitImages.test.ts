import { describe, expect, it } from 'vitest';
import { splitImages } from './splitImages.ts';

const labels = Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : i < 80 ? 1 : i < 97 ? 2 : 3));
const countTests = (test: Uint32Array) =>
  [0, 1, 2, 3].map((label) => [...test].filter((place) => labels[place] === label).length);

describe('splitImages', () => {
  it('takes the share of every class exactly, rounded, and every image once', () => {
    const { train, test } = splitImages(labels, 0.2, 1);
    expect(countTests(test)).toEqual([10, 6, 3, 1]);
    expect([...train, ...test].sort((a, b) => a - b)).toEqual(labels.map((_, place) => place));
  });

  it('leaves every class at least one image on both sides', () => {
    expect(countTests(splitImages(labels, 0.01, 1).test)).toEqual([1, 1, 1, 1]);
    expect(countTests(splitImages(labels, 0.99, 1).test)).toEqual([49, 29, 16, 2]);
  });

  it('depends on the seed alone', () => {
    expect(splitImages(labels, 0.2, 1)).toEqual(splitImages(labels, 0.2, 1));
    expect(splitImages(labels, 0.2, 2).test).not.toEqual(splitImages(labels, 0.2, 1).test);
  });
});
