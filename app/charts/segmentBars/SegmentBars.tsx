import { type ReactNode, useCallback, useId, useMemo } from 'react';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import type { ChartTableData } from '../ChartTable.tsx';
import classes from '../chart.module.css';
import { Hatch } from '../Hatch.tsx';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { computeSegmentLayout, type DrawnSegmentBar, type SegmentGroup } from './layout.ts';
import { toPaint } from './SegmentLegend.tsx';

export interface SegmentBarsProps {
  readonly groups: readonly SegmentGroup[];
  readonly label: string;
  readonly title?: ReactNode;
  /** The group whose name stands out. */
  readonly selected?: string | undefined;
  /** Called with a group's id on a click; the same choice has to be had by keyboard elsewhere. */
  readonly onSelect?: (group: string) => void;
  /** The lines of the readout; the same function for the same values. */
  readonly describeBar: (group: string, bar: string) => string;
  readonly table: () => ChartTableData;
  /** Writes a value on the axis. */
  readonly format: (value: number) => string;
}

/** Horizontal bars made of parts, each with a text behind it, its spread, and a hollow mark to compare with. */
export function SegmentBars(props: SegmentBarsProps) {
  const { groups, label, title, selected, onSelect, describeBar, table, format } = props;
  const [plotRef, width] = useChartWidth();
  const hatchId = useId();
  const layout = useMemo(() => computeSegmentLayout(groups, width, format), [groups, width, format]);
  const stops = useMemo(
    () =>
      layout.bars.map((bar) => ({
        x: Math.min(bar.textX, layout.left + 200),
        y: bar.y + bar.height / 2,
        text: describeBar(bar.group, bar.name),
      })),
    [layout, describeBar],
  );
  const cursor = useCursor(stops, 'y');
  const select = useCallback((group: string) => onSelect?.(group), [onSelect]);
  const { left, height } = layout;
  return (
    <ChartFrame label={label} title={title} table={table} cursor={cursor} plotRef={plotRef} height={height}>
      <ChartSvg width={width} height={height} label={label} cursor={cursor}>
        <defs>
          <Hatch id={hatchId} />
        </defs>
        {layout.ticks.map(({ at, text }) => (
          <g key={text}>
            <line className={classes.grid} x1={at} x2={at} y1={0} y2={height - 20} />
            <text
              className={classes.axisLabel}
              x={at}
              y={height - 6}
              textAnchor={at === left ? 'start' : 'middle'}
            >
              {text}
            </text>
          </g>
        ))}
        {layout.groups.map(({ id, name, y }) => (
          <text
            key={id}
            x={layout.nameX}
            y={y}
            dy="0.34em"
            textAnchor="end"
            fontWeight={id === selected ? 700 : 400}
          >
            {name}
          </text>
        ))}
        {layout.bars.map((bar) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the same choice is made elsewhere by keyboard
          <g
            key={`${bar.group} ${bar.name}`}
            onClick={() => select(bar.group)}
            cursor={onSelect ? 'pointer' : undefined}
          >
            <rect x={0} y={bar.y - 3} width={width} height={bar.height + 6} fill="transparent" />
            <Bar bar={bar} left={left} hatchId={hatchId} />
          </g>
        ))}
        <line className={classes.axis} x1={left} x2={left} y1={0} y2={height - 20} />
        <g ref={cursor.markRef} visibility="hidden" />
      </ChartSvg>
    </ChartFrame>
  );
}

interface BarProps {
  readonly bar: DrawnSegmentBar;
  readonly left: number;
  readonly hatchId: string;
}

function Bar({ bar, left, hatchId }: BarProps) {
  const middle = bar.y + bar.height / 2;
  const missing = bar.segments.length === 0;
  return (
    <>
      {bar.name && (
        <text className={classes.axisLabel} x={left - 7} y={middle} dy="0.34em" textAnchor="end">
          {bar.name}
        </text>
      )}
      {bar.segments.map(({ look, x, width }, index) => {
        const inset = look === 'outline' ? 0.75 : 0;
        return (
          <rect
            key={`${look} ${x}`}
            x={x + inset}
            y={bar.y + inset}
            // A bar that is there is seen, however small its value.
            width={Math.max(index === 0 ? 1 : 0, width - 2 * inset)}
            height={bar.height - 2 * inset}
            {...toPaint(look, hatchId)}
          />
        );
      })}
      {bar.xLow !== undefined && bar.xHigh !== undefined && (
        <path
          d={`M${bar.xLow},${middle}H${bar.xHigh}m0,-4v8M${bar.xLow},${middle - 4}v8`}
          stroke="var(--chart-text)"
          strokeWidth={1.25}
          fill="none"
        />
      )}
      {bar.markX !== undefined && (
        <path
          d={`M${bar.markX - 5},${middle}l5,-5l5,5l-5,5z`}
          fill="var(--chart-surface)"
          stroke="var(--chart-text)"
          strokeWidth={1.5}
        />
      )}
      <text x={bar.textX} y={middle} dy="0.34em" className={missing ? classes.axisLabel : undefined}>
        {bar.text}
      </text>
    </>
  );
}
