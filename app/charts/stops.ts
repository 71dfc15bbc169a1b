/** A place of a chart at which a value can be read, in pixels of the plot. */
export interface Stop {
  readonly x: number;
  readonly y: number;
  /** What the readout says there; lines end in `\n`. */
  readonly text: string;
  /** Series or row it belongs to; arrow up and down go from one to the next. */
  readonly lane?: number;
}

/** Which stop lies nearest to a pointer: by x alone, by y alone or by distance; -1 where there are none. */
export function findNearestStop(stops: readonly Stop[], x: number, y: number, by: 'x' | 'y' | 'xy'): number {
  let nearest = -1;
  let shortest = Number.POSITIVE_INFINITY;
  stops.forEach((stop, index) => {
    // The other axis still counts a little, so that of two stops above each other the closer one is taken.
    const alongX = Math.abs(stop.x - x) * (by === 'y' ? 0.001 : 1);
    const alongY = Math.abs(stop.y - y) * (by === 'x' ? 0.001 : 1);
    const distance = Math.hypot(alongX, alongY);
    if (distance < shortest) {
      shortest = distance;
      nearest = index;
    }
  });
  return nearest;
}

/** The stop an arrow key leads to; stops of one lane stand together, in order. Undefined for other keys. */
export function moveStop(stops: readonly Stop[], from: number | null, key: string): number | undefined {
  const last = stops.length - 1;
  if (last < 0) return undefined;
  const laneOf = (index: number) => stops[index]?.lane ?? 0;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    if (from === null) return key === 'ArrowRight' ? 0 : last;
    const next = from + (key === 'ArrowRight' ? 1 : -1);
    return Math.min(last, Math.max(0, next));
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  if (from === null) return 0;
  const lanes = [...new Set(stops.map((stop) => stop.lane ?? 0))];
  const target = lanes[lanes.indexOf(laneOf(from)) + (key === 'ArrowDown' ? 1 : -1)];
  if (target === undefined) return from;
  const inLane = stops.filter((stop) => (stop.lane ?? 0) === target);
  const here = stops[from]!;
  return stops.indexOf(inLane[findNearestStop(inLane, here.x, here.y, 'x')]!);
}
