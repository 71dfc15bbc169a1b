import type { WeightedNode } from '../../network/spec.ts';
import type { ZeroStructures } from './tensorStatistics.ts';

/** Share of `count` structures that hold none of the nonzero places. */
function shareOfZero(nonzero: Uint8Array, count: number, structureOf: (place: number) => number): number {
  const seen = new Uint8Array(count);
  let found = 0;
  for (let place = 0; place < nonzero.length; place++) {
    if (!nonzero[place]) continue;
    const structure = structureOf(place);
    if (!seen[structure]) found++;
    seen[structure] = 1;
  }
  return (count - found) / count;
}

/**
 * Counts the structures of a layer's weight that are all 0.
 *
 * `nonzero` is 1 where a value is kept and not 0, in the engine's memory order of `shape`: `[kernelH, kernelW, in, out]`,
 * depthwise `[kernelH, kernelW, channels, 1]`, or `[in, out]`.
 */
export function countZeroStructures(
  kind: WeightedNode['kind'],
  shape: readonly number[],
  nonzero: Uint8Array,
): ZeroStructures {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const kernels = inputs * outputs;
  const taps = nonzero.length / kernels;
  if (kind === 'depthwiseConv2d') {
    const filters = shareOfZero(nonzero, kernels, (place) => place % kernels);
    const columnSparsity = shareOfZero(nonzero, taps, (place) => Math.floor(place / kernels));
    return {
      rowSparsity: filters,
      columnSparsity,
      kernelSparsity: filters,
      filterSparsity: filters,
      inputSparsity: filters,
    };
  }
  const rowSparsity = shareOfZero(nonzero, outputs, (place) => place % outputs);
  const isConv = kind === 'conv2d';
  return {
    rowSparsity,
    columnSparsity: shareOfZero(nonzero, taps * inputs, (place) => Math.floor(place / outputs)),
    kernelSparsity: isConv ? shareOfZero(nonzero, kernels, (place) => place % kernels) : null,
    filterSparsity: isConv ? rowSparsity : null,
    inputSparsity: shareOfZero(nonzero, inputs, (place) => Math.floor(place / outputs) % inputs),
  };
}
