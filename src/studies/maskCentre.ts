import { computeMean } from '../base/stats.ts';
import type { MeasuredWeights } from '../recipe/measurements/weights.ts';

/** How near to the edge the border is, and how far from it the middle begins, as shares of the image. */
const BORDER = 0.1;
const MIDDLE = 0.25;

/** Mean share of kept weights of the first layer in the middle half of the image and at its border; undefined where it reads no image. */
export function computeCentre(
  image: MeasuredWeights['firstLayer'],
): { readonly middle: number; readonly border: number } | undefined {
  if (image.kind === 'none') return undefined;
  const [height, width] = image.shape;
  const meanWhere = (isPart: (fromEdge: number) => boolean) => {
    const shares = image.shareOfPixel.filter((_, index) => {
      const y = (Math.floor(index / width) + 0.5) / height;
      const x = ((index % width) + 0.5) / width;
      return isPart(Math.min(x, y, 1 - x, 1 - y));
    });
    return computeMean(shares);
  };
  return {
    middle: meanWhere((fromEdge) => fromEdge > MIDDLE),
    border: meanWhere((fromEdge) => fromEdge < BORDER),
  };
}
