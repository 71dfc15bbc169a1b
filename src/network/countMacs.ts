import { inferShapes } from './inferShapes.ts';
import { listWeights, sizeOf } from './listWeights.ts';
import type { NetworkSpec } from './spec.ts';

/**
 * Multiply-accumulates for one image of each layer with weights, by name: weights × output positions.
 *
 * Biases and batch normalisation (which folds into the layer before it) are not counted; taps that fall on the padding are. FLOP = 2 × MAC.
 */
export function countMacs(spec: NetworkSpec): ReadonlyMap<string, number> {
  const shapes = inferShapes(spec);
  const weights = listWeights(spec).filter(({ role }) => role === 'weight');
  return new Map(
    weights.map(({ node, shape }) => [node, sizeOf(shape) * sizeOf(shapes.get(node)!.slice(0, -1))]),
  );
}
