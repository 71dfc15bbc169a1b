import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { PlotBox } from '../Axes.tsx';
import classes from '../chart.module.css';
import { createPlotScale, GRIP_REACH_PX, moveGrip, overlap } from './grips.ts';
import { seriesColor } from './LineChart.tsx';

/** A grip on a curve, in the units of the axes. */
export interface CurveGrip {
  readonly id: string;
  /** Place of its curve in the list, which decides on the colour. */
  readonly order: number;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  /** The value in words, for screen readers and the tooltip. */
  readonly valueText: string;
  /** The value in a few characters, drawn beside the chosen grip. */
  readonly shortText: string;
}

interface CurveGripsProps {
  readonly grips: readonly CurveGrip[];
  readonly box: PlotBox;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** How far grips go, within the x domain. */
  readonly range: readonly [number, number];
  /** How far an arrow key moves a grip. */
  readonly step: number;
  /** The grip that lies above the others. */
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onMove: (id: string, x: number) => void;
}

/**
 * Grips that slide along curves: dragged, or moved by arrow keys; each is a slider of its own. Of grips that lie on each
 * other the selected one is taken.
 */
export function CurveGrips({ grips, box, xDomain, yDomain, selected, ...actions }: CurveGripsProps) {
  const { toX, toY, fromX } = createPlotScale(box, xDomain, yDomain);
  const chosen = grips.find(({ id }) => id === selected);
  const placeOf = ({ x, y }: CurveGrip) => [toX(x), toY(y)] as const;
  return (
    <g>
      {grips.map((grip) => (
        <Grip
          key={grip.id}
          grip={grip}
          place={placeOf(grip)}
          fromX={fromX}
          chosen={grip === chosen}
          covered={chosen !== undefined && grip !== chosen && overlap(placeOf(grip), placeOf(chosen))}
          {...actions}
        />
      ))}
      {/* Drawn once more above the others: moved in the document it would lose the pointer and the focus. */}
      {chosen && <use href={`#grip-${chosen.id}`} pointerEvents="none" />}
    </g>
  );
}

interface GripProps extends Pick<CurveGripsProps, 'range' | 'step' | 'onSelect' | 'onMove'> {
  readonly grip: CurveGrip;
  readonly place: readonly [number, number];
  readonly fromX: (px: number) => number;
  readonly chosen: boolean;
  /** True where the chosen one lies over it. */
  readonly covered: boolean;
}

function Grip({ grip, place, fromX, chosen, covered, range, step, onSelect, onMove }: GripProps) {
  const dragging = useRef(false);
  const { id, order, x, label, valueText, shortText } = grip;
  const [low, high] = range;
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (!dragging.current) return;
    event.stopPropagation();
    const svg = event.currentTarget.ownerSVGElement;
    if (!svg) return;
    const wanted = fromX(event.clientX - svg.getBoundingClientRect().left);
    onMove(id, Math.min(high, Math.max(low, wanted)));
  };
  const stop = () => {
    dragging.current = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = moveGrip(x, range, step, event.key);
    if (moved === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(id, moved);
  };
  return (
    <g
      id={`grip-${id}`}
      className={classes.handle}
      transform={`translate(${place.join()})`}
      pointerEvents={covered ? 'none' : undefined}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={x}
      aria-valuetext={valueText}
      onFocus={() => onSelect(id)}
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        onSelect(id);
      }}
      onPointerMove={drag}
      onPointerUp={stop}
      onPointerCancel={stop}
      onKeyDown={onKeyDown}
    >
      <title>{valueText}</title>
      <circle r={GRIP_REACH_PX} fill="transparent" />
      <circle className={classes.grip} r={7.5} style={{ stroke: seriesColor(order) }} />
      <path
        d="M-1.5,-3l-2.5,3l2.5,3M1.5,-3l2.5,3l-2.5,3"
        fill="none"
        stroke={seriesColor(order)}
        strokeWidth={1.5}
      />
      {chosen && (
        <text className={classes.halo} y={-14} textAnchor="middle" fontWeight={600}>
          {shortText}
        </text>
      )}
    </g>
  );
}
