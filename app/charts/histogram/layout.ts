import { format, scaleLinear, scaleSymlog, ticks } from 'd3';
import type { PlotBox, Tick } from '../Axes.tsx';

/** Counts in equal bins over a domain, and a heap of exact zeros that is counted apart. */
export interface BinnedCounts {
  readonly domain: readonly [number, number];
  readonly counts: readonly number[];
  readonly atZero: number;
}

export interface HistogramLayoutInput {
  readonly bins: BinnedCounts;
  /** In the same bins; drawn as an outline. */
  readonly compared?: BinnedCounts | undefined;
  readonly normal?: { readonly mean: number; readonly standardDeviation: number } | undefined;
  readonly laplace?: { readonly median: number; readonly scale: number } | undefined;
  readonly log: boolean;
  readonly width: number;
  readonly height: number;
  /** Without axes and margins, for small multiples. */
  readonly compact?: boolean | undefined;
}

/** One bin as drawn. */
export interface HistogramBar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly comparedCount: number | undefined;
}

export interface HistogramLayout {
  readonly box: PlotBox;
  readonly bars: readonly HistogramBar[];
  readonly comparedPath: string;
  readonly normalPath: string;
  readonly laplacePath: string;
  /** The heap at 0; `clipped` where it is higher than the plot. */
  readonly zeroBar:
    | { readonly x: number; readonly width: number; readonly y: number; readonly clipped: boolean }
    | undefined;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Held within the axis. */
  toX(value: number): number;
  fromX(x: number): number;
}

const MARGINS = { left: 52, right: 14, top: 26, bottom: 40 } as const;
const COMPACT_MARGINS = { left: 1, right: 1, top: 3, bottom: 1 } as const;
const NORMAL_POINTS = 120;
/** More, for its peak is a point. */
const LAPLACE_POINTS = 480;

/** Density of a normal distribution. */
export function normalDensity(x: number, mean: number, standardDeviation: number): number {
  const z = (x - mean) / standardDeviation;
  return Math.exp(-0.5 * z * z) / (standardDeviation * Math.sqrt(2 * Math.PI));
}

/** Density of a Laplace distribution. */
export function laplaceDensity(x: number, median: number, scale: number): number {
  return Math.exp(-Math.abs(x - median) / scale) / (2 * scale);
}

/** Powers of ten from 1 up to `highest`, at most `most` of them. */
function powersOfTen(highest: number, most: number): number[] {
  const powers: number[] = [];
  for (let power = 1; power <= highest; power *= 10) powers.push(power);
  const step = Math.ceil(powers.length / most);
  return powers.filter((_, index) => index % step === 0);
}

/** Where everything of a histogram stands, in pixels. */
export function computeHistogramLayout(input: HistogramLayoutInput): HistogramLayout {
  const { bins, compared, normal, laplace, log, width, height, compact } = input;
  const margins = compact ? COMPACT_MARGINS : MARGINS;
  const box: PlotBox = {
    left: margins.left,
    top: margins.top,
    right: Math.max(margins.left + 10, width - margins.right),
    bottom: height - margins.bottom,
  };
  const binWidth = (bins.domain[1] - bins.domain[0]) / Math.max(1, bins.counts.length);
  const total = bins.counts.reduce((sum, count) => sum + count, 0);
  const expectNormal = (x: number) =>
    normal && normal.standardDeviation > 0
      ? total * binWidth * normalDensity(x, normal.mean, normal.standardDeviation)
      : 0;
  const expectLaplace = (x: number) =>
    laplace ? total * binWidth * laplaceDensity(x, laplace.median, laplace.scale) : 0;
  const highest = Math.max(
    1,
    ...bins.counts,
    ...(compared?.counts ?? []),
    normal ? expectNormal(normal.mean) : 0,
    laplace ? expectLaplace(laplace.median) : 0,
  );
  const xScale = scaleLinear(bins.domain, [box.left, box.right]).clamp(true);
  const yScale = (log ? scaleSymlog() : scaleLinear()).domain([0, highest]).range([box.bottom, box.top]);
  const toX = (value: number) => xScale(value);
  const toY = (count: number) => yScale(count);
  const edge = (index: number) => toX(bins.domain[0] + index * binWidth);
  const gap = edge(1) - edge(0) > 5 ? 1 : 0;

  const bars = bins.counts.map(
    (count, index): HistogramBar => ({
      x: edge(index),
      width: edge(index + 1) - edge(index) - gap,
      y: toY(count),
      from: bins.domain[0] + index * binWidth,
      to: bins.domain[0] + (index + 1) * binWidth,
      count,
      comparedCount: compared?.counts[index],
    }),
  );
  const comparedPath = compared
    ? `M${edge(0)},${box.bottom}${compared.counts.map((count, index) => `V${toY(count)}H${edge(index + 1)}`).join('')}V${box.bottom}`
    : '';
  const toCurve = (expected: (x: number) => number, points: number) =>
    Array.from({ length: points + 1 }, (_, index) => {
      const value = bins.domain[0] + ((bins.domain[1] - bins.domain[0]) * index) / points;
      return `${index === 0 ? 'M' : 'L'}${toX(value).toFixed(1)},${toY(expected(value)).toFixed(1)}`;
    }).join('');
  const zeroWidth = compact ? 3 : 8;
  const zeroBar =
    bins.atZero > 0
      ? {
          x: toX(0) - zeroWidth / 2,
          width: zeroWidth,
          y: Math.max(box.top, toY(bins.atZero)),
          clipped: bins.atZero > highest,
        }
      : undefined;

  const writeX = format('~g');
  const writeY = format('~s');
  const xTicks = compact
    ? []
    : ticks(bins.domain[0], bins.domain[1], width < 480 ? 4 : 8).map((value) => ({
        at: toX(value),
        text: writeX(Number(value.toPrecision(6))).replace('-', '−'),
      }));
  const yTicks = compact
    ? []
    : (log ? [0, ...powersOfTen(highest, 4)] : ticks(0, highest, 4).filter(Number.isInteger)).map(
        (value) => ({
          at: toY(value),
          text: writeY(value),
        }),
      );
  return {
    box,
    bars,
    comparedPath,
    normalPath: normal ? toCurve(expectNormal, NORMAL_POINTS) : '',
    laplacePath: laplace ? toCurve(expectLaplace, LAPLACE_POINTS) : '',
    zeroBar,
    xTicks,
    yTicks,
    toX,
    fromX: (x) => xScale.invert(x),
  };
}
