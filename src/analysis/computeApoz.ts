import { computeMean, computeStandardDeviation } from '../base/stats.ts';
import type { ZeroCount } from '../engine/engine.ts';
import type { LayerApoz } from './apoz.ts';

/**
 * APoZ of one layer from the zeros counted behind its activation (Hu et al. 2016).
 *
 * `kept` (`[channels]`, 1 keep) says which channels are left; pruned ones are given 1, whatever they still put out.
 */
export function computeApoz(
  layer: string,
  images: number,
  { node, zeros, observed }: ZeroCount,
  kept: Uint8Array,
): LayerApoz {
  const apoz = Array.from(zeros, (count, channel) => (kept[channel] && observed > 0 ? count / observed : 1));
  const ofKept = apoz.filter((_, channel) => kept[channel]);
  return {
    layer,
    node,
    images,
    apoz,
    mean: computeMean(ofKept),
    standardDeviation: computeStandardDeviation(ofKept),
  };
}
