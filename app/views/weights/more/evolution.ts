import { type LayerMoment, loadWeightEvolution } from '../../../../src/index.ts';
import { findFilledBins } from '../../../charts/logHistogram/layout.ts';
import type { RecordedMoment } from '../../recordedMoments.ts';

const { mergeEvolution } = await loadWeightEvolution();

/** One layer at the moments of a training, in the bins that hold any of its weights. */
export interface LayerEvolution {
  /** One more than counts. */
  readonly edges: readonly number[];
  readonly moments: readonly {
    readonly moment: RecordedMoment<'weights'>;
    readonly layer: LayerMoment;
    readonly counts: readonly number[];
  }[];
}

/** Brings a layer's histograms over time into the same bins and leaves out those at the ends that are always empty. */
export function computeLayerEvolution(
  moments: readonly RecordedMoment<'weights'>[],
  name: string,
): LayerEvolution {
  const found = mergeEvolution(moments).flatMap((moment) => {
    const layer = moment.layers.find((entry) => entry.layer === name);
    return layer ? [{ moment, layer }] : [];
  });
  const first = found[0]?.layer;
  if (!first) return { edges: [], moments: [] };
  const bins = first.counts.length;
  const [from, end] = findFilledBins(found.map(({ layer }) => layer.counts));
  return {
    edges: Array.from(
      { length: end - from + 1 },
      (_, index) => first.reach * ((2 * (from + index)) / bins - 1),
    ),
    moments: found.map((entry) => ({ ...entry, counts: entry.layer.counts.slice(from, end) })),
  };
}
