import { type ReactNode, useCallback, useMemo } from 'react';
import { Axes } from '../Axes.tsx';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import classes from '../chart.module.css';
import { findNearestStop } from '../stops.ts';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { usePick } from '../usePick.ts';
import { computeScatterLayout, type ScatterPoint } from './layout.ts';

export interface ScatterPlotProps {
  /** Any order; arrow keys go through them by x. */
  readonly points: readonly ScatterPoint[];
  /** Least and largest number on both axes. */
  readonly domain: readonly [number, number];
  /** The point that is lit up. */
  readonly selected: number | null;
  readonly onPick: (id: number) => void;
  readonly label: string;
  readonly title?: ReactNode;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly columns: readonly [name: string, x: string, y: string];
  readonly nameOf: (id: number) => string;
  readonly describePoint: (point: ScatterPoint) => string;
  readonly format: (value: number) => string;
}

/** How far from a point a click still picks it. */
const REACH_PX = 22;

/** Two numbers of the same kind against each other, on axes of one scale with the line where both are equal. */
export function ScatterPlot(props: ScatterPlotProps) {
  const { points, selected, onPick, label, title, xLabel, yLabel, columns, nameOf, describePoint, format } =
    props;
  const [low, high] = props.domain;
  const [plotRef, width] = useChartWidth(420);
  const sorted = useMemo(() => [...points].sort((a, b) => a.x - b.x || a.y - b.y), [points]);
  const layout = useMemo(
    () => computeScatterLayout(sorted, [low, high], width, format),
    [sorted, low, high, width, format],
  );
  const stops = useMemo(
    () => layout.points.map((point) => ({ x: point.left, y: point.top, text: describePoint(point) })),
    [layout, describePoint],
  );
  const cursor = useCursor(stops, 'xy');
  const handlers = usePick({
    stops,
    cursor,
    locate: (x, y) => {
      const nearest = findNearestStop(stops, x, y, 'xy');
      const stop = stops[nearest];
      return stop && Math.hypot(stop.x - x, stop.y - y) <= REACH_PX ? nearest : -1;
    },
    onPick: (place) => onPick(layout.points[place]!.id),
  });
  const picking = useMemo(() => ({ ...cursor, handlers }), [cursor, handlers]);
  const table = useCallback(
    () => ({ columns, rows: sorted.map(({ id, x, y }) => [nameOf(id), format(x), format(y)]) }),
    [columns, sorted, nameOf, format],
  );
  const { box } = layout;
  const lit = layout.points.find(({ id }) => id === selected);
  return (
    <ChartFrame
      label={label}
      title={title}
      table={table}
      cursor={cursor}
      plotRef={plotRef}
      height={layout.height}
    >
      <ChartSvg width={layout.width} height={layout.height} label={label} cursor={picking}>
        <Axes box={box} xTicks={layout.xTicks} yTicks={layout.yTicks} xLabel={xLabel} yLabel={yLabel} />
        <path
          className={classes.axis}
          d={`M${box.left},${box.bottom}L${box.right},${box.top}`}
          strokeDasharray="3 4"
        />
        <path
          d={layout.dotPath}
          stroke="var(--chart-kept)"
          strokeWidth={layout.dotSize}
          strokeLinecap="round"
          strokeOpacity={0.8}
          fill="none"
        />
        <path d={layout.crossPath} stroke="var(--chart-pruned)" strokeWidth={2.25} fill="none" />
        {lit && (
          <circle
            cx={lit.left}
            cy={lit.top}
            r={layout.dotSize / 2 + 4}
            fill="none"
            stroke="var(--chart-focus)"
            strokeWidth={2}
          />
        )}
        <g ref={cursor.markRef} visibility="hidden">
          <circle className={classes.cursor} r={5} />
        </g>
      </ChartSvg>
    </ChartFrame>
  );
}
