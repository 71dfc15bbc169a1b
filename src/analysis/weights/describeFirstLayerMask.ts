import { inferShapes } from '../../network/inferShapes.ts';
import { isWeightedNode, type NetworkSpec, type NodeSpec, type WeightedNode } from '../../network/spec.ts';
import type { Masks } from '../../network/weights.ts';

/** Which weights of the first layer are kept, laid out as an image (Han et al. 2015, fig. 4). */
export interface FirstLayerImage {
  /** `pixels`: a dense layer behind a flatten, one place per pixel it reads. `kernel`: a convolution, one per kernel position. */
  readonly kind: 'pixels' | 'kernel';
  readonly layer: string;
  /** `[height, width, channels]` of what is flattened, or `[kernelH, kernelW, in]`. */
  readonly shape: readonly [number, number, number];
  /** Weights of one place: the layer's units or filters, 1 of a depthwise convolution. */
  readonly outputs: number;
  /** `shape` in memory order, channels fastest: kept weights of each place, 0 to `outputs`. */
  readonly kept: readonly number[];
  /** `shape` in memory order: `kept` over `outputs`, 0…1. */
  readonly share: readonly number[];
  /** `[height, width]` of `shape`: mean of `share` over the channels, 0…1. */
  readonly shareOfPixel: readonly number[];
}

/**
 * Why there is no such image. `no-layer`: nothing has weights. `no-image`: the first layer reads a vector that is no flattened
 * map of the input. `joined`: what it reads is put together of several values.
 */
export type NoFirstLayerImage = {
  readonly kind: 'none';
  readonly reason: 'no-layer' | 'no-image' | 'joined';
};

/** The flatten of a map between the input and a dense layer, or why there is none. */
function findFlatten(
  nodes: ReadonlyMap<string, NodeSpec>,
  rankOf: (name: string) => number,
  layer: WeightedNode,
): NodeSpec | NoFirstLayerImage['reason'] {
  let node = nodes.get(layer.inputs[0]!)!;
  while (node.kind !== 'flatten' || rankOf(node.inputs[0]!) !== 3) {
    if (node.inputs.length > 1) return 'joined';
    if (node.inputs.length === 0 || node.kind === 'globalAvgPool') return 'no-image';
    node = nodes.get(node.inputs[0]!)!;
  }
  return node;
}

/** Weights that read one input at one place of the kernel. */
function countOutputs(layer: WeightedNode): number {
  if (layer.kind === 'depthwiseConv2d') return 1;
  return layer.kind === 'dense' ? layer.units : layer.filters;
}

/** Kept weights of each place: of `places · outputs` mask values, outputs fastest. */
function countKept(mask: Uint8Array | undefined, places: number, outputs: number): readonly number[] {
  const kept = new Array<number>(places).fill(mask ? 0 : outputs);
  for (const [index, flag] of mask?.entries() ?? []) {
    if (flag) kept[Math.floor(index / outputs)]!++;
  }
  return kept;
}

/**
 * The mask of the first layer (in the order of the nodes) as an image of its inputs: for each pixel or kernel position, how many
 * weights that read it are kept.
 *
 * Where a pool stands before the flatten, pixels are those of the pooled map. Throws as inferShapes.
 */
export function describeFirstLayerMask(spec: NetworkSpec, masks: Masks): FirstLayerImage | NoFirstLayerImage {
  const shapes = inferShapes(spec);
  const nodes = new Map(spec.nodes.map((node) => [node.name, node]));
  const layer = spec.nodes.find(isWeightedNode);
  if (!layer) return { kind: 'none', reason: 'no-layer' };
  let read = layer.inputs[0]!;
  if (layer.kind === 'dense') {
    const flatten = findFlatten(nodes, (name) => shapes.get(name)!.length, layer);
    if (typeof flatten === 'string') return { kind: 'none', reason: flatten };
    read = flatten.inputs[0]!;
  }
  const [height, width, channels] = shapes.get(read) as readonly [number, number, number];
  const [rows, columns] = layer.kind === 'dense' ? [height, width] : layer.kernelSize;
  const outputs = countOutputs(layer);
  const kept = countKept(masks[`${layer.name}.weight`], rows * columns * channels, outputs);
  return {
    kind: layer.kind === 'dense' ? 'pixels' : 'kernel',
    layer: layer.name,
    shape: [rows, columns, channels],
    outputs,
    kept,
    share: kept.map((count) => count / outputs),
    shareOfPixel: Array.from({ length: rows * columns }, (_, pixel) => {
      const ofPixel = kept.slice(pixel * channels, (pixel + 1) * channels);
      return ofPixel.reduce((sum, count) => sum + count, 0) / (channels * outputs);
    }),
  };
}
