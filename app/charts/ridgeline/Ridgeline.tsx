import { type ReactNode, useId, useMemo } from 'react';
import { Axes } from '../Axes.tsx';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import type { ChartTableData } from '../ChartTable.tsx';
import classes from '../chart.module.css';
import { Hatch } from '../Hatch.tsx';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { computeRidgelineLayout, type Ridge } from './layout.ts';

export interface RidgelineProps {
  /** From the top; later rows stand before earlier ones. */
  readonly ridges: readonly Ridge[];
  /** One more than bins, rising. */
  readonly edges: readonly number[];
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** A line through all rows, left of which they are hatched. */
  readonly threshold?: number | undefined;
  readonly label: string;
  readonly title?: ReactNode;
  readonly xLabel: string;
  /** What is known of each row as numbers; the bins themselves would be thousands of cells. */
  readonly table: () => ChartTableData;
  readonly describeBin: (row: number, bin: number) => string;
  readonly formatX: (value: number) => string;
}

/** Histograms of one thing at many moments, one before the other. */
export function Ridgeline({
  ridges,
  edges,
  logX = false,
  logY = false,
  threshold,
  label,
  title,
  xLabel,
  table,
  describeBin,
  formatX,
}: RidgelineProps) {
  const [plotRef, width] = useChartWidth();
  const id = useId();
  const layout = useMemo(
    () => computeRidgelineLayout({ ridges, edges, logX, logY, width, formatX }),
    [ridges, edges, logX, logY, width, formatX],
  );
  const stops = useMemo(
    () =>
      layout.ridges.flatMap(({ tops }, row) =>
        tops.map((y, bin) => ({
          x: layout.centers[bin]!,
          y,
          lane: row,
          // Written when it is read: there can be thousands.
          get text() {
            return describeBin(row, bin);
          },
        })),
      ),
    [layout, describeBin],
  );
  const cursor = useCursor(stops, 'xy');
  const { box, height } = layout;
  const cutX = threshold === undefined ? undefined : layout.toX(threshold);
  return (
    <ChartFrame label={label} title={title} table={table} cursor={cursor} plotRef={plotRef} height={height}>
      <ChartSvg width={width} height={height} label={label} cursor={cursor}>
        <defs>
          <Hatch id={`${id}hatch`} />
          <clipPath id={`${id}below`}>
            <rect x={0} y={0} width={cutX ?? 0} height={height} />
          </clipPath>
        </defs>
        <Axes box={box} xTicks={layout.xTicks} yTicks={[]} xLabel={xLabel} />
        {layout.ridges.map((ridge) => (
          <g key={ridge.id}>
            <path d={ridge.area} fill="var(--chart-kept-soft)" />
            {cutX !== undefined && (
              <path d={ridge.area} fill={`url(#${id}hatch)`} clipPath={`url(#${id}below)`} />
            )}
            <path
              d={ridge.line}
              fill="none"
              stroke="var(--chart-surface)"
              strokeWidth={3}
              strokeOpacity={0.6}
            />
            <path d={ridge.line} fill="none" stroke="var(--chart-kept)" strokeWidth={1.25} />
            <text x={box.left - 8} y={ridge.baseline} textAnchor="end">
              {ridge.shownName}
            </text>
          </g>
        ))}
        {cutX !== undefined && (
          <line className={classes.cutLine} x1={cutX} x2={cutX} y1={box.top} y2={box.bottom} />
        )}
        <g ref={cursor.markRef} visibility="hidden" className={classes.cursor}>
          <circle r={3.5} />
        </g>
      </ChartSvg>
    </ChartFrame>
  );
}
