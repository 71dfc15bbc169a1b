import type { PruneStep } from '../../../../../src/index.ts';
import { toPruneStep } from '../../../../store/defaults.ts';
import { useClient, useLab } from '../../../../store/labContext.ts';
import { type Asked, useAsked } from '../../../useAsked.ts';

/** Shares of channels at which the cliff is measured. */
const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9] as const;
const IMAGES = 500;

/** Accuracy after a cut of so many channels, without any training. */
export interface CliffPoint {
  /** Share of channels cut, 0…1. */
  readonly share: number;
  /** Share correct, 0…1. */
  readonly accuracy: number;
  readonly images: number;
}

/** The cut of network slimming: channels of least |γ| over all layers. */
export function toSlimmingCut(share: number): PruneStep {
  return toPruneStep({
    criterion: 'batchNormScale',
    granularity: 'filter',
    scope: 'global',
    amount: { sparsity: share },
  });
}

/** Measures A cut at rising shares, each from A as it is; on a click. */
export function useCliff(): Asked<readonly CliffPoint[]> {
  const client = useClient();
  const id = useLab((state) => state.selectedId);
  const backend = useLab((state) => state.backend?.name);
  return useAsked(['cliff', id, backend], async ({ signal, onProgress }) => {
    const points: CliffPoint[] = [];
    for (const [index, share] of LEVELS.entries()) {
      const params = { id, step: toSlimmingCut(share), images: IMAGES };
      const { accuracyBefore, accuracy, images } = await client.run('preview', params, { signal });
      if (index === 0) points.push({ share: 0, accuracy: accuracyBefore, images });
      points.push({ share, accuracy, images });
      onProgress({ done: index + 1, total: LEVELS.length });
    }
    return points;
  });
}
