import { curveStepAfter, line, scaleLinear, scaleLog } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';
import { type LabelBox, placeLabels } from './placeLabels.ts';

/** What is to be low (x, above 0) and what is to be high (y). */
export interface ParetoPoint {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface ParetoLayoutInput {
  readonly points: readonly ParetoPoint[];
  /** Ids of the points on the front. */
  readonly front: readonly string[];
  /** Ids whose names are placed first, the most important first. */
  readonly emphasized: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

export interface DrawnParetoPoint extends ParetoPoint {
  readonly px: number;
  readonly py: number;
  readonly onFront: boolean;
  /** Where the name stands; undefined where it would lie on another. */
  readonly label: LabelBox | undefined;
}

export interface ParetoLayout {
  readonly box: PlotBox;
  /** By rising x. */
  readonly points: readonly DrawnParetoPoint[];
  /** Steps through the front: what is reached at each x, drawn on to the right end. */
  readonly frontPath: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

const TICK_ROOM = 58;
/** The smallest range of y that is shown, so that noise does not look like a fall. */
const LEAST_RANGE = 0.02;

/** 1, 2 and 5 of every power of ten within the domain, thinned until they stand clear of each other. */
function listLogTicks(scale: (value: number) => number, [from, to]: readonly [number, number]): number[] {
  const powers = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++) {
    powers.push(power);
  }
  const all = powers.flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power));
  const inside = all.filter((value) => value >= from && value <= to);
  const kept: number[] = [];
  for (const value of inside) {
    const last = kept.at(-1);
    if (last === undefined || scale(value) - scale(last) >= TICK_ROOM) kept.push(value);
  }
  return kept;
}

/** Where the points, the front and the names of a Pareto chart stand, in pixels; x is logarithmic. */
export function computeParetoLayout(input: ParetoLayoutInput): ParetoLayout {
  const { front, emphasized, width, height, formatX, formatY } = input;
  const points = input.points
    .filter(({ x, y }) => x > 0 && Number.isFinite(x) && Number.isFinite(y))
    .sort((a, b) => a.x - b.x || a.y - b.y);
  const box: PlotBox = { left: 56, top: 30, right: width - 20, bottom: height - 42 };
  const [first, last] = [points[0]?.x ?? 1, points.at(-1)?.x ?? 10];
  const xDomain: readonly [number, number] = [first / 1.35, last * 1.35];
  const ys = points.map(({ y }) => y);
  const [low, high] = [Math.min(1, ...ys), Math.max(0, ...ys)];
  const range = Math.max(LEAST_RANGE, high - low);
  const xScale = scaleLog(xDomain, [box.left, box.right]);
  const yDomain = [Math.max(0, low - 0.15 * range), Math.min(1, high + 0.15 * range)];
  const yScale = scaleLinear(yDomain, [box.bottom, box.top]);
  const placed = points.map((point) => ({
    ...point,
    px: xScale(point.x),
    py: yScale(point.y),
    onFront: front.includes(point.id),
  }));
  const rank = ({ id, onFront }: (typeof placed)[number]) => {
    const at = emphasized.indexOf(id);
    return at >= 0 ? at : emphasized.length + (onFront ? 0 : 1);
  };
  const labels = placeLabels(
    [...placed].sort((a, b) => rank(a) - rank(b)),
    placed,
    box,
  );
  const toPath = line<(typeof placed)[number]>(
    ({ px }) => px,
    ({ py }) => py,
  ).curve(curveStepAfter);
  const onFront = placed.filter((point) => point.onFront);
  const frontPath = onFront.length > 0 ? `${toPath(onFront)}H${box.right}` : '';
  return {
    box,
    points: placed.map((point) => ({ ...point, label: labels.get(point.id) })),
    frontPath,
    xTicks: listLogTicks(xScale, xDomain).map((value) => ({ at: xScale(value), text: formatX(value) })),
    yTicks: yScale.ticks(5).map((value) => ({ at: yScale(value), text: formatY(value) })),
  };
}
