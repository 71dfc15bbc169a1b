import { type ReactNode, useCallback, useId, useMemo } from 'react';
import { Axes } from '../Axes.tsx';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import classes from '../chart.module.css';
import { Hatch } from '../Hatch.tsx';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { CutLine, type CutProps } from './CutLine.tsx';
import { computeDistributionLayout, toBarsPath } from './layout.ts';

export interface DistributionProps {
  /** Shares 0…1, in the order of their names. */
  readonly values: readonly number[];
  readonly mean: { readonly value: number; readonly text: string };
  /** A line that can be dragged; what rises above it is hatched. */
  readonly cut: CutProps;
  readonly height?: number;
  readonly label: string;
  readonly title?: ReactNode;
  readonly yLabel: string;
  readonly columns: readonly [name: string, value: string, state: string];
  /** What is said of a value above the cut, and of one below. */
  readonly stateOf: (above: boolean) => string;
  readonly nameOf: (index: number) => string;
  readonly formatY: (value: number) => string;
  /** Shorter, for the axis. */
  readonly formatTickY: (value: number) => string;
}

/** Shares of many things, sorted, with their mean and a cut that can be dragged. */
export function Distribution({
  values,
  mean,
  cut,
  height = 240,
  label,
  title,
  yLabel,
  columns,
  stateOf,
  nameOf,
  formatY,
  formatTickY,
}: DistributionProps) {
  const [plotRef, width] = useChartWidth();
  const id = useId();
  const layout = useMemo(
    () => computeDistributionLayout({ values, width, height, formatY: formatTickY }),
    [values, width, height, formatTickY],
  );
  const stops = useMemo(
    () =>
      layout.bars.map(({ index, value, x, width: barWidth, y }) => ({
        x: x + barWidth / 2,
        y,
        text: `${nameOf(index)}\n${formatY(value)}`,
      })),
    [layout, nameOf, formatY],
  );
  const cursor = useCursor(stops);
  const [below, above] = useMemo(
    () => [
      toBarsPath(
        layout.bars.filter(({ value }) => value <= cut.value),
        layout.box.bottom,
      ),
      toBarsPath(
        layout.bars.filter(({ value }) => value > cut.value),
        layout.box.bottom,
      ),
    ],
    [layout, cut.value],
  );
  const table = useCallback(
    () => ({
      columns,
      rows: values.map((value, index) => [nameOf(index), formatY(value), stateOf(value > cut.value)]),
    }),
    [values, columns, nameOf, formatY, stateOf, cut.value],
  );
  const { box } = layout;
  const meanY = layout.toY(mean.value);
  // The mean steps aside where the cut would cover its words.
  const meanTextY = Math.abs(meanY - layout.toY(cut.value)) < 16 ? meanY + 18 : meanY + 4;
  return (
    <ChartFrame label={label} title={title} table={table} cursor={cursor} plotRef={plotRef} height={height}>
      <ChartSvg width={width} height={height} label={label} cursor={cursor}>
        <defs>
          <Hatch id={`${id}hatch`} />
        </defs>
        <Axes box={box} xTicks={layout.xTicks} yTicks={layout.yTicks} yLabel={yLabel} />
        <path d={below} fill="var(--chart-kept)" />
        <path
          d={above}
          fill={`url(#${id}hatch)`}
          stroke="var(--chart-pruned)"
          strokeWidth={(layout.bars[0]?.width ?? 0) > 4 ? 0.5 : 0}
        />
        <line
          x1={box.left}
          x2={box.right}
          y1={meanY}
          y2={meanY}
          stroke="var(--chart-text)"
          strokeDasharray="5 3"
        />
        <text x={box.right + 6} y={meanTextY}>
          {mean.text}
        </text>
        <g ref={cursor.markRef} visibility="hidden" className={classes.cursor}>
          <circle r={3.5} />
        </g>
        <CutLine {...cut} layout={layout} />
      </ChartSvg>
    </ChartFrame>
  );
}
