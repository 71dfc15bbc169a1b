import { describe, expect, it } from 'vitest';
import { readInk, readPhoto } from './readPicture.ts';

/** A picture of one grey per pixel, opaque. */
const grey = (width: number, height: number, valueAt: (x: number, y: number) => number) => ({
  width,
  height,
  data: Array.from({ length: width * height * 4 }, (_, i) => {
    const pixel = Math.floor(i / 4);
    return i % 4 === 3 ? 255 : valueAt(pixel % width, Math.floor(pixel / width));
  }),
});
const isMiddle = (x: number, y: number) => x === 2 && y === 2;

describe('readInk', () => {
  it('reads dark on light and light on dark alike', () => {
    const dark = readInk(grey(5, 5, (x, y) => (isMiddle(x, y) ? 0 : 250)));
    const light = readInk(grey(5, 5, (x, y) => (isMiddle(x, y) ? 255 : 5)));
    for (const { values } of [dark, light]) {
      expect(values[12]).toBe(255);
      expect(values.reduce((sum, value) => sum + value, 0)).toBe(255);
    }
  });

  it('takes an uneven ground for ground', () => {
    const { values } = readInk(grey(5, 5, (x, y) => (isMiddle(x, y) ? 100 : 200 + x)));
    expect(values.filter((value) => value > 0)).toHaveLength(1);
  });

  it('finds no ink without contrast, and sees through clear pixels to white paper', () => {
    expect(readInk(grey(4, 4, (x) => 100 + x)).values.every((value) => value === 0)).toBe(true);
    const clear = { width: 3, height: 3, data: Array.from({ length: 36 }, (_, i) => (i === 19 ? 255 : 0)) };
    expect([...readInk(clear).values]).toEqual([0, 0, 0, 0, 255, 0, 0, 0, 0]);
  });
});

describe('readPhoto', () => {
  it('takes the middle square', () => {
    // Columns 0, 100, 200 … of a picture three times as wide as high: the middle third is 100.
    const pixels = readPhoto(
      grey(96, 32, (x) => 100 * Math.floor(x / 32)),
      32,
    );
    expect(pixels).toHaveLength(32 * 32 * 3);
    expect(new Set(pixels)).toEqual(new Set([100]));
  });

  it('averages what it shrinks', () => {
    expect([
      ...readPhoto(
        grey(2, 2, (x) => 200 * x),
        1,
      ),
    ]).toEqual([100, 100, 100]);
  });
});
