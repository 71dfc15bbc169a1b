import { type MouseEvent, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { ChartFrame } from '../ChartFrame.tsx';
import classes from '../chart.module.css';
import { useChartWidth } from '../useChartWidth.ts';
import { useColorScheme } from '../useColorScheme.ts';
import { useCursor } from '../useCursor.ts';
import { drawHeatMap } from './draw.ts';
import { HeatLegend } from './HeatLegend.tsx';
import { HeatOverlay } from './HeatOverlay.tsx';
import { type HeatScale, SEQUENTIAL } from './heatScale.ts';
import { computeHeatMapLayout, type HeatGrid } from './layout.ts';

export interface HeatMapProps {
  readonly grid: HeatGrid;
  readonly domain: readonly [number, number];
  readonly scale?: HeatScale;
  /** Cells that are struck through, so that they differ without colour; none where absent. */
  readonly isMarked?: (value: number) => boolean;
  /** Written beside and above the cells; left out where cells are too many to name. */
  readonly rowNames?: readonly string[];
  readonly columnNames?: readonly string[];
  /** A cell's largest side, in CSS pixels. */
  readonly mostCell?: number;
  readonly label: string;
  readonly title?: ReactNode;
  /** What the colours stand for; no legend where absent. */
  readonly legend?: string;
  readonly describeCell: (row: number, column: number, value: number) => string;
  /** Names for the table twin: its corner, then each row and column. */
  readonly corner: string;
  readonly rowNameOf: (row: number) => string;
  readonly columnNameOf: (column: number) => string;
  readonly format: (value: number) => string;
  readonly onSelect?: (row: number, column: number) => void;
}

const NEVER = () => false;

/** A grid of values as colours; hover and arrow keys read the cells. */
export function HeatMap(props: HeatMapProps) {
  const { grid, domain, scale = SEQUENTIAL, isMarked = NEVER, rowNames, columnNames } = props;
  const {
    mostCell = 12,
    label,
    title,
    legend,
    describeCell,
    corner,
    rowNameOf,
    columnNameOf,
    format,
  } = props;
  const { onSelect } = props;
  const [plotRef, width] = useChartWidth();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const scheme = useColorScheme();
  const { rows, columns } = grid;
  const [low, high] = domain;
  const layout = useMemo(
    () => computeHeatMapLayout({ rows, columns, width, rowNames, columnNames, mostCell }),
    [rows, columns, width, rowNames, columnNames, mostCell],
  );
  const stops = useMemo(
    () =>
      Array.from({ length: rows * columns }, (_, index) => {
        const [row, column] = [Math.floor(index / columns), index % columns];
        return {
          x: layout.cellX(column) + layout.cell / 2,
          y: layout.cellY(row) + layout.cell / 2,
          lane: row,
          // Written when it is read: there can be thousands.
          get text() {
            return describeCell(row, column, grid.values[index]!);
          },
        };
      }),
    [layout, grid, rows, columns, describeCell],
  );
  const cursor = useCursor(stops, 'xy');
  const table = useCallback(
    () => ({
      columns: [corner, ...Array.from({ length: columns }, (_, column) => columnNameOf(column))],
      rows: Array.from({ length: rows }, (_, row) => [
        rowNameOf(row),
        ...Array.from({ length: columns }, (_, column) => format(grid.values[row * columns + column]!)),
      ]),
    }),
    [grid, rows, columns, corner, rowNameOf, columnNameOf, format],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read anew when the scheme changes
  useEffect(() => {
    const canvas = canvasRef.current;
    if (!canvas) return;
    const style = getComputedStyle(canvas);
    const color = (name: string) => style.getPropertyValue(name).trim() || '#808080';
    const colors = {
      low: color(scale.low),
      middle: scale.middle === undefined ? undefined : color(scale.middle),
      high: color(scale.high),
      mark: color('--chart-axis'),
    };
    drawHeatMap(canvas, grid, layout, [low, high], colors, isMarked, window.devicePixelRatio || 1);
  }, [grid, layout, low, high, scale, isMarked, scheme]);
  const select = (event: MouseEvent<HTMLCanvasElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - frame.left - layout.left) / layout.cell);
    const row = Math.floor((event.clientY - frame.top - layout.top) / layout.cell);
    if (row >= 0 && row < rows && column >= 0 && column < columns) onSelect?.(row, column);
  };
  return (
    <ChartFrame
      label={label}
      title={title}
      table={table}
      cursor={cursor}
      plotRef={plotRef}
      height={layout.height + (legend === undefined ? 0 : 40)}
    >
      <canvas
        ref={canvasRef}
        className={classes.chart}
        style={{ width: layout.width, height: layout.height, cursor: onSelect ? 'pointer' : undefined }}
        role="img"
        aria-label={label}
        tabIndex={0}
        onClick={onSelect ? select : undefined}
        {...cursor.handlers}
      />
      <HeatOverlay layout={layout} rowNames={rowNames} columnNames={columnNames} markRef={cursor.markRef} />
      {legend !== undefined && (
        <HeatLegend scale={scale} text={legend} low={format(low)} high={format(high)} left={layout.left} />
      )}
    </ChartFrame>
  );
}
