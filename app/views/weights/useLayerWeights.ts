import { useMemo } from 'react';
import type { BinnedCounts } from '../../charts/histogram/layout.ts';
import { WEIGHT_BINS } from '../prefetchWeights.ts';
import { useJobQuery } from '../useJobQuery.ts';
import { useSnapshotA, useSnapshotB } from '../useSnapshots.ts';
import type { LayerMagnitudes } from './threshold.ts';

/** All that the view shows of one layer. */
export interface LayerWeights extends LayerMagnitudes {
  readonly mean: number;
  readonly bins: BinnedCounts;
  /** The same bins for snapshot B, where it has the layer. */
  readonly compared: BinnedCounts | undefined;
}

/** Histograms and sorted magnitudes of every layer of snapshot A, with B in the same bins. */
export function useLayerWeights() {
  const a = useSnapshotA();
  const b = useSnapshotB();
  const ids = useMemo(() => (a ? (b ? [a.id, b.id] : [a.id]) : null), [a, b]);
  const histograms = useJobQuery('histograms', ids && { ids, bins: WEIGHT_BINS });
  const magnitudes = useJobQuery('magnitudes', a ? { id: a.id } : null);

  const layers = useMemo((): readonly LayerWeights[] | undefined => {
    const [own, other] = histograms.data ?? [];
    if (!own || !magnitudes.data) return undefined;
    return own.flatMap((histogram) => {
      const entry = magnitudes.data?.find(({ layer }) => layer === histogram.layer);
      if (!entry) return [];
      const compared = other?.find(({ layer }) => layer === histogram.layer);
      return {
        layer: histogram.layer,
        weights: entry.weights,
        sorted: entry.sorted,
        mean: histogram.mean,
        standardDeviation: histogram.standardDeviation,
        bins: { domain: histogram.domain, counts: histogram.counts, atZero: histogram.pruned },
        compared: compared && { domain: compared.domain, counts: compared.counts, atZero: compared.pruned },
      };
    });
  }, [histograms.data, magnitudes.data]);

  return {
    layers,
    error: histograms.error ?? magnitudes.error,
    retry: () => {
      if (histograms.error) histograms.retry();
      if (magnitudes.error) magnitudes.retry();
    },
  };
}
