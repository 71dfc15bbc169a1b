import type {
  BatchNormNode,
  Conv2dNode,
  DenseNode,
  DepthwiseConv2dNode,
  NetworkSpec,
  NodeSpec,
  Padding,
  PoolNode,
} from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';

/** A value of one image: `[h, w, c]` or `[units]`. */
export interface Value {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

interface Window {
  readonly size: readonly [number, number];
  readonly stride: number;
  readonly padding: Padding;
}

/** Output length and first padding of one axis (TensorFlow's "same": the odd pixel goes after). */
function computeAxis(length: number, size: number, stride: number, padding: Padding) {
  if (padding !== 'same') {
    const before = padding === 'valid' ? 0 : padding;
    return { out: Math.floor((length + 2 * before - size) / stride) + 1, before };
  }
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

function convolveEachChannel(node: DepthwiseConv2dNode, x: Value, weights: Weights): Value {
  const filter = weights[`${node.name}.weight`]!.values;
  const bias = node.bias ? weights[`${node.name}.bias`]!.values : undefined;
  const channels = x.shape[2]!;
  return slide(x, { ...node, size: node.kernelSize }, channels, (places, c) => {
    const tap = (row: number, column: number) => (row * node.kernelSize[1] + column) * channels + c;
    return places.reduce(
      (sum, { at, row, column }) => sum + x.values[at + c]! * filter[tap(row, column)]!,
      bias?.[c] ?? 0,
    );
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

function averageChannels(x: Value): Value {
  const channels = x.shape[2]!;
  const values = new Float64Array(channels);
  const places = x.values.length / channels;
  for (const [at, value] of x.values.entries()) {
    values[at % channels] = values[at % channels]! + value / places;
  }
  return { shape: [channels], values };
}

/** Channels of all inputs one after the other, at each place. */
function concatenate(inputs: readonly Value[]): Value {
  const lengths = inputs.map(({ shape }) => shape.at(-1)!);
  const places = inputs[0]!.values.length / lengths[0]!;
  const values: number[] = [];
  for (let place = 0; place < places; place++) {
    for (const [index, { values: part }] of inputs.entries()) {
      values.push(...part.subarray(place * lengths[index]!, (place + 1) * lengths[index]!));
    }
  }
  const channels = lengths.reduce((sum, length) => sum + length, 0);
  return { shape: [...inputs[0]!.shape.slice(0, -1), channels], values: Float64Array.from(values) };
}

function computeNode(
  node: Exclude<NodeSpec, BatchNormNode>,
  inputs: readonly Value[],
  weights: Weights,
): Value {
  const x = inputs[0]!;
  const each = (compute: (value: number) => number): Value => ({ ...x, values: x.values.map(compute) });
  switch (node.kind) {
    case 'conv2d':
      return convolve(node, x, weights);
    case 'depthwiseConv2d':
      return convolveEachChannel(node, x, weights);
    case 'dense':
      return multiply(node, x, weights);
    case 'maxPool':
    case 'avgPool':
      return pool(node, x);
    case 'globalAvgPool':
      return averageChannels(x);
    case 'relu':
      return each((value) => Math.max(0, value));
    case 'leakyRelu':
      return each((value) => (value > 0 ? value : node.slope * value));
    case 'sigmoid':
      return each((value) => 1 / (1 + Math.exp(-value)));
    case 'tanh':
      return each(Math.tanh);
    case 'add':
      return {
        ...x,
        values: x.values.map((_, at) => inputs.reduce((sum, { values }) => sum + values[at]!, 0)),
      };
    case 'concat':
      return concatenate(inputs);
    case 'flatten':
      return { shape: [x.values.length], values: x.values };
    case 'input':
    case 'dropout':
      return x;
    default:
      return node satisfies never;
  }
}

/** Mean and biased variance of each channel over a batch, in two passes. */
export function computeReferenceMoments(batch: readonly Value[]): { mean: number[]; variance: number[] } {
  const channels = batch[0]!.shape.at(-1)!;
  const count = (batch.length * batch[0]!.values.length) / channels;
  const average = (of: (value: number, channel: number) => number) => {
    const sums = new Array<number>(channels).fill(0);
    for (const { values } of batch) {
      for (const [at, value] of values.entries()) {
        sums[at % channels] = sums[at % channels]! + of(value, at % channels);
      }
    }
    return sums.map((sum) => sum / count);
  };
  const mean = average((value) => value);
  return { mean, variance: average((value, c) => (value - mean[c]!) ** 2) };
}

function normalize(
  { name, epsilon }: BatchNormNode,
  batch: readonly Value[],
  weights: Weights,
  training: boolean,
): readonly Value[] {
  const part = (suffix: string) => weights[`${name}.${suffix}`]!.values;
  const running = { mean: part('running_mean'), variance: part('running_var') };
  const { mean, variance } = training ? computeReferenceMoments(batch) : running;
  const [scale, shift] = [part('weight'), part('bias')];
  return batch.map((x) => ({
    ...x,
    values: x.values.map((value, at) => {
      const c = at % scale.length;
      return ((value - mean[c]!) / Math.sqrt(variance[c]! + epsilon)) * scale[c]! + shift[c]!;
    }),
  }));
}

/**
 * Every node's values for a batch of images, by plain loops in double precision; dropout is the identity, and batches are
 * normalised by their own statistics where `training`.
 *
 * The independent reference that tests hold the engine against; images are `[h, w, c]`, scaled to 0…1.
 */
export function computeReferenceBatch(
  spec: NetworkSpec,
  weights: Weights,
  images: readonly Float64Array[],
  training = false,
): ReadonlyMap<string, readonly Value[]> {
  const values = new Map<string, readonly Value[]>();
  for (const node of spec.nodes) {
    const inputs = node.inputs.map((name) => values.get(name)!);
    if (node.kind === 'input') {
      values.set(
        node.name,
        images.map((image) => ({ shape: node.shape, values: image })),
      );
    } else if (node.kind === 'batchNorm') {
      values.set(node.name, normalize(node, inputs[0]!, weights, training));
    } else {
      const computed = images.map((_, image) =>
        computeNode(
          node,
          inputs.map((batch) => batch[image]!),
          weights,
        ),
      );
      values.set(node.name, computed);
    }
  }
  return values;
}

/** As `computeReferenceBatch` in evaluation, for one image. */
export function computeReferenceNodes(
  spec: NetworkSpec,
  weights: Weights,
  image: Float64Array,
): ReadonlyMap<string, Value> {
  const batch = computeReferenceBatch(spec, weights, [image]);
  return new Map([...batch].map(([name, [value]]) => [name, value!]));
}
