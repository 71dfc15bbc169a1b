import { channelAxisOf, sizeOf } from '../../network/listWeights.ts';
import type { WeightedNode } from '../../network/spec.ts';
import type { WeightArray } from '../../network/weights.ts';
import type { LayerMatrix } from './storageFormat.ts';

/**
 * A layer's weight as a matrix `[rows, inputs, taps]` in PyTorch's order, pruned weights 0, in a new array.
 *
 * Out of `[kernelH, kernelW, in, out]`, `[kernelH, kernelW, channels, 1]` or `[in, out]`. The inputs of a dense layer
 * behind a flatten stay in the engine's order (h, w, c).
 */
export function toLayerMatrix(
  kind: WeightedNode['kind'],
  { shape, values }: WeightArray,
  mask: Uint8Array | undefined,
): LayerMatrix {
  const rows = shape[channelAxisOf(kind)]!;
  const taps = sizeOf(shape.slice(0, -2));
  const inputs = kind === 'depthwiseConv2d' ? 1 : shape.at(-2)!;
  const matrix = new Float32Array(values.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let input = 0; input < inputs; input++) {
      for (let tap = 0; tap < taps; tap++) {
        const source = (tap * inputs + input) * rows + row;
        matrix[at++] = mask && mask[source] === 0 ? 0 : values[source]!;
      }
    }
  }
  return { rows, inputs, taps, values: matrix };
}
