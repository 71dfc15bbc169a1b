import { scaleLinear } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';

export interface DistributionLayoutInput {
  /** Shares, 0…1. */
  readonly values: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly formatY: (value: number) => string;
}

/** One value as drawn; bars rise from left to right. */
export interface DistributionBar {
  /** Place of the value in the input. */
  readonly index: number;
  readonly value: number;
  readonly x: number;
  readonly width: number;
  readonly y: number;
}

export interface DistributionLayout {
  readonly box: PlotBox;
  readonly bars: readonly DistributionBar[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  toY(value: number): number;
  fromY(y: number): number;
}

/** Where the bars of a sorted distribution stand, in pixels. */
export function computeDistributionLayout({
  values,
  width,
  height,
  formatY,
}: DistributionLayoutInput): DistributionLayout {
  const box: PlotBox = { left: 52, top: 30, right: Math.max(80, width - 72), bottom: height - 12 };
  const yScale = scaleLinear([0, 1], [box.bottom, box.top]);
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]! || a - b);
  const step = (box.right - box.left) / Math.max(1, values.length);
  const gap = step > 5 ? 1.5 : 0;
  const bars = order.map((index, place): DistributionBar => {
    const value = values[index]!;
    return { index, value, x: box.left + place * step + gap / 2, width: step - gap, y: yScale(value) };
  });
  return {
    box,
    bars,
    xTicks: [],
    yTicks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ at: yScale(value), text: formatY(value) })),
    toY: (value) => yScale(value),
    fromY: (y) => yScale.invert(y),
  };
}

/** Some bars as one path. */
export function toBarsPath(bars: readonly DistributionBar[], bottom: number): string {
  return bars.map(({ x, width, y }) => `M${x},${bottom}V${y}h${width}V${bottom}Z`).join('');
}
