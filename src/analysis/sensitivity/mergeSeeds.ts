import { AppError } from '../../base/errors.ts';
import { computeMean, computeSampleDeviation } from '../../base/stats.ts';
import { wilsonInterval } from '../../base/wilsonInterval.ts';
import type { SensitivityCurve, SensitivityPoint } from './sensitivity.ts';

function mergePoints(points: readonly SensitivityPoint[]): SensitivityPoint {
  const [{ sparsity, images }] = points as readonly [SensitivityPoint];
  const accuracies = points.map(({ accuracy }) => accuracy);
  const accuracy = computeMean(accuracies);
  return {
    sparsity,
    accuracy,
    images,
    ...wilsonInterval(accuracy * images, images),
    standardDeviation: computeSampleDeviation(accuracies),
  };
}

/**
 * The curves of several seeds as one: means of the accuracies with their sample standard deviation, n − 1.
 *
 * Throws `unexpected` where the seeds pruned other shares.
 */
export function mergeSeeds(
  seeds: readonly number[],
  bySeed: readonly (readonly SensitivityCurve[])[],
): readonly SensitivityCurve[] {
  const [first] = bySeed as readonly [readonly SensitivityCurve[]];
  return first.map((curve, index) => ({
    ...curve,
    seeds,
    points: curve.points.map((point, place) => {
      const points = bySeed.map((curves) => curves[index]!.points[place]);
      if (points.some((other) => other?.sparsity !== point.sparsity)) {
        throw new AppError(
          'unexpected',
          `${curve.layer}: the seeds pruned other shares than ${point.sparsity}`,
        );
      }
      return mergePoints(points as SensitivityPoint[]);
    }),
  }));
}
