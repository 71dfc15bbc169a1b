import type { Conv2dNode, DenseNode, NetworkSpec, NodeSpec, PoolNode } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';

/** A value of one image: `[h, w, c]` or `[units]`. */
interface Value {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

interface Window {
  readonly size: readonly [number, number];
  readonly stride: number;
  readonly padding: 'valid' | 'same';
}

/** Output length and first padding of one axis (TensorFlow's "same": the odd pixel goes after). */
function computeAxis(length: number, size: number, stride: number, padding: 'valid' | 'same') {
  if (padding === 'valid') return { out: Math.floor((length - size) / stride) + 1, before: 0 };
  const out = Math.ceil(length / stride);
  return { out, before: Math.floor(Math.max(0, (out - 1) * stride + size - length) / 2) };
}

function slide(
  { shape }: Value,
  { size, stride, padding }: Window,
  channels: number,
  compute: (places: readonly { at: number; row: number; column: number }[], channel: number) => number,
): Value {
  const [height, width, inChannels] = shape as [number, number, number];
  const rows = computeAxis(height, size[0], stride, padding);
  const columns = computeAxis(width, size[1], stride, padding);
  const values = new Float64Array(rows.out * columns.out * channels);
  for (let p = 0; p < rows.out; p++) {
    for (let q = 0; q < columns.out; q++) {
      const places: { at: number; row: number; column: number }[] = [];
      for (let row = 0; row < size[0]; row++) {
        for (let column = 0; column < size[1]; column++) {
          const h = p * stride - rows.before + row;
          const w = q * stride - columns.before + column;
          if (h < 0 || w < 0 || h >= height || w >= width) continue;
          places.push({ at: (h * width + w) * inChannels, row, column });
        }
      }
      for (let c = 0; c < channels; c++) values[(p * columns.out + q) * channels + c] = compute(places, c);
    }
  }
  return { shape: [rows.out, columns.out, channels], values };
}

function convolve(node: Conv2dNode, x: Value, weights: Weights): Value {
  const filter = weights[`${node.name}.weight`]!.values;
  const bias = node.bias ? weights[`${node.name}.bias`]!.values : undefined;
  const inChannels = x.shape[2]!;
  return slide(x, { ...node, size: node.kernelSize }, node.filters, (places, f) => {
    let sum = bias?.[f] ?? 0;
    for (const { at, row, column } of places) {
      for (let c = 0; c < inChannels; c++) {
        const tap = ((row * node.kernelSize[1] + column) * inChannels + c) * node.filters + f;
        sum += x.values[at + c]! * filter[tap]!;
      }
    }
    return sum;
  });
}

function multiply(node: DenseNode, x: Value, weights: Weights): Value {
  const matrix = weights[`${node.name}.weight`]!.values;
  const bias = node.bias ? weights[`${node.name}.bias`]!.values : undefined;
  const values = Float64Array.from({ length: node.units }, (_, unit) =>
    x.values.reduce(
      (sum, value, index) => sum + value * matrix[index * node.units + unit]!,
      bias?.[unit] ?? 0,
    ),
  );
  return { shape: [node.units], values };
}

function pool(node: PoolNode, x: Value): Value {
  const window = { ...node, size: [node.size, node.size] as const };
  return slide(x, window, x.shape[2]!, (places, c) => {
    const seen = places.map(({ at }) => x.values[at + c]!);
    return node.kind === 'maxPool' ? Math.max(...seen) : seen.reduce((a, b) => a + b, 0) / seen.length;
  });
}

function computeNode(node: NodeSpec, x: Value, weights: Weights): Value {
  const each = (compute: (value: number) => number): Value => ({ ...x, values: x.values.map(compute) });
  switch (node.kind) {
    case 'conv2d':
      return convolve(node, x, weights);
    case 'dense':
      return multiply(node, x, weights);
    case 'maxPool':
    case 'avgPool':
      return pool(node, x);
    case 'relu':
      return each((value) => Math.max(0, value));
    case 'sigmoid':
      return each((value) => 1 / (1 + Math.exp(-value)));
    case 'tanh':
      return each(Math.tanh);
    case 'flatten':
      return { shape: [x.values.length], values: x.values };
    case 'input':
    case 'dropout':
      return x;
    default:
      return node satisfies never;
  }
}

/**
 * Every node's value for one image of a chain network in evaluation mode, by plain loops in double precision.
 *
 * The independent reference that tests hold the engine against; `image` is `[h, w, c]`, scaled to 0…1.
 */
export function computeReferenceNodes(
  spec: NetworkSpec,
  weights: Weights,
  image: Float64Array,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const node of spec.nodes) {
    const x = node.kind === 'input' ? { shape: node.shape, values: image } : values.get(node.inputs[0]!)!;
    values.set(node.name, computeNode(node, x, weights));
  }
  return values;
}
