import { describe, expect, it } from 'vitest';
import { createImageSplit } from './createImageSplit.ts';
import { holdOut } from './holdOut.ts';

/** Ten images of one pixel, each of its own place's value and label. */
function openTen() {
  const split = createImageSplit([6, 4], 1, async () => {});
  const images = (from: number, count: number) => {
    const values = Uint8Array.from({ length: count }, (_, place) => from + place);
    return { count, pixels: values, labels: values };
  };
  return { split, first: () => split.receive(0, images(0, 6)), second: () => split.receive(1, images(6, 4)) };
}

describe('holdOut', () => {
  it('divides a split into its first images and its last', () => {
    const { split, first, second } = openTen();
    first();
    second();
    const { rest, heldOut } = holdOut(split, 3);
    expect([rest.count, heldOut.count]).toEqual([7, 3]);
    const pixels = new Uint8Array(3);
    const labels = new Uint8Array(3);
    heldOut.gather(Uint32Array.of(2, 0, 1), pixels, labels);
    expect([...pixels, ...labels]).toEqual([9, 7, 8, 9, 7, 8]);
    rest.gather(Uint32Array.of(6, 0, 3), pixels, labels);
    expect([...pixels]).toEqual([6, 0, 3]);
  });

  it('tells what has arrived of each part', async () => {
    const { split, first, second } = openTen();
    first();
    const { rest, heldOut } = holdOut(split, 5);
    expect([rest.availableCount(), heldOut.availableCount()]).toEqual([5, 1]);
    second();
    expect([rest.availableCount(), heldOut.availableCount()]).toEqual([5, 5]);
    await heldOut.require(5);
    expect(() => heldOut.require(6)).toThrow('invalid image count: 6 (expected up to 5)');
  });

  it('leaves at least one image to train on', () => {
    expect(() => holdOut(openTen().split, 10)).toThrow('10 images held out of 10 (expected fewer)');
  });
});
