import { OWN_LIMITS } from '../../data/own/ownData.ts';
import { readPictureSize } from '../../data/own/readPictureSize.ts';
import { refuseImages } from '../../data/own/refuseImages.ts';
import { toRgb } from '../../data/picture.ts';
import type { Raster } from '../../data/resample.ts';

/** Longest side that is averaged here; of what is larger the browser makes it first. */
const WORKED_SIDE = 1024;

/** A picture's pixels, or why there are none. */
export type DecodedPicture = Raster | 'damaged' | 'too-many-pixels';

/** Decodes a PNG, JPEG, GIF (its first picture), BMP or WebP. */
export type DecodePicture = (bytes: Uint8Array<ArrayBuffer>) => Promise<DecodedPicture>;

/** Decodes with what the browser has for pages; throws `invalid-images` where a worker has no canvas. */
export const decodePicture: DecodePicture = async (bytes) => {
  if (typeof OffscreenCanvas === 'undefined') {
    throw refuseImages('no-canvas', 'this browser decodes no pictures in a worker');
  }
  const size = readPictureSize(bytes);
  if (!size) return 'damaged';
  const longest = Math.max(size.width, size.height);
  if (longest > OWN_LIMITS.side) return 'too-many-pixels';
  let bitmap: ImageBitmap;
  try {
    // Values as they are stored, whatever colour profile the screen or the file has.
    bitmap = await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none' });
  } catch {
    return 'damaged';
  }
  try {
    const scale = Math.min(1, WORKED_SIDE / longest);
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw refuseImages('no-canvas', 'this browser draws no pictures in a worker');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return toRgb(context.getImageData(0, 0, width, height));
  } finally {
    bitmap.close();
  }
};
