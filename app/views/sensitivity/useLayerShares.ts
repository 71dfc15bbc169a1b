import { useMemo } from 'react';
import type { PrunableLayer } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import type { Curves } from './sensitivityStore.ts';
import type { SensitivitySettings } from './settings.ts';
import { type Shares, sharesOf } from './shares.ts';

/**
 * The share of each layer in the step being made, no less than what is pruned already. Undefined where that step is about
 * other units.
 */
export function useLayerShares(
  settings: SensitivitySettings,
  layers: readonly PrunableLayer[],
  curves: Curves,
): Shares | undefined {
  const draft = useLab((state) => state.draft);
  const preview = useLab((state) => state.preview);
  const result = preview.kind === 'done' ? preview.result : preview.kind === 'running' ? preview.last : null;
  return useMemo(() => {
    const shares = sharesOf(draft, settings, layers, result);
    return shares && atLeast(shares, curves);
  }, [draft, settings, layers, result, curves]);
}

/** Nothing that is pruned comes back: the shares, and what the first point of each curve has lost already. */
export function atLeast(shares: Shares, curves: Curves): Shares {
  return Object.fromEntries(
    Object.entries(shares).map(([layer, share]) => [
      layer,
      Math.max(share, curves[layer]?.[0]?.sparsity ?? 0),
    ]),
  );
}
