import { isWeightedNode, type NetworkSpec, type WeightedNode } from '../../network/spec.ts';
import type { Masks, WeightArray, Weights } from '../../network/weights.ts';
import { shareWeights } from './shareWeights.ts';

/**
 * The weights with those of each layer shared among 2^bits − 1 values and 0, in new arrays: what comes out of a network
 * stored as `shared` or `huffman`. Biases and normalisations are as they were, the same arrays.
 *
 * Throws as shareWeights.
 */
export function shareNetworkWeights(
  spec: NetworkSpec,
  weights: Weights,
  masks: Masks,
  bitsOf: (layer: WeightedNode) => number,
): Weights {
  const shared: Record<string, WeightArray> = { ...weights };
  for (const layer of spec.nodes.filter(isWeightedNode)) {
    const name = `${layer.name}.weight`;
    const { shape, values } = weights[name]!;
    const mask = masks[name];
    const kept = mask ? values.map((value, index) => (mask[index] ? value : 0)) : values;
    const { codebook, codes } = shareWeights(kept, bitsOf(layer));
    shared[name] = { shape, values: Float32Array.from(codes, (code) => codebook[code]!) };
  }
  return shared;
}
