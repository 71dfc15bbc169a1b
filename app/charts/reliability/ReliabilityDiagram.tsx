import { type ReactNode, useCallback, useId, useMemo } from 'react';
import { Axes } from '../Axes.tsx';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import classes from '../chart.module.css';
import { Hatch } from '../Hatch.tsx';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { type ChanceBin, computeReliabilityLayout, type ReliabilityBar } from './layout.ts';

export interface ReliabilityDiagramProps {
  readonly bins: readonly ChanceBin[];
  /** Another series over the same intervals, drawn as outline. */
  readonly compared?: readonly ChanceBin[] | undefined;
  readonly height?: number;
  readonly label: string;
  readonly title?: ReactNode;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Written at the line on which all is as stated. */
  readonly idealText: string;
  readonly countLabel: string;
  readonly columns: readonly [bin: string, count: string, stated: string, came: string, compared?: string];
  readonly describeBin: (bin: ChanceBin, compared: ChanceBin | undefined) => string;
  readonly formatShare: (share: number) => string;
  readonly formatTick: (share: number) => string;
  readonly formatCount: (count: number) => string;
}

/** Whether what is said with a chance comes true that often: bars on the diagonal mean yes. */
export function ReliabilityDiagram(props: ReliabilityDiagramProps) {
  const { bins, compared, height = 320, label, title, describeBin, formatTick } = props;
  const { columns, formatShare, formatCount } = props;
  const [plotRef, width] = useChartWidth();
  const id = useId();
  const layout = useMemo(
    () => computeReliabilityLayout({ bins, compared, width, height, formatTick }),
    [bins, compared, width, height, formatTick],
  );
  const stops = useMemo(
    () =>
      layout.bars.map((bar, index) => ({
        x: bar.x + bar.width / 2,
        y: bar.y,
        text: describeBin(bar, compared?.[index]),
      })),
    [layout, compared, describeBin],
  );
  const cursor = useCursor(stops);
  const table = useCallback(() => {
    const share = (value: number | null | undefined) => (value == null ? '' : formatShare(value));
    return {
      columns: columns.filter((column) => column !== undefined),
      rows: bins.map((bin, index) => [
        `${formatShare(bin.low)} – ${formatShare(bin.high)}`,
        formatCount(bin.count),
        share(bin.stated),
        share(bin.came),
        ...(compared ? [share(compared[index]?.came)] : []),
      ]),
    };
  }, [bins, compared, columns, formatShare, formatCount]);
  const { box, strip } = layout;
  return (
    <ChartFrame label={label} title={title} table={table} cursor={cursor} plotRef={plotRef} height={height}>
      <ChartSvg width={width} height={height} label={label} cursor={cursor}>
        <defs>
          <Hatch id={`${id}gap`} />
        </defs>
        <Axes box={box} xTicks={layout.xTicks} yTicks={layout.yTicks} yLabel={props.yLabel} />
        {layout.bars.map((bar) => (
          <Bar key={bar.low} bar={bar} bottom={box.bottom} gap={`url(#${id}gap)`} />
        ))}
        <line
          x1={box.left}
          y1={box.bottom}
          x2={box.right}
          y2={box.top}
          stroke="var(--chart-text)"
          strokeDasharray="5 3"
        />
        <text
          className={classes.halo}
          x={layout.idealText.x}
          y={layout.idealText.y}
          textAnchor={layout.idealText.anchor}
        >
          {props.idealText}
        </text>
        <path d={layout.comparedPath} stroke="var(--chart-compared)" strokeWidth={2} />
        {layout.bars.map((bar) => (
          <rect
            key={bar.low}
            x={bar.x}
            width={bar.width}
            y={bar.countY}
            height={strip.bottom - bar.countY}
            fill="var(--chart-axis)"
          />
        ))}
        <line className={classes.axis} x1={box.left} x2={box.right} y1={strip.bottom} y2={strip.bottom} />
        <text className={classes.axisLabel} x={box.left} y={height - 6}>
          {props.countLabel}
        </text>
        <text className={classes.axisLabel} x={box.right} y={height - 6} textAnchor="end">
          {props.xLabel}
        </text>
        <g ref={cursor.markRef} visibility="hidden" className={classes.cursor}>
          <circle r={3.5} />
        </g>
      </ChartSvg>
    </ChartFrame>
  );
}

/** What came true is filled; what is missing to, or beyond, what was stated is hatched. */
function Bar({
  bar,
  bottom,
  gap,
}: {
  readonly bar: ReliabilityBar;
  readonly bottom: number;
  readonly gap: string;
}) {
  if (bar.count === 0) return null;
  return (
    <g>
      <rect x={bar.x} width={bar.width} y={bar.y} height={bottom - bar.y} fill="var(--chart-kept)" />
      <rect
        x={bar.x}
        width={bar.width}
        y={Math.min(bar.y, bar.statedY)}
        height={Math.abs(bar.y - bar.statedY)}
        fill={gap}
        stroke="var(--chart-pruned)"
        strokeWidth={0.5}
      />
    </g>
  );
}
