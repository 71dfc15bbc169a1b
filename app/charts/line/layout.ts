import { line, scaleLinear, scaleLog } from 'd3';
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
  /** Axes on which equal ratios are equally long; their domains lie above 0. */
  readonly logX?: boolean;
  readonly logY?: boolean;
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
const IDEOGRAPH_WIDTH = 12.5;

/** About how wide a name is, in pixels. */
function measureName(name: string): number {
  return [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? IDEOGRAPH_WIDTH : CHARACTER_WIDTH), 0);
}

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

/** A few round values of a logarithmic axis: powers of ten, on a short one 2 and 5 of each too. */
export function chooseLogTicks([low, high]: readonly [number, number]): readonly number[] {
  const all = scaleLog([low, high], [0, 1]).ticks();
  const leading = (value: number) => Number(value.toExponential(0).split('e')[0]);
  const isDecade = (value: number) => leading(value) === 1;
  const wide = Math.log10(high / low) > 2.5;
  const chosen = all.filter((value) => isDecade(value) || (!wide && [2, 5].includes(leading(value))));
  return chosen.length > 1 ? chosen : all;
}

/** The scale of an axis with its ticks. */
function createAxis(
  domain: readonly [number, number],
  range: readonly [number, number],
  isLog: boolean,
  count: number,
) {
  const scale = isLog ? scaleLog(domain, range) : scaleLinear(domain, range);
  return { scale, ticks: isLog ? chooseLogTicks(domain) : scale.ticks(count) };
}

/** Where everything of a line chart stands, in pixels. */
export function computeLineLayout(input: LineLayoutInput): LineLayout {
  const { series, xDomain, yDomain, logX = false, logY = false, reference, width, height } = input;
  const { formatX, formatY } = input;
  const longestName = Math.max(0, ...series.map(({ name }) => measureName(name)));
  const box: PlotBox = {
    left: 52,
    top: 30,
    right: Math.max(80, width - 20 - Math.min(110, longestName)),
    bottom: height - 42,
  };
  const x = createAxis(xDomain, [box.left, box.right], logX, width < 480 ? 4 : 8);
  const y = createAxis(yDomain, [box.bottom, box.top], logY, 5);
  const [xScale, yScale] = [x.scale, y.scale];
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
    xTicks: x.ticks.map((value) => ({ at: xScale(value), text: formatX(value) })),
    yTicks: y.ticks.map((value) => ({ at: yScale(value), text: formatY(value) })),
  };
}
