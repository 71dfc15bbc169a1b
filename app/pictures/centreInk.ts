import { resampleArea } from '../../src/index.ts';

/** Ink on empty ground, `[height, width]`, 0 (none) … 255. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/** How a data set of one grey channel was made: the box its things were fitted into, and what stands in the middle. */
export interface CentringRule {
  /** Side of the picture. */
  readonly size: number;
  /** Side of the box that the ink's longer side fills. */
  readonly fit: number;
  readonly centre: 'mass' | 'box';
}

/**
 * As MNIST was made (LeCun, Cortes & Burges, http://yann.lecun.com/exdb/mnist/): "size normalized to fit in a 20x20 pixel
 * box while preserving their aspect ratio", grey levels "as a result of the anti-aliasing", then "centered in a 28x28
 * image by computing the center of mass of the pixels, and translating the image so as to position this point at the
 * center of the 28x28 field".
 */
export const MNIST_RULE: CentringRule = { size: 28, fit: 20, centre: 'mass' };

/** As Fashion-MNIST was made (Xiao, Rasul & Vollgraf 2017, §2): longest edge to 28, then put in the middle. */
export const FASHION_RULE: CentringRule = { size: 28, fit: 28, centre: 'box' };

function findBox({ width, height, values }: Ink) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (values[y * width + x] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? undefined : { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
}

/** Centre of mass along one axis, in pixels from the left or upper edge; a pixel's mass lies in its middle. */
function computeCentre(values: ArrayLike<number>, width: number, axis: 'x' | 'y'): number {
  let [sum, moment] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const place = axis === 'x' ? i % width : Math.floor(i / width);
    sum += values[i]!;
    moment += values[i]! * (place + 0.5);
  }
  return moment / sum;
}

/**
 * Puts ink into a picture `[size, size]`, 0…255, the way the data set's own pictures were made; undefined where there is
 * no ink.
 *
 * Three things are ours: the shift is by whole pixels, so that nothing is blurred twice; it stops at the edge, so that no
 * ink is lost; and the strongest ink becomes 255, so that a thin pen is not fainter than the data set's.
 */
export function centreInk(
  ink: Ink,
  { size, fit, centre }: CentringRule = MNIST_RULE,
): Uint8Array | undefined {
  const box = findBox(ink);
  if (!box) return undefined;
  const scale = fit / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const scaled = resampleArea({ ...ink, channels: 1 }, box, width, height);
  const strongest = scaled.reduce((best, value) => Math.max(best, value), 0);
  const place = (length: number, middle: number) =>
    Math.min(size - length, Math.max(0, Math.round(size / 2 - middle)));
  const left = place(width, centre === 'mass' ? computeCentre(scaled, width, 'x') : width / 2);
  const top = place(height, centre === 'mass' ? computeCentre(scaled, width, 'y') : height / 2);
  const pixels = new Uint8Array(size * size);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels[(top + y) * size + left + x] = Math.round((255 * scaled[y * width + x]!) / strongest);
    }
  }
  return pixels;
}
