import { line, scaleLinear } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';

/** A measured point; `low` and `high` bound its error bar. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

export interface LineSeries {
  readonly id: string;
  readonly name: string;
  readonly points: readonly LinePoint[];
  /** What the line goes through in place of the points, which stand as they are. */
  readonly line?: readonly Pick<LinePoint, 'x' | 'y'>[];
}

export interface LineLayoutInput {
  readonly series: readonly LineSeries[];
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  readonly reference?: number | undefined;
  readonly width: number;
  readonly height: number;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

/** A point as drawn. */
export interface DrawnPoint extends LinePoint {
  readonly px: number;
  readonly py: number;
  readonly pLow: number | undefined;
  readonly pHigh: number | undefined;
}

export interface DrawnSeries {
  readonly id: string;
  readonly name: string;
  /** Place in the list, which decides on colour and mark. */
  readonly order: number;
  readonly path: string;
  readonly points: readonly DrawnPoint[];
  /** Where the name stands, beside the last point and clear of the other names. */
  readonly labelY: number;
}

export interface LineLayout {
  readonly box: PlotBox;
  readonly series: readonly DrawnSeries[];
  readonly referenceY: number | undefined;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

const LABEL_GAP = 15;
const CHARACTER_WIDTH = 7.2;

/** Moves labels apart until they stand at least `gap` from each other, within `top`…`bottom`; order is kept. */
export function spreadLabels(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let floor = top;
  for (const index of order) {
    placed[index] = Math.max(placed[index]!, floor);
    floor = placed[index]! + gap;
  }
  let ceiling = bottom;
  for (const index of order.reverse()) {
    placed[index] = Math.min(placed[index]!, ceiling);
    ceiling = placed[index]! - gap;
  }
  return placed;
}

/** Where everything of a line chart stands, in pixels. */
export function computeLineLayout(input: LineLayoutInput): LineLayout {
  const { series, xDomain, yDomain, reference, width, height, formatX, formatY } = input;
  const longestName = Math.max(0, ...series.map(({ name }) => name.length));
  const box: PlotBox = {
    left: 52,
    top: 30,
    right: Math.max(80, width - 20 - Math.min(110, longestName * CHARACTER_WIDTH)),
    bottom: height - 42,
  };
  const xScale = scaleLinear(xDomain, [box.left, box.right]);
  const yScale = scaleLinear(yDomain, [box.bottom, box.top]);
  const draw = (point: LinePoint): DrawnPoint => ({
    ...point,
    px: xScale(point.x),
    py: yScale(point.y),
    pLow: point.low === undefined ? undefined : yScale(point.low),
    pHigh: point.high === undefined ? undefined : yScale(point.high),
  });
  const drawn = series.map(({ points }) => points.map(draw));
  const wanted = drawn.map((points) => points.at(-1)?.py ?? box.bottom);
  const labels = spreadLabels(wanted, LABEL_GAP, box.top, box.bottom);
  const toPath = line<DrawnPoint>(
    ({ px }) => px,
    ({ py }) => py,
  );
  return {
    box,
    series: series.map(({ id, name, line: through }, order) => ({
      id,
      name,
      order,
      points: drawn[order]!,
      path: toPath(through?.map(draw) ?? drawn[order]!) ?? '',
      labelY: labels[order]!,
    })),
    referenceY: reference === undefined ? undefined : yScale(reference),
    xTicks: xScale.ticks(width < 480 ? 4 : 8).map((value) => ({ at: xScale(value), text: formatX(value) })),
    yTicks: yScale.ticks(5).map((value) => ({ at: yScale(value), text: formatY(value) })),
  };
}
