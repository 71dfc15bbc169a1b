/** A strip of values along one line. */
export interface StripLayout {
  /** Of the values in their order, from 0 to the width. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly meanX: number;
  /** One standard deviation to either side of the mean, within the strip; null for one value. */
  readonly spread: { readonly x: number; readonly width: number } | null;
}

export interface StripSize {
  readonly width: number;
  readonly height: number;
  /** Kept free at both ends, for the dots. */
  readonly padding: number;
}

/** Rows that dots step through, so that those of equal value are all seen. */
const LANES = 3;

/**
 * Places values between the two ends of a domain that strips share, so that they can be compared; all stand in the middle
 * where it has no length.
 */
export function layoutStrip(
  values: readonly number[],
  { mean, deviation }: { readonly mean: number; readonly deviation: number | null },
  [low, high]: readonly [number, number],
  { width, height, padding }: StripSize,
): StripLayout {
  const inner = width - 2 * padding;
  const place = (value: number) =>
    high > low
      ? padding + Math.min(1, Math.max(0, (value - low) / (high - low))) * inner
      : padding + inner / 2;
  const from = deviation === null ? 0 : place(mean - deviation);
  return {
    points: values.map((value, index) => ({
      x: place(value),
      y: (height * (1 + (index % LANES))) / (LANES + 1),
    })),
    meanX: place(mean),
    spread: deviation === null ? null : { x: from, width: place(mean + deviation) - from },
  };
}
