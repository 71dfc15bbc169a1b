import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import classes from '../chart.module.css';
import type { LogHistogramLayout } from './layout.ts';

export interface ThresholdLineProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly label: string;
  /** The value in words, for screen readers. */
  readonly valueText: string;
}

/** The threshold an arrow key leads to: a tenth of a decade, or a whole one with Page Up and Down; undefined for other keys. */
export function moveMagnitude(
  value: number,
  [low, high]: readonly [number, number],
  key: string,
): number | undefined {
  const decades = new Map([
    ['ArrowRight', 0.1],
    ['ArrowUp', 0.1],
    ['ArrowLeft', -0.1],
    ['ArrowDown', -0.1],
    ['PageUp', 1],
    ['PageDown', -1],
    ['Home', Number.NEGATIVE_INFINITY],
    ['End', Number.POSITIVE_INFINITY],
  ]).get(key);
  return decades === undefined ? undefined : Math.min(high, Math.max(low, value * 10 ** decades));
}

/** A line that is dragged along a logarithmic axis, or moved by arrow keys. */
export function ThresholdLine({
  value,
  onChange,
  label,
  valueText,
  layout,
}: ThresholdLineProps & { readonly layout: LogHistogramLayout }) {
  const dragging = useRef(false);
  const { box, bars } = layout;
  const range = [bars[0]!.from, bars.at(-1)!.to] as const;
  const x = layout.toX(value);
  const drag = (event: PointerEvent<SVGGElement>) => {
    const svg = event.currentTarget.ownerSVGElement;
    if (!dragging.current || !svg) return;
    event.stopPropagation();
    onChange(layout.fromX(event.clientX - svg.getBoundingClientRect().left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = moveMagnitude(value, range, event.key);
    if (moved === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(moved);
  };
  const release = () => {
    dragging.current = false;
  };
  return (
    <g
      className={classes.handle}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={Math.log10(range[0])}
      aria-valuemax={Math.log10(range[1])}
      aria-valuenow={Math.log10(value)}
      aria-valuetext={valueText}
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
    >
      <rect x={x - 14} y={0} width={28} height={box.bottom} fill="transparent" />
      <line className={classes.cutLine} x1={x} x2={x} y1={16} y2={box.bottom} />
      <path className={classes.grip} d={`M${x - 5},4h10l5,6l-5,6h-10l-5,-6Z`} />
    </g>
  );
}
