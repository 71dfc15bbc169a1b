import type { Ink } from './centreInk.ts';
import { type Raster, resampleArea } from './resample.ts';

/** Pixels as a canvas gives them: `[height, width, 4]`, red, green, blue, opacity. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** Of the strongest contrast, how much is taken for the ground's own unevenness. */
const GROUND = 0.25;
/** Grey levels of 255 below which a picture is blank. */
const LEAST_CONTRAST = 16;

/** The picture on white paper, without opacity. */
function toRgb({ width, height, data }: Rgba): Raster {
  const values = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const opacity = data[4 * i + 3]! / 255;
    for (let part = 0; part < 3; part++) {
      values[3 * i + part] = Math.round(255 + (data[4 * i + part]! - 255) * opacity);
    }
  }
  return { width, height, channels: 3, values };
}

/** Rec. 601 luma, as most tools turn colours into grey. */
function toGrey({ width, height, values }: Raster): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) =>
    Math.round(0.299 * values[3 * i]! + 0.587 * values[3 * i + 1]! + 0.114 * values[3 * i + 2]!),
  );
}

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
  const side = Math.min(picture.width, picture.height);
  const region = {
    x: (picture.width - side) / 2,
    y: (picture.height - side) / 2,
    width: side,
    height: side,
  };
  return Uint8Array.from(resampleArea(toRgb(picture), region, size, size), Math.round);
}
