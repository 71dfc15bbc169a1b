import { AppError } from '../base/errors.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { listWeights, sizeOf, type WeightSlot } from '../network/listWeights.ts';
import type { NetworkSpec, NodeSpec, Shape } from '../network/spec.ts';

/** Where PyTorch keeps the values of one weight. */
export interface TorchOrder {
  readonly name: string;
  /** In the engine's order: `[kh, kw, in, out]`, depthwise `[kh, kw, channels, 1]`, `[in, out]`, `[out]`. */
  readonly engineShape: Shape;
  /** In PyTorch's order: `[out, in, kh, kw]`, depthwise `[channels, 1, kh, kw]`, `[out, in]`, `[out]`. */
  readonly torchShape: Shape;
  /** For each value in PyTorch's order, where it lies in the engine's. */
  readonly sources: Uint32Array;
}

/** For each place of a vector in PyTorch, the place in the engine's vector of the same node. */
type VectorOrder = readonly number[];

const identity = (length: number): VectorOrder => Array.from({ length }, (_, at) => at);

/** A map `[h, w, c]` flattened: PyTorch has it in the order `(c, h, w)`. */
function orderFlattened([height, width, channels]: Shape): VectorOrder {
  const area = height! * width!;
  return identity(area * channels!).map((at) => (at % area) * channels! + Math.floor(at / area));
}

function orderConcat(parts: readonly VectorOrder[]): VectorOrder {
  let start = 0;
  return parts.flatMap((part) => {
    const moved = part.map((at) => start + at);
    start += part.length;
    return moved;
  });
}

function requireSameOrder(node: NodeSpec, [first, ...others]: readonly VectorOrder[]): VectorOrder {
  if (others.some((order) => order.some((at, place) => at !== first![place]))) {
    throw new AppError(
      'invalid-network',
      `${node.name}: adds a flattened map to another vector, whose values PyTorch has in another order`,
      { node: node.name },
    );
  }
  return first!;
}

function orderNode(
  node: NodeSpec,
  shapes: ReadonlyMap<string, Shape>,
  orders: ReadonlyMap<string, VectorOrder>,
): VectorOrder {
  const [input] = node.inputs;
  if (node.kind === 'flatten' && shapes.get(input!)!.length === 3) return orderFlattened(shapes.get(input!)!);
  const inputs = node.inputs.map((name) => orders.get(name));
  if (node.kind === 'concat') return orderConcat(inputs.map((order) => order!));
  if (node.kind === 'add') {
    return requireSameOrder(
      node,
      inputs.map((order) => order!),
    );
  }
  // Units of a dense layer, channels of an average, an input that is a vector: the same in both.
  if (node.kind === 'dense' || inputs[0] === undefined) return identity(shapes.get(node.name)![0]!);
  return inputs[0];
}

/** The order of every node whose value is a vector. */
function orderVectors(
  spec: NetworkSpec,
  shapes: ReadonlyMap<string, Shape>,
): ReadonlyMap<string, VectorOrder> {
  const orders = new Map<string, VectorOrder>();
  for (const node of spec.nodes) {
    if (shapes.get(node.name)!.length === 1) orders.set(node.name, orderNode(node, shapes, orders));
  }
  return orders;
}

/** HWIO to OIHW; also a depthwise filter `[kh, kw, channels, 1]` to `[channels, 1, kh, kw]`. */
function orderFilter([height, width, inChannels, outChannels]: Shape): Uint32Array {
  const area = height! * width!;
  const sources = new Uint32Array(area * inChannels! * outChannels!);
  let at = 0;
  for (let o = 0; o < outChannels!; o++) {
    for (let i = 0; i < inChannels!; i++) {
      for (let tap = 0; tap < area; tap++) sources[at++] = (tap * inChannels! + i) * outChannels! + o;
    }
  }
  return sources;
}

/** `[in, out]` to `[out, in]`. */
function orderMatrix([, units]: Shape, rows: VectorOrder): Uint32Array {
  const sources = new Uint32Array(rows.length * units!);
  let at = 0;
  for (let unit = 0; unit < units!; unit++) {
    for (const row of rows) sources[at++] = row * units! + unit;
  }
  return sources;
}

function orderSlot(
  spec: NetworkSpec,
  vectors: ReadonlyMap<string, VectorOrder>,
  { name, node: nodeName, shape }: WeightSlot,
): TorchOrder {
  const node = spec.nodes.find((candidate) => candidate.name === nodeName)!;
  const read = vectors.get(node.inputs[0]!);
  const common = { name, engineShape: shape };
  if (shape.length === 4) {
    const [height, width, inChannels, outChannels] = shape as [number, number, number, number];
    const lead = node.kind === 'depthwiseConv2d' ? [inChannels, outChannels] : [outChannels, inChannels];
    return { ...common, torchShape: [...lead, height, width], sources: orderFilter(shape) };
  }
  if (shape.length === 2) {
    const [rows, units] = shape as [number, number];
    return { ...common, torchShape: [units, rows], sources: orderMatrix(shape, read!) };
  }
  const places = node.kind === 'batchNorm' && read ? read : identity(sizeOf(shape));
  return { ...common, torchShape: shape, sources: Uint32Array.from(places) };
}

/**
 * PyTorch's order of every weight of a network, in the order of its nodes.
 *
 * Throws as inferShapes, and where a sum of vectors would need two orders at once.
 */
export function listTorchOrders(spec: NetworkSpec): readonly TorchOrder[] {
  const vectors = orderVectors(spec, inferShapes(spec));
  return listWeights(spec).map((slot) => orderSlot(spec, vectors, slot));
}
