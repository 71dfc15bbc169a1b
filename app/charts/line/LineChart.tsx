import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3';
import { type ReactNode, useCallback, useMemo } from 'react';
import { Axes } from '../Axes.tsx';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import classes from '../chart.module.css';
import { useChartWidth } from '../useChartWidth.ts';
import { useCursor } from '../useCursor.ts';
import { computeLineLayout, type LineLayout, type LinePoint, type LineSeries } from './layout.ts';

export interface LineChartProps {
  readonly series: readonly LineSeries[];
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** Axes on which equal ratios are equally long; their domains lie above 0. */
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** A level drawn across, with what it is. */
  readonly reference?: { readonly value: number; readonly text: string } | undefined;
  /** The series drawn strongest; all equal where absent. */
  readonly highlighted?: string | null;
  readonly onSelect?: (id: string) => void;
  readonly height?: number;
  readonly label: string;
  readonly title?: ReactNode;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly columns: readonly [series: string, x: string, y: string, low: string, high: string];
  readonly describePoint: (series: LineSeries, point: LinePoint) => string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** Shorter, for the axis. */
  readonly formatTickY: (value: number) => string;
  /** Drawn over the curves, such as grips on them. */
  readonly children?: (layout: LineLayout) => ReactNode;
}

const SYMBOLS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolWye, symbolStar];

/** The colour of the n-th series. */
export function seriesColor(order: number): string {
  return `var(--chart-series-${(order % 6) + 1})`;
}

/** Several measured curves with error bars; colour, mark and a direct label tell them apart. */
export function LineChart({
  series,
  xDomain,
  yDomain,
  logX = false,
  logY = false,
  reference,
  highlighted = null,
  onSelect,
  height = 380,
  label,
  title,
  xLabel,
  yLabel,
  columns,
  describePoint,
  formatX,
  formatY,
  formatTickY,
  children,
}: LineChartProps) {
  const [plotRef, width] = useChartWidth();
  const referenceValue = reference?.value;
  const [x0, x1] = xDomain;
  const [y0, y1] = yDomain;
  const layout = useMemo(
    () =>
      computeLineLayout({
        series,
        xDomain: [x0, x1],
        yDomain: [y0, y1],
        logX,
        logY,
        reference: referenceValue,
        width,
        height,
        formatX,
        formatY: formatTickY,
      }),
    [series, x0, x1, y0, y1, logX, logY, referenceValue, width, height, formatX, formatTickY],
  );
  const stops = useMemo(
    () =>
      layout.series.flatMap(({ points, order }) =>
        points.map((point) => ({
          x: point.px,
          y: point.py,
          lane: order,
          text: describePoint(series[order]!, point),
        })),
      ),
    [layout, series, describePoint],
  );
  const cursor = useCursor(stops, 'xy');
  const table = useCallback(
    () => ({
      columns,
      rows: series.flatMap(({ name, points }) =>
        points.map(({ x, y, low, high }) => [
          name,
          formatX(x),
          formatY(y),
          low === undefined ? '' : formatY(low),
          high === undefined ? '' : formatY(high),
        ]),
      ),
    }),
    [series, columns, formatX, formatY],
  );
  const { box } = layout;
  return (
    <ChartFrame label={label} title={title} table={table} cursor={cursor} plotRef={plotRef} height={height}>
      <ChartSvg width={width} height={height} label={label} cursor={cursor}>
        <Axes box={box} xTicks={layout.xTicks} yTicks={layout.yTicks} xLabel={xLabel} yLabel={yLabel} />
        {reference && layout.referenceY !== undefined && (
          <g>
            <line
              x1={box.left}
              x2={box.right}
              y1={layout.referenceY}
              y2={layout.referenceY}
              stroke="var(--chart-axis)"
              strokeDasharray="4 4"
            />
            <text className={classes.axisLabel} x={box.right} y={layout.referenceY - 7} textAnchor="end">
              {reference.text}
            </text>
          </g>
        )}
        {layout.series.map(({ id, name, order, path, points, labelY }) => {
          const color = seriesColor(order);
          const faint = highlighted !== null && highlighted !== id;
          const mark = symbol(SYMBOLS[order % SYMBOLS.length], 38)() ?? '';
          return (
            // The same choice is made by keyboard with the buttons of the page's map.
            // biome-ignore lint/a11y/noStaticElementInteractions: see above
            <g
              key={id}
              opacity={faint ? 0.8 : 1}
              onClick={() => onSelect?.(id)}
              cursor={onSelect ? 'pointer' : undefined}
            >
              {points.map(({ px, pLow, pHigh }) =>
                pLow === undefined || pHigh === undefined ? null : (
                  <path
                    key={px}
                    d={`M${px},${pLow}V${pHigh}M${px - 3},${pLow}h6M${px - 3},${pHigh}h6`}
                    stroke={color}
                    strokeOpacity={0.55}
                    fill="none"
                  />
                ),
              )}
              <path
                d={path}
                fill="none"
                stroke={color}
                strokeWidth={highlighted === id ? 2.75 : 1.75}
                strokeLinejoin="round"
              />
              {points.map(({ px, py }) => (
                <path
                  key={px}
                  d={mark}
                  transform={`translate(${px},${py})`}
                  fill={color}
                  stroke="var(--chart-surface)"
                />
              ))}
              {points.length > 0 && (
                <text
                  x={box.right + 10}
                  y={labelY}
                  dy="0.32em"
                  fill={color}
                  fontWeight={highlighted === id ? 700 : 600}
                >
                  {name}
                </text>
              )}
            </g>
          );
        })}
        <g ref={cursor.markRef} visibility="hidden" className={classes.cursor}>
          <circle r={6} fill="none" />
        </g>
        {children?.(layout)}
      </ChartSvg>
    </ChartFrame>
  );
}
