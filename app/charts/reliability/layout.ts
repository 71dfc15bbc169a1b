import { scaleLinear } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';

/** Things whose stated chance lies in one interval of 0…1; the two means are null where there are none. */
export interface ChanceBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean of what was stated. */
  readonly stated: number | null;
  /** Share that came true. */
  readonly came: number | null;
}

/** One interval as drawn, in pixels. */
export interface ReliabilityBar extends ChanceBin {
  readonly x: number;
  readonly width: number;
  /** Upper edge of the bar: the share that came true. */
  readonly y: number;
  /** Where the bar would end if all were as stated. */
  readonly statedY: number;
  /** Upper edge of the strip's bar below: the share of all things. */
  readonly countY: number;
}

export interface ReliabilityLayout {
  readonly box: PlotBox;
  /** The strip of counts below the plot. */
  readonly strip: { readonly top: number; readonly bottom: number };
  readonly bars: readonly ReliabilityBar[];
  /** The other series, as steps over the intervals that it has things in. */
  readonly comparedPath: string;
  /** Where the words of the ideal line cover no bar: left above it, else right below it. */
  readonly idealText: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

export interface ReliabilityLayoutInput {
  readonly bins: readonly ChanceBin[];
  readonly compared?: readonly ChanceBin[] | undefined;
  readonly width: number;
  readonly height: number;
  readonly formatTick: (share: number) => string;
}

const STRIP = 34;
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

/** Where the bars of a reliability diagram stand, with a strip of counts below it. */
export function computeReliabilityLayout({
  bins,
  compared,
  width,
  height,
  formatTick,
}: ReliabilityLayoutInput): ReliabilityLayout {
  const box: PlotBox = { left: 52, top: 30, right: Math.max(120, width - 12), bottom: height - STRIP - 62 };
  const strip = { top: box.bottom + 26, bottom: box.bottom + 26 + STRIP };
  const x = scaleLinear([0, 1], [box.left, box.right]);
  const y = scaleLinear([0, 1], [box.bottom, box.top]);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const bars = bins.map(
    (bin): ReliabilityBar => ({
      ...bin,
      x: x(bin.low) + 1,
      width: Math.max(1, x(bin.high) - x(bin.low) - 2),
      y: y(bin.came ?? 0),
      statedY: y(bin.stated ?? 0),
      countY: strip.bottom - (total > 0 ? (bin.count / total) * STRIP : 0),
    }),
  );
  const comparedPath = (compared ?? [])
    .filter(({ came }) => came !== null)
    .map(({ low, high, came }) => `M${x(low) + 1},${y(came!)}H${x(high) - 1}`)
    .join('');
  const isCovered = bars.some(
    (bar) => bar.count > 0 && bar.low < 0.5 && Math.min(bar.y, bar.statedY) < box.top + 24,
  );
  return {
    box,
    strip,
    idealText: isCovered
      ? { x: box.right - 6, y: box.bottom - 10, anchor: 'end' }
      : { x: box.left + 8, y: box.top + 14, anchor: 'start' },
    bars,
    comparedPath,
    xTicks: TICKS.map((share) => ({ at: x(share), text: formatTick(share) })),
    yTicks: TICKS.map((share) => ({ at: y(share), text: formatTick(share) })),
  };
}
