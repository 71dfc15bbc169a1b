import type { SensitivityPoint } from '../../../src/index.ts';

/** Points that have been put to one height. */
interface Pool {
  readonly mean: number;
  readonly weight: number;
  readonly count: number;
}

/**
 * Accuracies that never rise with the sparsity and lie nearest to the measured ones: isotonic regression by pooling
 * adjacent violators, each point weighted by its images (Barlow et al. 1972). `[points]`, 0…1; only for drawing.
 */
export function smoothAccuracies(points: readonly SensitivityPoint[]): readonly number[] {
  const pools: Pool[] = [];
  for (const { accuracy, images } of points) {
    let pool: Pool = { mean: accuracy, weight: images, count: 1 };
    for (let before = pools.at(-1); before && before.mean < pool.mean; before = pools.at(-1)) {
      pools.pop();
      const weight = before.weight + pool.weight;
      pool = {
        mean: (before.mean * before.weight + pool.mean * pool.weight) / weight,
        weight,
        count: before.count + pool.count,
      };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, count }) => Array.from({ length: count }, () => mean));
}
