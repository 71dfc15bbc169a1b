import { scaleLinear } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';

/** A thing with two numbers. */
export interface ScatterPoint {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** Drawn as a cross instead of a dot. */
  readonly crossed: boolean;
}

export interface PlacedPoint extends ScatterPoint {
  readonly left: number;
  readonly top: number;
}

/** Where the points of a square plot stand, in CSS pixels. */
export interface ScatterLayout {
  readonly width: number;
  readonly height: number;
  readonly box: PlotBox;
  readonly points: readonly PlacedPoint[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** All dots, and all crosses, as one path each: thousands of points are two elements. */
  readonly dotPath: string;
  readonly crossPath: string;
  readonly dotSize: number;
}

const MOST_SIDE = 380;
const MARGIN = { left: 44, top: 30, right: 14, bottom: 40 };
const CROSS = 4;

/** Places points whose numbers run from `low` to `high` on both axes, which have the same scale. */
export function computeScatterLayout(
  points: readonly ScatterPoint[],
  [low, high]: readonly [number, number],
  width: number,
  format: (value: number) => string,
): ScatterLayout {
  const side = Math.max(120, Math.min(MOST_SIDE, width - MARGIN.left - MARGIN.right));
  const box = {
    left: MARGIN.left,
    top: MARGIN.top,
    right: MARGIN.left + side,
    bottom: MARGIN.top + side,
  };
  const margin = Math.max(0.5, (high - low) * 0.03);
  const domain = [low - margin, high + margin];
  const toX = scaleLinear(domain, [box.left, box.right]);
  const toY = scaleLinear(domain, [box.bottom, box.top]);
  const placed = points.map((point) => ({ ...point, left: toX(point.x), top: toY(point.y) }));
  const round = (value: number) => Math.round(value * 10) / 10;
  const values = [low, ...toX.ticks(4).filter((value) => value > low && value < high), high].filter(
    (value, place, all) =>
      Number.isInteger(value) &&
      all.indexOf(value) === place &&
      (value === low || value === high || Math.min(value - low, high - value) > (high - low) * 0.12),
  );
  return {
    width: box.right + MARGIN.right,
    height: box.bottom + MARGIN.bottom,
    box,
    points: placed,
    xTicks: values.map((value) => ({ at: toX(value), text: format(value) })),
    yTicks: values.map((value) => ({ at: toY(value), text: format(value) })),
    dotPath: placed
      .filter(({ crossed }) => !crossed)
      .map(({ left, top }) => `M${round(left)},${round(top)}h0`)
      .join(''),
    crossPath: placed
      .filter(({ crossed }) => crossed)
      .map(
        ({ left, top }) =>
          `M${round(left - CROSS)},${round(top - CROSS)}l${2 * CROSS},${2 * CROSS}m0,${-2 * CROSS}l${-2 * CROSS},${2 * CROSS}`,
      )
      .join(''),
    dotSize: points.length > 600 ? 3.5 : points.length > 150 ? 5 : 8,
  };
}
