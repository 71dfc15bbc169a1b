import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import classes from '../chart.module.css';
import type { HistogramLayout } from './layout.ts';

export interface ThresholdProps {
  /** Distance of both lines from 0, in the unit of the x axis. */
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly label: string;
  /** The value in words, for screen readers. */
  readonly valueText: string;
}

const KEY_STEPS = 100;

/** The threshold an arrow key leads to, in hundredths of the range (tenths with Page Up and Down); undefined for other keys. */
export function moveThreshold(value: number, max: number, key: string): number | undefined {
  const step = max / KEY_STEPS;
  const moves = new Map([
    ['ArrowRight', value + step],
    ['ArrowUp', value + step],
    ['ArrowLeft', value - step],
    ['ArrowDown', value - step],
    ['PageUp', value + 10 * step],
    ['PageDown', value - 10 * step],
    ['Home', 0],
    ['End', max],
  ]);
  const moved = moves.get(key);
  return moved === undefined ? undefined : Math.min(max, Math.max(0, moved));
}

/** Two lines at −t and +t that move together; dragged by either grip or by arrow keys. */
export function ThresholdPair({
  value,
  max,
  onChange,
  label,
  valueText,
  layout,
}: ThresholdProps & { readonly layout: HistogramLayout }) {
  const dragging = useRef<1 | -1 | null>(null);
  const { box } = layout;

  const drag = (event: PointerEvent<SVGGElement>) => {
    if (dragging.current === null) return;
    event.stopPropagation();
    const svg = event.currentTarget.ownerSVGElement;
    if (!svg) return;
    const x = event.clientX - svg.getBoundingClientRect().left;
    onChange(Math.min(max, Math.max(0, layout.fromX(x) * dragging.current)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = moveThreshold(value, max, event.key);
    if (moved === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(moved);
  };

  const side = (sign: 1 | -1) => {
    const x = layout.toX(sign * value);
    return (
      <g
        className={classes.handle}
        onPointerDown={(event) => {
          dragging.current = sign;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          dragging.current = null;
        }}
        onPointerCancel={() => {
          dragging.current = null;
        }}
        {...(sign === 1
          ? {
              role: 'slider',
              tabIndex: 0,
              'aria-label': label,
              'aria-valuemin': 0,
              'aria-valuemax': max,
              // That of other layers may lie beyond this one's axis.
              'aria-valuenow': Math.min(value, max),
              'aria-valuetext': valueText,
              onKeyDown,
            }
          : { 'aria-hidden': true })}
      >
        {/* The hit zones of the two lines do not overlap at 0. */}
        <rect x={sign === 1 ? x - 4 : x - 18} y={0} width={22} height={box.bottom} fill="transparent" />
        <line className={classes.cutLine} x1={x} x2={x} y1={14} y2={box.bottom} />
        <path
          className={classes.grip}
          d={`M${x},3l${sign * 11},0l${sign * 5},6l${sign * -5},6l${sign * -11},0Z`}
        />
      </g>
    );
  };
  return (
    <g>
      {side(-1)}
      {side(1)}
    </g>
  );
}
