import type { PlotBox } from '../Axes.tsx';
import type { LinePoint } from './layout.ts';

type Place = Pick<LinePoint, 'x' | 'y'>;
type Domain = readonly [number, number];

/** The height of a line at x, straight between its points and level beyond its ends; undefined where it has none. */
export function interpolate(points: readonly Place[], x: number): number | undefined {
  const after = points.findIndex((point) => point.x >= x);
  if (after === -1) return points.at(-1)?.y;
  const [from, to] = [points[Math.max(0, after - 1)]!, points[after]!];
  return to.x === from.x || x <= from.x ? (after === 0 ? to.y : from.y) : mix(from, to, x);
}

function mix(from: Place, to: Place, x: number): number {
  return from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y);
}

/** Where a key leads a grip in its range, by one step or ten with Page Up and Down. Undefined for other keys. */
export function moveGrip(value: number, [low, high]: Domain, step: number, key: string): number | undefined {
  const moves = new Map([
    ['ArrowRight', value + step],
    ['ArrowUp', value + step],
    ['ArrowLeft', value - step],
    ['ArrowDown', value - step],
    ['PageUp', value + 10 * step],
    ['PageDown', value - 10 * step],
    ['Home', low],
    ['End', high],
  ]);
  const moved = moves.get(key);
  return moved === undefined ? undefined : Math.min(high, Math.max(low, Number(moved.toFixed(6))));
}

/** Pixels of a plot for values on its axes, and back along x. */
export function createPlotScale({ left, right, top, bottom }: PlotBox, [x0, x1]: Domain, [y0, y1]: Domain) {
  const perX = (right - left) / (x1 - x0);
  return {
    toX: (x: number) => left + (x - x0) * perX,
    toY: (y: number) => bottom - ((y - y0) / (y1 - y0)) * (bottom - top),
    fromX: (px: number) => x0 + (px - left) / perX,
  };
}

/** Radius within which a grip takes hold of a pointer, in pixels. */
export const GRIP_REACH_PX = 13;

/** Whether two grips lie so close that a pointer cannot tell them apart; each is `[x, y]` in pixels. */
export function overlap(a: readonly [number, number], b: readonly [number, number]): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) < 1.5 * GRIP_REACH_PX;
}
