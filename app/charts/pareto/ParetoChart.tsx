import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import { Axes } from '../Axes.tsx';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import type { ChartTableData } from '../ChartTable.tsx';
import classes from '../chart.module.css';
import { findNearestStop, moveStop } from '../stops.ts';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { computeParetoLayout, type DrawnParetoPoint, type ParetoPoint } from './layout.ts';

export interface ParetoChartProps {
  readonly points: readonly ParetoPoint[];
  readonly front: readonly string[];
  /** Drawn largest, with its letter. */
  readonly selected?: string | undefined;
  /** Drawn as an outline, with its letter. */
  readonly compared?: string | undefined;
  /** Click, or Enter where the arrow keys stand. */
  readonly onSelect: (id: string) => void;
  readonly label: string;
  readonly title?: ReactNode;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly height?: number;
  readonly describePoint: (id: string) => string;
  readonly table: () => ChartTableData;
  readonly formatX: (value: number) => string;
  readonly formatTickY: (value: number) => string;
}

/** Points of cost against gain, and the steps through those that no other beats on both. */
export function ParetoChart(props: ParetoChartProps) {
  const { points, front, selected, compared, onSelect, label, title, xLabel, yLabel, height = 340 } = props;
  const { describePoint, table, formatX, formatTickY } = props;
  const [plotRef, width] = useChartWidth();
  const layout = useMemo(() => {
    const emphasized = [selected, compared].filter((id) => id !== undefined);
    return computeParetoLayout({ points, front, emphasized, width, height, formatX, formatY: formatTickY });
  }, [points, front, selected, compared, width, height, formatX, formatTickY]);
  const stops = useMemo(
    () => layout.points.map(({ px, py, id }) => ({ x: px, y: py, text: describePoint(id) })),
    [layout, describePoint],
  );
  const base = useCursor(stops, 'xy');
  // The stop that the readout stands at, so that Enter and a click choose it.
  const at = useRef<number | null>(null);
  const choose = () => {
    const point = at.current === null ? undefined : layout.points[at.current];
    if (point) onSelect(point.id);
  };
  const handlers = {
    ...base.handlers,
    onPointerMove(event: PointerEvent<Element>) {
      const frame = event.currentTarget.getBoundingClientRect();
      at.current = findNearestStop(stops, event.clientX - frame.left, event.clientY - frame.top, 'xy');
      base.handlers.onPointerMove(event);
    },
    onPointerLeave() {
      at.current = null;
      base.handlers.onPointerLeave();
    },
    onKeyDown(event: KeyboardEvent<Element>) {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        return choose();
      }
      at.current = moveStop(stops, at.current, event.key) ?? at.current;
      base.handlers.onKeyDown(event);
    },
  };
  const cursor = { ...base, handlers };
  const { box } = layout;
  return (
    <ChartFrame label={label} title={title} table={table} cursor={cursor} plotRef={plotRef} height={height}>
      <ChartSvg width={width} height={height} label={label} cursor={cursor}>
        <Axes box={box} xTicks={layout.xTicks} yTicks={layout.yTicks} xLabel={xLabel} yLabel={yLabel} />
        <path d={layout.frontPath} fill="none" stroke="var(--chart-kept)" strokeWidth={1.75} />
        {layout.points.map((point) => (
          <Point
            key={point.id}
            point={point}
            letter={point.id === selected ? 'A' : point.id === compared ? 'B' : undefined}
          />
        ))}
        <g ref={cursor.markRef} visibility="hidden" className={classes.cursor}>
          <circle r={11} fill="none" />
        </g>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter does the same on the drawing */}
        <rect width={width} height={height} fill="transparent" cursor="pointer" onClick={choose} />
      </ChartSvg>
    </ChartFrame>
  );
}

function Point({ point, letter }: { readonly point: DrawnParetoPoint; readonly letter: string | undefined }) {
  const { px, py, onFront, label, name } = point;
  const color = onFront ? 'var(--chart-kept)' : 'var(--chart-axis)';
  const filled = letter === 'A' || (!letter && onFront);
  return (
    <g>
      {label && (
        <text
          x={label.x}
          y={label.y}
          dy="0.34em"
          textAnchor={label.anchor}
          className={`${classes.halo} ${onFront || letter ? '' : classes.axisLabel}`}
          fontWeight={letter === 'A' ? 700 : 400}
        >
          {name}
        </text>
      )}
      <circle
        cx={px}
        cy={py}
        r={letter ? 8.5 : 5}
        fill={filled ? (letter ? 'var(--chart-kept)' : color) : 'var(--chart-surface)'}
        stroke={letter === 'B' ? 'var(--chart-compared)' : filled ? 'var(--chart-surface)' : color}
        strokeWidth={1.5}
      />
      {letter && (
        <text
          x={px}
          y={py}
          dy="0.36em"
          textAnchor="middle"
          fontSize={10.5}
          fontWeight={700}
          fill={filled ? 'var(--chart-surface)' : 'var(--chart-compared)'}
        >
          {letter}
        </text>
      )}
    </g>
  );
}
