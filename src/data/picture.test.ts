import { describe, expect, it } from 'vitest';
import { fitPicture, toRgb } from './picture.ts';

const grey = (width: number, height: number, valueAt: (x: number, y: number) => number) => ({
  width,
  height,
  channels: 1,
  values: Uint8Array.from({ length: width * height }, (_, i) => valueAt(i % width, Math.floor(i / width))),
});

describe('fitPicture', () => {
  it('leaves a picture of the wanted size as it is', () => {
    const picture = grey(28, 28, (x, y) => (x * 9 + y * 5) % 256);
    expect(fitPicture(picture, [28, 28, 1])).toEqual(picture.values);
  });

  it('takes the middle square, and averages what one pixel covers', () => {
    const picture = grey(8, 4, (x) => (x < 2 || x > 5 ? 0 : 100 + (x % 2) * 20));
    expect([...fitPicture(picture, [2, 2, 1])]).toEqual([110, 110, 110, 110]);
  });

  it('makes grey of colours by luma, and equal channels of grey', () => {
    const red = toRgb({ width: 1, height: 1, data: [255, 0, 0, 255] });
    expect([...fitPicture(red, [1, 1, 1])]).toEqual([76]);
    expect([
      ...fitPicture(
        grey(1, 1, () => 90),
        [1, 1, 3],
      ),
    ]).toEqual([90, 90, 90]);
  });

  it('puts clear pixels on white paper', () => {
    expect([...(toRgb({ width: 1, height: 1, data: [0, 0, 0, 0] }).values as Uint8Array)]).toEqual([
      255, 255, 255,
    ]);
  });
});
