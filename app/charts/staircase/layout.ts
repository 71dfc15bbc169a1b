import { line, scaleLinear } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';

export interface StaircaseInput {
  /** Before the first round, 0…1. */
  readonly start: number;
  /** After each round, 0…1. */
  readonly values: readonly number[];
  /** Rounds that the axis has room for; no fewer than there are. */
  readonly room: number;
  readonly width: number;
  readonly height: number;
  readonly formatY: (value: number) => string;
}

export interface StaircaseLayout {
  readonly box: PlotBox;
  /** Level between rounds, up at each. */
  readonly path: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** What a place in the plot stands for, held within it: a round of 1…room and a value of 0…1. */
  toPlace(x: number, y: number): { readonly round: number; readonly value: number };
}

/** Where everything of a value that rises round by round stands, in pixels. */
export function computeStaircaseLayout(input: StaircaseInput): StaircaseLayout {
  const { start, values, room, width, height, formatY } = input;
  const box: PlotBox = { left: 40, top: 10, right: Math.max(80, width - 14), bottom: height - 34 };
  const xScale = scaleLinear([0, room], [box.left, box.right]).clamp(true);
  const yScale = scaleLinear([0, 1], [box.bottom, box.top]).clamp(true);
  const points = values.map((value, index) => ({ x: xScale(index + 1), y: yScale(value) }));
  const corners = points.flatMap(({ x, y }, index) => [
    { x, y: index === 0 ? yScale(start) : points[index - 1]!.y },
    { x, y },
  ]);
  const path = line<{ x: number; y: number }>(
    ({ x }) => x,
    ({ y }) => y,
  )([{ x: box.left, y: yScale(start) }, ...corners]);
  const rounds = xScale.ticks(Math.min(room, 5)).filter((round) => Number.isInteger(round));
  return {
    box,
    path: path ?? '',
    points,
    xTicks: rounds.map((round) => ({ at: xScale(round), text: String(round) })),
    yTicks: [0, 0.5, 1].map((value) => ({ at: yScale(value), text: formatY(value) })),
    toPlace: (x, y) => ({
      round: Math.max(1, Math.round(xScale.invert(x))),
      value: Number(yScale.invert(y).toFixed(2)),
    }),
  };
}
