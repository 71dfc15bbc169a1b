import type { PrunableLayer, SensitivityPoint } from '../../../src/index.ts';
import type { LineSeries } from '../../charts/line/layout.ts';
import { smoothAccuracies } from './smoothCurve.ts';

/**
 * A curve as the chart draws it: its bars are the 95 % interval, or one standard deviation to both sides over several
 * seeds. Smooth moves the line alone, never the points.
 */
export function toSeries(
  { layer, layers }: PrunableLayer,
  points: readonly SensitivityPoint[],
  nameLayers: (layers: readonly string[]) => string,
  smooth: boolean,
): LineSeries {
  const heights = smooth ? smoothAccuracies(points) : [];
  return {
    id: layer,
    name: nameLayers(layers),
    points: points.map(({ sparsity, accuracy, low, high, standardDeviation: sd }) => ({
      x: sparsity,
      y: accuracy,
      low: sd === undefined ? low : Math.max(0, accuracy - sd),
      high: sd === undefined ? high : Math.min(1, accuracy + sd),
    })),
    ...(smooth ? { line: points.map(({ sparsity }, index) => ({ x: sparsity, y: heights[index]! })) } : {}),
  };
}
