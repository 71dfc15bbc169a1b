import { type ReactNode, useCallback, useId, useMemo } from 'react';
import { Axes } from '../Axes.tsx';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import { CutBars } from '../CutBars.tsx';
import classes from '../chart.module.css';
import { Hatch } from '../Hatch.tsx';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { computeLogHistogramLayout, type LogHistogramBar, type MagnitudeCounts } from './layout.ts';
import { writeMagnitude } from './magnitude.ts';
import { ThresholdLine, type ThresholdLineProps } from './ThresholdLine.tsx';

export interface LogHistogramProps {
  readonly magnitudes: MagnitudeCounts;
  readonly compared?: MagnitudeCounts | undefined;
  readonly log?: boolean;
  readonly height?: number;
  /** A line that can be dragged; what lies below it is hatched. */
  readonly threshold: ThresholdLineProps;
  readonly label: string;
  readonly title?: ReactNode;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly columns: {
    readonly from: string;
    readonly to: string;
    readonly count: string;
    readonly compared: string;
  };
  /** The readout of one bin. */
  readonly describeBin: (bar: LogHistogramBar) => string;
  /** The readout of the zeros. */
  readonly zeroText: string;
  readonly formatCount: (count: number) => string;
}

/** Counts of magnitudes in bins of equal width in log₁₀, zeros apart, and a threshold. */
export function LogHistogram({
  magnitudes,
  compared,
  log = false,
  height = 270,
  threshold,
  label,
  title,
  xLabel,
  yLabel,
  columns,
  describeBin,
  zeroText,
  formatCount,
}: LogHistogramProps) {
  const [plotRef, width] = useChartWidth();
  const id = useId();
  const layout = useMemo(
    () => computeLogHistogramLayout({ magnitudes, compared, log, width, height, formatCount }),
    [magnitudes, compared, log, width, height, formatCount],
  );
  const { box, zeroBar } = layout;
  const stops = useMemo(
    () => [
      { x: layout.zeroBar.x + layout.zeroBar.width / 2, y: layout.zeroBar.y, text: zeroText },
      ...layout.bars.map((bar) => ({
        x: bar.x + bar.width / 2,
        y: bar.y,
        // Written when it is read.
        get text() {
          return describeBin(bar);
        },
      })),
    ],
    [layout, describeBin, zeroText],
  );
  const cursor = useCursor(stops);
  const table = useCallback(
    () => ({
      columns: [columns.from, columns.to, columns.count, ...(compared ? [columns.compared] : [])],
      rows: [
        ['0', '0', formatCount(magnitudes.zeros), ...(compared ? [formatCount(compared.zeros)] : [])],
        ...layout.bars.map((bar) => [
          writeMagnitude(bar.from),
          writeMagnitude(bar.to),
          formatCount(bar.count),
          ...(bar.comparedCount === undefined ? [] : [formatCount(bar.comparedCount)]),
        ]),
      ],
    }),
    [layout, columns, magnitudes, compared, formatCount],
  );
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
          cut={[0, layout.toX(threshold.value)]}
          hatchId={`${id}hatch`}
          outlined
        />
        {magnitudes.zeros > 0 && (
          <rect
            x={zeroBar.x}
            width={zeroBar.width}
            y={zeroBar.y}
            height={box.bottom - zeroBar.y}
            fill={`url(#${id}hatch)`}
            stroke="var(--chart-pruned)"
            strokeWidth={0.5}
          />
        )}
        {zeroBar.clipped && (
          <path
            d={`M${zeroBar.x - 3},${box.top + 9}l${zeroBar.width + 6},-4m0,5l-${zeroBar.width + 6},4`}
            stroke="var(--chart-surface)"
            strokeWidth={2}
          />
        )}
        {compared && (
          <path d={layout.comparedPath} fill="none" stroke="var(--chart-compared)" strokeWidth={1.5} />
        )}
        <g ref={cursor.markRef} visibility="hidden" className={classes.cursor}>
          <circle r={3.5} />
        </g>
        <ThresholdLine {...threshold} layout={layout} />
      </ChartSvg>
    </ChartFrame>
  );
}
