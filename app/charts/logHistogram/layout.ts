import { scaleLinear, scaleLog, scaleSymlog, ticks } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';
import { writePowerOfTen } from './magnitude.ts';

/** Counts of magnitudes in bins of equal width in log₁₀. */
export interface MagnitudeCounts {
  /** One more than bins, rising, above 0. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Exactly 0: they have no place on a logarithmic axis, and stand left of it. */
  readonly zeros: number;
}

export interface LogHistogramLayoutInput {
  readonly magnitudes: MagnitudeCounts;
  /** In the same bins; drawn as an outline. */
  readonly compared?: MagnitudeCounts | undefined;
  /** Counts on a logarithmic scale too. */
  readonly log: boolean;
  readonly width: number;
  readonly height: number;
  readonly formatCount: (count: number) => string;
  /** Without axes and margins, for small multiples. */
  readonly compact?: boolean | undefined;
}

/** One bin as drawn. */
export interface LogHistogramBar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly comparedCount: number | undefined;
}

export interface LogHistogramLayout {
  readonly box: PlotBox;
  readonly bars: readonly LogHistogramBar[];
  readonly comparedPath: string;
  /** The heap of zeros in its gutter; `clipped` where it is higher than the plot. */
  readonly zeroBar: {
    readonly x: number;
    readonly width: number;
    readonly y: number;
    readonly clipped: boolean;
  };
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Held within the axis. */
  toX(magnitude: number): number;
  fromX(x: number): number;
}

const MARGINS = { left: 52, right: 16, top: 30, bottom: 40 } as const;
const COMPACT_MARGINS = { left: 1, right: 1, top: 3, bottom: 1 } as const;

/** What the names of 0 and of the first power of ten need between them. */
const TICK_ROOM = 34;

/** First and last bin, end excluded, between which any of several counts are not 0; all bins where there are none. */
export function findFilledBins(all: readonly (readonly number[])[]): readonly [number, number] {
  const bins = Math.max(0, ...all.map(({ length }) => length));
  const filled = Array.from({ length: bins }, (_, bin) => all.some((counts) => (counts[bin] ?? 0) > 0));
  const first = filled.indexOf(true);
  return first < 0 ? [0, bins] : [first, filled.lastIndexOf(true) + 1];
}

/** Powers of ten within two edges, at most `most` of them. */
export function listDecades(low: number, high: number, most: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const exponents: number[] = [];
  for (let exponent = last; exponent >= first; exponent -= step) exponents.unshift(exponent);
  return exponents;
}

/** Where everything of a histogram of magnitudes stands, in pixels. */
export function computeLogHistogramLayout(input: LogHistogramLayoutInput): LogHistogramLayout {
  const { magnitudes, compared, log, width, height, formatCount, compact } = input;
  const { edges, counts, zeros } = magnitudes;
  const margins = compact ? COMPACT_MARGINS : MARGINS;
  const zeroWidth = compact ? 4 : 12;
  const gutter = compact ? 7 : 26;
  const box: PlotBox = {
    left: margins.left,
    top: margins.top,
    right: Math.max(margins.left + gutter + 10, width - margins.right),
    bottom: height - margins.bottom,
  };
  const [low, high] = [edges[0]!, edges.at(-1)!];
  const xScale = scaleLog([low, high], [box.left + gutter, box.right]).clamp(true);
  const highest = Math.max(1, ...counts, ...(compared?.counts ?? []));
  const yScale = (log ? scaleSymlog() : scaleLinear()).domain([0, highest]).range([box.bottom, box.top]);
  const toX = (magnitude: number) => xScale(Math.max(magnitude, low));
  const gap = toX(edges[1]!) - toX(low) > 5 ? 1 : 0;
  const bars = counts.map(
    (count, bin): LogHistogramBar => ({
      x: toX(edges[bin]!),
      width: toX(edges[bin + 1]!) - toX(edges[bin]!) - gap,
      y: yScale(count),
      from: edges[bin]!,
      to: edges[bin + 1]!,
      count,
      comparedCount: compared?.counts[bin],
    }),
  );
  const zeroX = box.left + (compact ? 1 : 3);
  const yTicks = log
    ? listDecades(1, highest, 4).map((power) => 10 ** power)
    : ticks(0, highest, 4).filter(Number.isInteger);
  return {
    box,
    bars,
    comparedPath: compared
      ? `M${toX(low)},${box.bottom}${compared.counts.map((count, bin) => `V${yScale(count)}H${toX(edges[bin + 1]!)}`).join('')}V${box.bottom}`
      : '',
    zeroBar: {
      x: zeroX,
      width: zeroWidth,
      y: Math.max(box.top, yScale(zeros)),
      clipped: zeros > highest,
    },
    xTicks: compact
      ? []
      : [
          { at: zeroX + zeroWidth / 2, text: '0' },
          ...listDecades(low, high, width < 480 ? 5 : 10)
            .map((power) => ({ at: toX(10 ** power), text: writePowerOfTen(power) }))
            .filter(({ at }) => at - zeroX > TICK_ROOM),
        ],
    yTicks: compact ? [] : yTicks.map((count) => ({ at: yScale(count), text: formatCount(count) })),
    toX,
    fromX: (x) => xScale.invert(x),
  };
}
