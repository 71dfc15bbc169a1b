import { fitPicture, type Rgba, toGrey, toRgb } from '../../src/index.ts';
import type { Ink } from './centreInk.ts';

/** Of the strongest contrast, how much is taken for the ground's own unevenness. */
const GROUND = 0.25;
/** Grey levels of 255 below which a picture is blank. */
const LEAST_CONTRAST = 16;

/** Grey of the ground: the median along the border. */
function findGround(grey: Uint8Array, width: number, height: number): number {
  const border = grey.filter((_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  return border.sort()[border.length >> 1]!;
}

/**
 * Reads what stands out from the ground as ink, dark on light as well as light on dark; a picture without contrast has none.
 *
 * Ink is the distance from the ground's grey, the strongest 255; what is nearer than a quarter of that is ground.
 */
export function readInk(picture: Rgba): Ink {
  const { width, height } = picture;
  const grey = toGrey(toRgb(picture));
  const ground = findGround(grey, width, height);
  const distances = grey.map((value) => Math.abs(value - ground));
  const strongest = distances.reduce((best, value) => Math.max(best, value), 0);
  const isBlank = strongest < LEAST_CONTRAST;
  const values = distances.map((value) =>
    isBlank || value < GROUND * strongest ? 0 : Math.round((255 * value) / strongest),
  );
  return { width, height, values };
}

/** The middle square of a picture, scaled to `[size, size, 3]`, 0…255: as photographs are made ready for CIFAR's networks. */
export function readPhoto(picture: Rgba, size = 32): Uint8Array {
  return fitPicture(toRgb(picture), [size, size, 3]);
}
