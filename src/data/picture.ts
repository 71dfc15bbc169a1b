import { type Raster, resampleArea } from './resample.ts';

/** Pixels as a canvas gives them: `[height, width, 4]`, red, green, blue, opacity. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** The picture on white paper, without opacity. */
export function toRgb({ width, height, data }: Rgba): Raster {
  const values = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const opacity = data[4 * i + 3]! / 255;
    for (let part = 0; part < 3; part++) {
      values[3 * i + part] = Math.round(255 + (data[4 * i + part]! - 255) * opacity);
    }
  }
  return { width, height, channels: 3, values };
}

/** Rec. 601 luma of `[height, width, 3]`, as most tools turn colours into grey. */
export function toGrey({ width, height, values }: Raster): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) =>
    Math.round(0.299 * values[3 * i]! + 0.587 * values[3 * i + 1]! + 0.114 * values[3 * i + 2]!),
  );
}

/**
 * The middle square of a picture of 1 or 3 channels, scaled to `shape` (`[height, width, channels]`), 0…255: as photographs
 * are made ready for CIFAR's networks. A picture of that very size and channels stays as it is.
 */
export function fitPicture(
  picture: Raster,
  [height, width, channels]: readonly [number, number, number],
): Uint8Array {
  const side = Math.min(picture.width, picture.height);
  const region = {
    x: (picture.width - side) / 2,
    y: (picture.height - side) / 2,
    width: side,
    height: side,
  };
  const scaled = resampleArea(picture, region, width, height);
  if (channels === picture.channels) return Uint8Array.from(scaled, Math.round);
  if (channels === 1) return toGrey({ width, height, channels: 3, values: scaled });
  return Uint8Array.from({ length: scaled.length * channels }, (_, i) =>
    Math.round(scaled[Math.floor(i / channels)]!),
  );
}
