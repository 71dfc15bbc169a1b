import { wilsonInterval } from '../../base/wilsonInterval.ts';

/** A point of a curve under way: `images` 0 where nothing has been measured of it. */
export interface CurvePoint {
  readonly sparsity: number;
  readonly correct: number;
  readonly images: number;
}

/** What a level curve counts as, in accuracy per sparsity, so that its widest intervals have their turn as well. */
const LEAST_SLOPE = 0.1;

/** Steepness around a point of a curve, between the nearest measured points on both sides (itself where it ends one). */
function computeSlope(curve: readonly CurvePoint[], index: number): number {
  const isMeasured = ({ images }: CurvePoint) => images > 0;
  const left = curve.slice(0, index).findLast(isMeasured) ?? curve[index]!;
  const right = curve.slice(index + 1).find(isMeasured) ?? curve[index]!;
  if (!isMeasured(left) || !isMeasured(right) || left === right) return 0;
  const rise = right.correct / right.images - left.correct / left.images;
  return Math.abs(rise) / (right.sparsity - left.sparsity);
}

/**
 * How much a curve (points by rising sparsity) would gain from more images at one of its points: the width of its 95 %
 * interval times the steepness there. A point never measured has the width 1.
 */
export function computeUncertainty(curve: readonly CurvePoint[], index: number): number {
  const { correct, images } = curve[index]!;
  const { low, high } = wilsonInterval(correct, images);
  return (high - low) * Math.max(LEAST_SLOPE, computeSlope(curve, index));
}
