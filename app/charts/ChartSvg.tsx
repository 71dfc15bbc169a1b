import type { ReactNode } from 'react';
import classes from './chart.module.css';
import type { Cursor } from './useCursor.ts';

interface ChartSvgProps {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly cursor: Cursor;
  readonly children: ReactNode;
}

/** The drawing of a chart: one place in the tab order, where arrow keys move the readout. */
export function ChartSvg({ width, height, label, cursor, children }: ChartSvgProps) {
  return (
    // A group and not an image: the grips inside are controls of their own.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be an svg
    <svg
      className={classes.chart}
      width={width}
      height={height}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the readout
      tabIndex={0}
      {...cursor.handlers}
    >
      {/* Gives the pointer something to be over between the marks. */}
      <rect width={width} height={height} fill="transparent" />
      {children}
    </svg>
  );
}
