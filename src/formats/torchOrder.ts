import { inferShapes } from '../network/inferShapes.ts';
import { listWeights, sizeOf, type WeightSlot } from '../network/listWeights.ts';
import type { NetworkSpec, Shape } from '../network/spec.ts';

/** Where PyTorch keeps the values of one weight. */
export interface TorchOrder {
  readonly name: string;
  /** In the engine's order: `[kh, kw, in, out]`, `[in, out]`, `[out]`. */
  readonly engineShape: Shape;
  /** In PyTorch's order: `[out, in, kh, kw]`, `[out, in]`, `[out]`. */
  readonly torchShape: Shape;
  /** For each value in PyTorch's order, where it lies in the engine's. */
  readonly sources: Uint32Array;
}

/** The map `[h, w, c]` that was flattened into what a node reads; undefined where it reads no flattened map. */
function findFlattenedMap(
  spec: NetworkSpec,
  shapes: ReadonlyMap<string, Shape>,
  name: string,
): Shape | undefined {
  const node = spec.nodes.find((candidate) => candidate.name === name)!;
  const [input] = node.inputs;
  if (input === undefined || node.kind === 'dense') return undefined;
  const shape = shapes.get(input)!;
  return shape.length === 3 ? shape : findFlattenedMap(spec, shapes, input);
}

/** HWIO to OIHW. */
function orderConvolution([height, width, inChannels, outChannels]: Shape): number[] {
  const sources: number[] = [];
  for (let o = 0; o < outChannels!; o++) {
    for (let i = 0; i < inChannels!; i++) {
      for (let tap = 0; tap < height! * width!; tap++) {
        sources.push((tap * inChannels! + i) * outChannels! + o);
      }
    }
  }
  return sources;
}

/** `[in, out]` to `[out, in]`, where `in` runs over `(h, w, c)` in the engine and over `(c, h, w)` in PyTorch. */
function orderDense([, units]: Shape, [height, width, channels]: Shape): number[] {
  const sources: number[] = [];
  for (let unit = 0; unit < units!; unit++) {
    for (let c = 0; c < channels!; c++) {
      for (let place = 0; place < height! * width!; place++) {
        sources.push((place * channels! + c) * units! + unit);
      }
    }
  }
  return sources;
}

function orderSlot(spec: NetworkSpec, shapes: ReadonlyMap<string, Shape>, slot: WeightSlot): TorchOrder {
  const { name, shape } = slot;
  const common = { name, engineShape: shape };
  if (shape.length === 4) {
    const [height, width, inChannels, outChannels] = shape as [number, number, number, number];
    const torchShape = [outChannels, inChannels, height, width];
    return { ...common, torchShape, sources: Uint32Array.from(orderConvolution(shape)) };
  }
  if (shape.length === 2) {
    const [rows, units] = shape as [number, number];
    const node = spec.nodes.find((candidate) => candidate.name === slot.node)!;
    const map = findFlattenedMap(spec, shapes, node.inputs[0]!) ?? [1, 1, rows];
    return { ...common, torchShape: [units, rows], sources: Uint32Array.from(orderDense(shape, map)) };
  }
  const sources = Uint32Array.from({ length: sizeOf(shape) }, (_, i) => i);
  return { ...common, torchShape: shape, sources };
}

/** PyTorch's order of every weight of a network, in the order of its nodes. Throws as inferShapes. */
export function listTorchOrders(spec: NetworkSpec): readonly TorchOrder[] {
  const shapes = inferShapes(spec);
  return listWeights(spec).map((slot) => orderSlot(spec, shapes, slot));
}
