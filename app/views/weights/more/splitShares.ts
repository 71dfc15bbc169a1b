/** Kept shares of the places of an image, inside and at its border. */
export interface SplitShares {
  /** Mean of the middle half of the rows and columns. */
  readonly centre: number;
  /** Mean of the outermost ring, an eighth of the shorter side wide. */
  readonly border: number;
}

/** Compares the middle of an image with its border; undefined where it is too small to have both. `values` is `[height, width]`. */
export function splitShares(
  values: readonly number[],
  height: number,
  width: number,
): SplitShares | undefined {
  const ring = Math.floor(Math.min(height, width) / 8);
  if (ring < 1) return undefined;
  let [centre, centreCount, border, borderCount] = [0, 0, 0, 0];
  for (const [index, value] of values.entries()) {
    const [row, column] = [Math.floor(index / width), index % width];
    const edge = Math.min(row, column, height - 1 - row, width - 1 - column);
    if (edge < ring) {
      border += value;
      borderCount++;
    }
    const inRows = row >= height / 4 && row < (3 * height) / 4;
    if (inRows && column >= width / 4 && column < (3 * width) / 4) {
      centre += value;
      centreCount++;
    }
  }
  return { centre: centre / centreCount, border: border / borderCount };
}
