import type { RefObject } from 'react';
import classes from '../chart.module.css';
import type { HeatMapLayout } from './layout.ts';

interface HeatOverlayProps {
  readonly layout: HeatMapLayout;
  readonly rowNames: readonly string[] | undefined;
  readonly columnNames: readonly string[] | undefined;
  /** Moved to the middle of the cell that is read. */
  readonly markRef: RefObject<SVGGElement | null>;
}

/** What lies over the cells of a heat map: its frame, the names of rows and columns, and the cell that is read. */
export function HeatOverlay({ layout, rowNames, columnNames, markRef }: HeatOverlayProps) {
  const { rows, columns, cell, left, top } = layout;
  return (
    <svg
      className={classes.chart}
      width={layout.width}
      height={layout.height}
      style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
      aria-hidden="true"
    >
      <rect
        x={left}
        y={top}
        width={columns * cell}
        height={rows * cell}
        fill="none"
        stroke="var(--lab-line)"
      />
      {rowNames?.map((name, row) => (
        <text key={name} x={left - 8} y={layout.cellY(row + 0.5)} dy="0.32em" textAnchor="end">
          {name}
        </text>
      ))}
      {columnNames?.map((name, column) => (
        <text key={name} x={layout.cellX(column + 0.5)} y={top - 6} textAnchor="middle">
          {name}
        </text>
      ))}
      <g ref={markRef} visibility="hidden">
        <rect
          x={-cell / 2 - 1}
          y={-cell / 2 - 1}
          width={cell + 2}
          height={cell + 2}
          fill="none"
          stroke="var(--chart-focus)"
          strokeWidth={2}
        />
      </g>
    </svg>
  );
}
