import { type ReactNode, useCallback, useId, useMemo } from 'react';
import { Axes } from '../Axes.tsx';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import { CutBars } from '../CutBars.tsx';
import classes from '../chart.module.css';
import { Hatch } from '../Hatch.tsx';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { type BinnedCounts, computeHistogramLayout, type HistogramBar } from './layout.ts';
import { ThresholdPair, type ThresholdProps } from './ThresholdPair.tsx';

export interface HistogramProps {
  readonly bins: BinnedCounts;
  readonly compared?: BinnedCounts | undefined;
  readonly normal?: { readonly mean: number; readonly standardDeviation: number } | undefined;
  readonly laplace?: { readonly median: number; readonly scale: number } | undefined;
  readonly log?: boolean;
  readonly height?: number;
  /** A symmetric pair of lines that can be dragged; what lies between is hatched. */
  readonly threshold?: ThresholdProps | undefined;
  readonly label: string;
  readonly title?: ReactNode;
  readonly xLabel: string;
  readonly yLabel: string;
  /** What is written at the heap of zeros. */
  readonly zeroText: string;
  readonly columns: {
    readonly from: string;
    readonly to: string;
    readonly count: string;
    readonly compared: string;
  };
  /** The readout of one bin. */
  readonly describeBin: (bar: HistogramBar) => string;
  readonly formatValue: (value: number) => string;
  readonly formatCount: (count: number) => string;
}

/** Counts in equal bins, a second set as an outline, exact zeros as a hatched bar, and a pair of thresholds. */
export function Histogram({
  bins,
  compared,
  normal,
  laplace,
  log = false,
  height = 270,
  threshold,
  label,
  title,
  xLabel,
  yLabel,
  zeroText,
  columns,
  describeBin,
  formatValue,
  formatCount,
}: HistogramProps) {
  const [plotRef, width] = useChartWidth();
  const id = useId();
  const layout = useMemo(
    () => computeHistogramLayout({ bins, compared, normal, laplace, log, width, height }),
    [bins, compared, normal, laplace, log, width, height],
  );
  const stops = useMemo(
    () =>
      layout.bars.map((bar) => ({
        x: bar.x + bar.width / 2,
        y: bar.y,
        // Written when it is read: a hundred sentences would keep the chart waiting.
        get text() {
          return describeBin(bar);
        },
      })),
    [layout, describeBin],
  );
  const cursor = useCursor(stops);
  const table = useCallback(
    () => ({
      columns: [columns.from, columns.to, columns.count, ...(compared ? [columns.compared] : [])],
      rows: layout.bars.map((bar) => [
        formatValue(bar.from),
        formatValue(bar.to),
        formatCount(bar.count),
        ...(bar.comparedCount === undefined ? [] : [formatCount(bar.comparedCount)]),
      ]),
    }),
    [layout, columns, compared, formatValue, formatCount],
  );
  const { box, zeroBar } = layout;
  return (
    <ChartFrame label={label} title={title} table={table} cursor={cursor} plotRef={plotRef} height={height}>
      <ChartSvg width={width} height={height} label={label} cursor={cursor}>
        <defs>
          <Hatch id={`${id}hatch`} />
        </defs>
        <Axes box={box} xTicks={layout.xTicks} yTicks={layout.yTicks} xLabel={xLabel} yLabel={yLabel} />
        <CutBars
          bars={layout.bars}
          box={box}
          cut={threshold && [layout.toX(-threshold.value), layout.toX(threshold.value)]}
          hatchId={`${id}hatch`}
          outlined
        />
        {zeroBar && (
          <g>
            <rect
              x={zeroBar.x}
              width={zeroBar.width}
              y={zeroBar.y}
              height={box.bottom - zeroBar.y}
              fill={`url(#${id}hatch)`}
              stroke="var(--chart-pruned)"
            />
            {zeroBar.clipped && (
              <path
                d={`M${zeroBar.x - 3},${box.top + 9}l${zeroBar.width + 6},-4m0,5l-${zeroBar.width + 6},4`}
                stroke="var(--chart-surface)"
                strokeWidth={2}
              />
            )}
          </g>
        )}
        {compared && (
          <path d={layout.comparedPath} fill="none" stroke="var(--chart-compared)" strokeWidth={1.5} />
        )}
        {normal && (
          <path
            d={layout.normalPath}
            fill="none"
            stroke="var(--chart-text)"
            strokeWidth={1.25}
            strokeDasharray="5 3"
          />
        )}
        {laplace && (
          <path d={layout.laplacePath} fill="none" stroke="var(--chart-series-3)" strokeWidth={1.5} />
        )}
        <g ref={cursor.markRef} visibility="hidden" className={classes.cursor}>
          <circle r={3.5} />
        </g>
        {threshold && <ThresholdPair {...threshold} layout={layout} />}
        {zeroBar && (
          <text className={classes.halo} x={zeroBar.x + zeroBar.width + 6} y={zeroBar.y + 4} dy="0.4em">
            {zeroText}
          </text>
        )}
      </ChartSvg>
    </ChartFrame>
  );
}
