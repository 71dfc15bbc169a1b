import { type ReactNode, useCallback, useMemo } from 'react';
import { ChartFrame } from '../ChartFrame.tsx';
import { ChartSvg } from '../ChartSvg.tsx';
import classes from '../chart.module.css';
import { useChartWidth } from '../useChartWidth.ts';
import { computeMatrixLayout, type MatrixCell } from './layout.ts';
import { usePickCursor } from './usePickCursor.ts';

export interface ConfusionMatrixProps {
  readonly values: readonly (readonly number[])[];
  /** What each row's values are shares of, for the strength of the colour. */
  readonly rowTotals: readonly number[];
  readonly names: readonly string[];
  readonly kind: 'counts' | 'difference';
  readonly label: string;
  readonly title?: ReactNode;
  readonly rowTitle: string;
  readonly columnTitle: string;
  readonly picked: readonly [row: number, column: number] | null;
  readonly onPick: (row: number, column: number) => void;
  readonly describeCell: (row: number, column: number, value: number) => string;
  /** Short: it stands in the cell. */
  readonly format: (value: number) => string;
}

/** Full colour is never reached, so that the numbers stay readable. */
const MOST_COLOR = 82;

function fillOf({ strength, side }: MatrixCell): string {
  const color = side === 'first' ? 'var(--chart-series-1)' : 'var(--chart-series-2)';
  return `color-mix(in srgb, ${color} ${Math.round(strength * MOST_COLOR)}%, var(--chart-surface))`;
}

/** A square matrix of numbers, coloured to two sides; a cell can be picked with the pointer, or Enter. */
export function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { values, rowTotals, names, kind, label, title, picked, onPick, describeCell, format } = props;
  const [plotRef, width] = useChartWidth();
  const layout = useMemo(
    () => computeMatrixLayout({ values, rowTotals, names, kind, width }),
    [values, rowTotals, names, kind, width],
  );
  const { cell, left, top } = layout;
  const stops = useMemo(
    () =>
      layout.cells.map(({ row, column, value, x, y }) => ({
        x: x + cell / 2,
        y: y + cell / 2,
        text: describeCell(row, column, value),
        lane: row,
      })),
    [layout, cell, describeCell],
  );
  const cursor = usePickCursor(stops, (index) => {
    const { row, column } = layout.cells[index]!;
    onPick(row, column);
  });
  const table = useCallback(
    () => ({
      columns: [`${props.rowTitle} / ${props.columnTitle}`, ...names],
      rows: values.map((row, index) => [names[index]!, ...row.map(format)]),
    }),
    [values, names, format, props.rowTitle, props.columnTitle],
  );
  // Thousands of empty cells would be drawn for nothing.
  const isSeen = ({ value }: MatrixCell) => layout.numbers || value !== 0;
  const pickedCell = picked && layout.cells[picked[0] * names.length + picked[1]];
  return (
    <ChartFrame
      label={label}
      title={title}
      table={table}
      cursor={cursor}
      plotRef={plotRef}
      height={layout.height}
    >
      <ChartSvg width={layout.width} height={layout.height} label={label} cursor={cursor}>
        <text className={classes.axisLabel} x={layout.width} y={11} textAnchor="end">
          {props.columnTitle} →
        </text>
        <text className={classes.axisLabel} x={0} y={top - 8}>
          {props.rowTitle} ↓
        </text>
        {layout.names.map((name, index) => (
          // The place is the class's; names that are cut may be the same.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <g key={index}>
            {index % layout.nameStep === 0 && (
              <text x={left - 7} y={top + (index + 0.5) * cell} dy="0.34em" textAnchor="end">
                {name}
              </text>
            )}
            {index % layout.columnStep === 0 && (
              <text
                transform={`translate(${left + (index + 0.5) * cell},${top - 7})${layout.leaning ? ' rotate(-40)' : ''}`}
                textAnchor={layout.leaning ? 'start' : 'middle'}
              >
                {name}
              </text>
            )}
          </g>
        ))}
        {layout.cells.filter(isSeen).map((entry) => (
          <g
            key={`${entry.row} ${entry.column}`}
            transform={`translate(${entry.x},${entry.y})`}
            style={{ cursor: 'pointer' }}
          >
            <rect width={cell - 1} height={cell - 1} rx={2} fill={fillOf(entry)} />
            {layout.numbers && entry.value !== 0 && (
              <text
                x={(cell - 1) / 2}
                y={(cell - 1) / 2}
                dy="0.35em"
                textAnchor="middle"
                fontSize={cell < 30 ? 9.5 : 11.5}
                fill={entry.strength > 0.75 ? 'var(--chart-surface)' : 'var(--chart-text)'}
              >
                {format(entry.value)}
              </text>
            )}
          </g>
        ))}
        {pickedCell && <Outline cell={cell} x={pickedCell.x} y={pickedCell.y} width={3} />}
        <g ref={cursor.markRef} visibility="hidden">
          <Outline cell={cell} x={-cell / 2} y={-cell / 2} width={1.5} />
        </g>
      </ChartSvg>
    </ChartFrame>
  );
}

function Outline({
  cell,
  x,
  y,
  width,
}: {
  readonly cell: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}) {
  return (
    <rect
      x={x - 0.5}
      y={y - 0.5}
      width={cell}
      height={cell}
      rx={2.5}
      fill="none"
      stroke="var(--chart-focus)"
      strokeWidth={width}
      pointerEvents="none"
    />
  );
}
