import { type ReactNode, useCallback, useMemo } from 'react';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import classes from '../chart.module.css';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { type BarGroup, computeBarLayout } from './layout.ts';

export interface BarChartProps {
  readonly groups: readonly BarGroup[];
  readonly label: string;
  readonly title?: ReactNode;
  readonly columns: readonly [group: string, name: string, value: string, low: string, high: string];
  /** A further line of the readout, such as the convention behind a number. */
  readonly noteOf?: (group: string) => string;
  readonly format: (value: number) => string;
  /** Thin bars close together, for many groups of one. */
  readonly compact?: boolean;
}

/** Horizontal bars in groups, each with its value written behind it and its spread as a whisker. */
export function BarChart({ groups, label, title, columns, noteOf, format, compact = false }: BarChartProps) {
  const [plotRef, width] = useChartWidth();
  const layout = useMemo(
    () => computeBarLayout(groups, width, format, compact),
    [groups, width, format, compact],
  );
  const stops = useMemo(
    () =>
      layout.bars.map((bar) => {
        const spread =
          bar.low === undefined || bar.high === undefined
            ? ''
            : ` (${format(bar.low)} – ${format(bar.high)})`;
        const note = noteOf?.(bar.group);
        const name = [bar.group, bar.name].filter(Boolean).join(' · ');
        return {
          x: layout.left + Math.min(bar.width, 160),
          y: bar.y + bar.height / 2,
          text: `${name}\n${format(bar.value)}${spread}${note ? `\n${note}` : ''}`,
        };
      }),
    [layout, format, noteOf],
  );
  const cursor = useCursor(stops, 'y');
  const table = useCallback(
    () => ({
      columns,
      rows: groups.flatMap(({ name, bars }) =>
        bars.map((bar) => [
          name,
          bar.name,
          format(bar.value),
          bar.low === undefined ? '' : format(bar.low),
          bar.high === undefined ? '' : format(bar.high),
        ]),
      ),
    }),
    [groups, columns, format],
  );
  return (
    <ChartFrame
      label={label}
      title={title}
      table={table}
      cursor={cursor}
      plotRef={plotRef}
      height={layout.height}
    >
      <ChartSvg width={width} height={layout.height} label={label} cursor={cursor}>
        {layout.ticks.map(({ at, text }) => (
          <g key={text}>
            <line className={classes.grid} x1={at} x2={at} y1={0} y2={layout.height - 20} />
            <text
              className={classes.axisLabel}
              x={at}
              y={layout.height - 6}
              textAnchor={at === layout.left ? 'start' : 'middle'}
            >
              {text}
            </text>
          </g>
        ))}
        {layout.groups.map(({ name, label: shown, y }) => (
          <text key={name} x={layout.nameX} y={y} dy="0.32em" textAnchor="end">
            {shown}
          </text>
        ))}
        {layout.bars.map((bar) => (
          <g key={`${bar.group} ${bar.name}`}>
            <rect
              x={layout.left}
              y={bar.y + (bar.outline ? 0.75 : 0)}
              width={Math.max(1, bar.width)}
              height={bar.height - (bar.outline ? 1.5 : 0)}
              rx={1.5}
              fill={bar.outline ? 'var(--chart-surface)' : 'var(--chart-kept)'}
              stroke={bar.outline ? 'var(--chart-compared)' : 'none'}
              strokeWidth={1.5}
            />
            {bar.name && (
              <text
                className={classes.axisLabel}
                x={layout.left - 7}
                y={bar.y + bar.height / 2}
                dy="0.34em"
                textAnchor="end"
              >
                {bar.name}
              </text>
            )}
            {bar.xLow !== undefined && bar.xHigh !== undefined && (
              <path
                d={`M${bar.xLow},${bar.y + bar.height / 2}H${bar.xHigh}m0,-4v8M${bar.xLow},${bar.y + bar.height / 2 - 4}v8`}
                stroke="var(--chart-text)"
                strokeWidth={1.25}
                fill="none"
              />
            )}
            <text x={bar.textX} y={bar.y + bar.height / 2} dy="0.34em">
              {format(bar.value)}
            </text>
          </g>
        ))}
        <line className={classes.axis} x1={layout.left} x2={layout.left} y1={0} y2={layout.height - 20} />
        <g ref={cursor.markRef} visibility="hidden" />
      </ChartSvg>
    </ChartFrame>
  );
}
