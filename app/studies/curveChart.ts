import type { CurveSummary, ReadingUnit } from '../../src/index.ts';
import type { LinePoint, LineSeries } from '../charts/line/layout.ts';

type Domain = readonly [number, number];
type Axis = CurveSummary['curve']['x'];

/** A curve over its seeds as a line chart has it. */
export interface CurveChart {
  readonly series: readonly LineSeries[];
  /** Falling where an axis of kept weights goes from many to few. */
  readonly xDomain: Domain;
  readonly yDomain: Domain;
  readonly logX: boolean;
  readonly logY: boolean;
}

/** Room left and right, above and below of the points, as a share of what they span. */
const ROOM = 0.06;

function domainOf(values: readonly number[], isLog: boolean, unit: ReadingUnit): Domain {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (isLog) {
    const room = Math.max(1.05, (high / low) ** ROOM);
    return [low / room, unit === 'share' && high <= 1 ? Math.min(1, high * room) : high * room];
  }
  const room = ROOM * (high - low) || Math.abs(high) * ROOM || 1;
  const isShare = unit === 'share' && low >= 0 && high <= 1;
  return [isShare ? Math.max(0, low - room) : low - room, isShare ? Math.min(1, high + room) : high + room];
}

/** Equal ratios need values above 0. */
const mayLog = ({ scale }: Axis, values: readonly number[]) =>
  scale === 'log' && values.every((value) => value > 0);

/** Mean over the seeds as the line, least and largest as error bars; from left to right as the paper draws it. */
export function toCurveChart(
  { curve, points }: CurveSummary,
  nameOf: (series: string) => string,
): CurveChart {
  const xs = points.map(({ x }) => x);
  const ys = points.flatMap(({ y: { min, mean, max } }) => [min, mean, max]);
  const logX = mayLog(curve.x, xs);
  const logY = mayLog(curve.y, ys);
  const falls = logX && curve.x.unit === 'share';
  const names = [...new Set(points.map(({ series }) => series))];
  const series = names.map((name) => ({
    id: name,
    name: nameOf(name),
    points: points
      .filter((point) => point.series === name)
      .toSorted((a, b) => (falls ? b.x - a.x : a.x - b.x))
      .map(
        ({ x, y: { mean, min, max, n } }): LinePoint =>
          n > 1 && min !== max ? { x, y: mean, low: min, high: max } : { x, y: mean },
      ),
  }));
  const [x0, x1] = domainOf(xs, logX, curve.x.unit);
  return {
    series,
    xDomain: falls ? [x1, x0] : [x0, x1],
    yDomain: domainOf(ys, logY, curve.y.unit),
    logX,
    logY,
  };
}
