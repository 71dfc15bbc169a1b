import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { Axes } from '../Axes.tsx';
import classes from '../chart.module.css';
import { useChartWidth } from '../useChartWidth.ts';
import { computeStaircaseLayout } from './layout.ts';

const HEIGHT_PX = 150;
const STEP = 0.01;
const LARGE_STEP = 0.1;
/** Rounds that the axis always has room for, so that there is somewhere to drag to. */
const LEAST_ROOM = 10;

export interface StaircaseProps {
  /** Before the first round, 0…1. */
  readonly start: number;
  /** After each round, 0…1; the last is what the grip holds. */
  readonly values: readonly number[];
  readonly label: string;
  /** What the grip is, and its place in words. */
  readonly gripLabel: string;
  readonly gripText: string;
  readonly xLabel: string;
  readonly formatY: (value: number) => string;
  /** Told of another end: so many rounds up to a value of 0…1. */
  readonly onMove: (rounds: number, value: number) => void;
}

/** A value that rises round by round; its end is dragged up and down, left and right, or moved by arrow keys. */
export function Staircase(props: StaircaseProps) {
  const { start, values, label, gripLabel, gripText, xLabel, formatY, onMove } = props;
  const [plotRef, width] = useChartWidth(260);
  const rounds = values.length;
  // While a hand holds the grip the axis stays as it is.
  const [held, setHeld] = useState<number>();
  const room = held ?? Math.max(LEAST_ROOM, Math.ceil(rounds * 1.3));
  const layout = useMemo(
    () => computeStaircaseLayout({ start, values, room, width, height: HEIGHT_PX, formatY }),
    [start, values, room, width, formatY],
  );
  const dragging = useRef(false);
  const end = layout.points.at(-1);
  const last = values.at(-1) ?? start;

  const drag = (event: PointerEvent<SVGGElement>) => {
    const svg = event.currentTarget.ownerSVGElement;
    if (!dragging.current || !svg) return;
    const { left, top } = svg.getBoundingClientRect();
    const { round, value } = layout.toPlace(event.clientX - left, event.clientY - top);
    if (round !== rounds || value !== last) onMove(round, value);
  };
  const stop = () => {
    dragging.current = false;
    setHeld(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? LARGE_STEP : STEP;
    const moves: Record<string, readonly [number, number]> = {
      ArrowUp: [0, by],
      ArrowDown: [0, -by],
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    const value = Number(Math.min(1, Math.max(0, last + move[1])).toFixed(2));
    onMove(Math.max(1, rounds + move[0]), value);
  };

  return (
    <div ref={plotRef} style={{ height: HEIGHT_PX }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be an svg */}
      <svg width={width} height={HEIGHT_PX} role="group" aria-label={label} className={classes.chart}>
        <Axes box={layout.box} xTicks={layout.xTicks} yTicks={layout.yTicks} xLabel={xLabel} />
        <path d={layout.path} fill="none" stroke="var(--chart-kept)" strokeWidth={1.75} />
        {layout.points.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r={2.5} fill="var(--chart-kept)" />
        ))}
        {end && (
          <g
            className={classes.handle}
            transform={`translate(${end.x},${end.y})`}
            role="slider"
            tabIndex={0}
            aria-label={gripLabel}
            aria-valuemin={0}
            aria-valuemax={1}
            aria-valuenow={last}
            aria-valuetext={gripText}
            style={{ cursor: 'move' }}
            onPointerDown={(event) => {
              dragging.current = true;
              setHeld(room);
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={drag}
            onPointerUp={stop}
            onPointerCancel={stop}
            onKeyDown={onKeyDown}
          >
            <title>{gripText}</title>
            <circle r={14} fill="transparent" />
            <circle className={classes.grip} r={7} style={{ stroke: 'var(--chart-kept)' }} />
          </g>
        )}
      </svg>
    </div>
  );
}
