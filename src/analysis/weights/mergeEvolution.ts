import { AppError } from '../../base/errors.ts';
import type { LayerMoment, WeightMoment } from './summarizeWeights.ts';

/** Moments of one training, the oldest first. From `mergeEvolution` the bins of a layer are the same at all of them. */
export type WeightEvolution<Moment extends WeightMoment = WeightMoment> = readonly Moment[];

/** The same weights in as many bins of a larger reach. */
function widenBins(moment: LayerMoment, reach: number): LayerMoment {
  if (moment.reach === reach) return moment;
  const factor = reach / moment.reach;
  const half = moment.counts.length / 2;
  const counts = new Array<number>(2 * half).fill(0);
  for (const [bin, count] of moment.counts.entries()) {
    counts[half + Math.floor((bin - half) / factor)]! += count;
  }
  return { ...moment, reach, counts };
}

/**
 * Brings every layer to the largest reach it has at any of the moments, by adding up neighbouring bins.
 *
 * The counts are those that binning the weights at that reach would have given. A layer may be missing at some moments.
 * Throws where two moments have other numbers of bins for a layer.
 */
export function mergeEvolution<Moment extends WeightMoment>(
  moments: WeightEvolution<Moment>,
): WeightEvolution<Moment> {
  const widest = new Map<string, LayerMoment>();
  for (const layer of moments.flatMap(({ layers }) => layers)) {
    const known = widest.get(layer.layer);
    if (known && known.counts.length !== layer.counts.length) {
      throw new AppError(
        'unexpected',
        `${layer.layer}: bins of two moments differ, ${known.counts.length} and ${layer.counts.length}`,
      );
    }
    if (!known || known.reach < layer.reach) widest.set(layer.layer, layer);
  }
  return moments.map((moment) => ({
    ...moment,
    layers: moment.layers.map((layer) => widenBins(layer, widest.get(layer.layer)!.reach)),
  }));
}
