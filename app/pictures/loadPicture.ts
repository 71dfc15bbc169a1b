import type { Rgba } from '../../src/index.ts';

/** Largest file that is opened. */
export const MOST_BYTES = 10_000_000;
/** Longest side that is opened, in pixels. */
export const MOST_PIXELS = 8000;
/** Longest side that is worked on: many times what any network here reads. */
const WORKED_PIXELS = 512;

export type PictureRefusal = 'notPicture' | 'tooManyBytes' | 'tooManyPixels';

export type LoadedPicture =
  | { readonly kind: 'loaded'; readonly picture: Rgba }
  | { readonly kind: 'refused'; readonly why: PictureRefusal };

/** Why a file is not even opened; undefined where it may be. */
export function refuseFile({ type, size }: Pick<File, 'type' | 'size'>): PictureRefusal | undefined {
  if (!type.startsWith('image/')) return 'notPicture';
  return size > MOST_BYTES ? 'tooManyBytes' : undefined;
}

/** The longest side reduced to what is worked on; undefined where a side is too long, or there is none. */
export function fitSize(width: number, height: number): { width: number; height: number } | undefined {
  const longest = Math.max(width, height);
  if (longest > MOST_PIXELS || Math.min(width, height) < 1) return undefined;
  const scale = Math.min(1, WORKED_PIXELS / longest);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** Reads a picture file in the page: nothing is sent anywhere. The size is known before the pixels are unpacked. */
export async function loadPicture(file: File): Promise<LoadedPicture> {
  const refusal = refuseFile(file);
  if (refusal) return { kind: 'refused', why: refusal };
  const url = URL.createObjectURL(file);
  try {
    const image = await openImage(url);
    if (!image || image.naturalWidth === 0) return { kind: 'refused', why: 'notPicture' };
    const size = fitSize(image.naturalWidth, image.naturalHeight);
    if (!size) return { kind: 'refused', why: 'tooManyPixels' };
    const canvas = Object.assign(document.createElement('canvas'), size);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, size.width, size.height);
    return { kind: 'loaded', picture: context.getImageData(0, 0, size.width, size.height) };
  } finally {
    URL.revokeObjectURL(url);
  }
}

function openImage(url: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(undefined);
    image.src = url;
  });
}
