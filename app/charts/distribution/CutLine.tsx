import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import classes from '../chart.module.css';
import type { DistributionLayout } from './layout.ts';

export interface CutProps {
  /** 0…1. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly text: string;
  readonly label: string;
  readonly valueText: string;
}

const KEY_STEP = 0.01;
const MOVES: Readonly<Record<string, number>> = {
  ArrowUp: KEY_STEP,
  ArrowRight: KEY_STEP,
  ArrowDown: -KEY_STEP,
  ArrowLeft: -KEY_STEP,
  PageUp: 10 * KEY_STEP,
  PageDown: -10 * KEY_STEP,
};

/** A horizontal line that is dragged up and down, or moved by arrow keys in steps of 1 %. */
export function CutLine({
  value,
  onChange,
  text,
  label,
  valueText,
  layout,
}: CutProps & { readonly layout: DistributionLayout }) {
  const dragging = useRef(false);
  const { box } = layout;
  const clamp = (wanted: number) => Math.min(1, Math.max(0, wanted));
  const y = layout.toY(clamp(value));

  const drag = (event: PointerEvent<SVGGElement>) => {
    const svg = event.currentTarget.ownerSVGElement;
    if (!dragging.current || !svg) return;
    event.stopPropagation();
    onChange(clamp(layout.fromY(event.clientY - svg.getBoundingClientRect().top)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(clamp(value + move));
  };
  const release = () => {
    dragging.current = false;
  };
  return (
    <g
      className={classes.handleVertical}
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={clamp(value)}
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
      <rect x={box.left} y={y - 11} width={box.right - box.left + 62} height={22} fill="transparent" />
      <line className={classes.cutLine} x1={box.left} x2={box.right} y1={y} y2={y} />
      <path className={classes.grip} d={`M${box.right - 8},${y - 5}l6,-5l6,5v10l-6,5l-6,-5Z`} />
      <text x={box.right + 8} y={y} dy="0.32em" fontWeight={600}>
        {text}
      </text>
    </g>
  );
}
