import type { LayerHistogram } from '../analysis/histogram.ts';

/** Bins on both sides of 0 that make the middle. */
const MIDDLE_REACH = 1;

/**
 * How deep the valley around 0 is: the mean count of the middle bins over the lower of the highest bins on its two sides.
 * Above 1 for one peak at 0, 0 for an empty middle; 0 too where a side is empty.
 */
export function computeValley({ counts }: Pick<LayerHistogram, 'counts'>): number {
  const middle = Math.floor(counts.length / 2);
  const around = counts.slice(middle - MIDDLE_REACH, middle + MIDDLE_REACH + 1);
  const left = Math.max(...counts.slice(0, middle - MIDDLE_REACH));
  const right = Math.max(...counts.slice(middle + MIDDLE_REACH + 1));
  const lower = Math.min(left, right);
  return lower === 0 ? 0 : around.reduce((sum, count) => sum + count, 0) / around.length / lower;
}
