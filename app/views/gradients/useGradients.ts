import type { GradientHistogram, Jobs } from '../../../src/index.ts';
import { useJobQuery } from '../useJobQuery.ts';
import { useSnapshotA, useSnapshotB } from '../useSnapshots.ts';
import { chooseFirstThreshold } from './gradientBins.ts';
import { useGradientsOptions } from './gradientsOptions.ts';

const STEP: Jobs['measure']['params']['step'] = { what: ['gradients'], granularity: 'weight' };

/** Gradients of snapshot A, those of B by layer, and the threshold that holds for all. */
export function useGradients() {
  const a = useSnapshotA();
  const b = useSnapshotB();
  const own = useJobQuery('measure', a ? { id: a.id, step: STEP } : null);
  const other = useJobQuery('measure', b ? { id: b.id, step: STEP } : null);
  const set = useGradientsOptions((options) => options.threshold);
  const report = own.data?.gradients;
  const others = b && !other.stale ? other.data?.gradients : undefined;
  return {
    report,
    stale: own.stale,
    progress: own.progress,
    error: own.error ?? other.error,
    retry: () => {
      if (own.error) own.retry();
      if (other.error) other.retry();
    },
    compared: (layer: string): GradientHistogram | undefined =>
      others?.layers.find((entry) => entry.layer === layer),
    threshold: set ?? (report ? chooseFirstThreshold(report.layers) : null),
  };
}
