import { line } from 'd3';
import classes from './MiniCurve.module.css';

export interface MiniCurveProps {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Right end of the x axis, so that a running curve grows into its frame; the last point's x where absent. */
  readonly maxX?: number;
  readonly minY: number;
  readonly maxY: number;
  readonly color: string;
  readonly label: string;
}

const WIDTH = 160;
const HEIGHT = 40;
const PADDING = 3;

/** A small curve without axes; its label says in words what it shows. */
export function MiniCurve({ points, maxX, minY, maxY, color, label }: MiniCurveProps) {
  const right = Math.max(1, maxX ?? points.at(-1)?.x ?? 1);
  const span = maxY - minY || 1;
  const toX = (x: number) => PADDING + (x / right) * (WIDTH - 2 * PADDING);
  const toY = (y: number) => HEIGHT - PADDING - ((y - minY) / span) * (HEIGHT - 2 * PADDING);
  const path = line<{ readonly x: number; readonly y: number }>(
    ({ x }) => toX(x),
    ({ y }) => toY(Math.min(maxY, Math.max(minY, y))),
  )(points as { x: number; y: number }[]);
  const last = points.at(-1);
  return (
    <svg className={classes.curve} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--chart-grid)" />
      {path && <path d={path} fill="none" stroke={color} strokeWidth={1.75} strokeLinejoin="round" />}
      {last && (
        <circle cx={toX(last.x)} cy={toY(Math.min(maxY, Math.max(minY, last.y)))} r={2.5} fill={color} />
      )}
    </svg>
  );
}
