import { channelAxisOf, sizeOf } from '../network/listWeights.ts';
import type { BatchNormNode, NetworkSpec, NodeSpec, Shape, WeightedNode } from '../network/spec.ts';
import type { WeightArray, Weights } from '../network/weights.ts';

/** `[channels]`: the value that a channel has at every place and for every image; NaN where it is not known to have one. */
export type Constants = Float64Array;

/** A network with its pruned weights 0, and which ones are kept. */
export interface MaskedNetwork {
  readonly spec: NetworkSpec;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Pruned ones exactly 0. */
  readonly weights: Weights;
  /** 1 keep, 0 pruned, for every weight. */
  readonly keep: ReadonlyMap<string, Uint8Array>;
  /** Biases in double precision where something was folded into them; they win over `weights`. */
  readonly biases: ReadonlyMap<string, Float64Array>;
}

const UNKNOWN = Number.NaN;

/** True where a window never sees the padding, or sees only what a zero looks like. */
function isSpread(node: WeightedNode, value: number): boolean {
  return value === 0 || node.kind === 'dense' || node.padding === 'valid' || node.padding === 0;
}

/** What a layer makes of constant channels: known where every kept weight of an output reads a known value. */
function passLayer(network: MaskedNetwork, node: WeightedNode, read: Constants): Constants {
  const name = `${node.name}.weight`;
  const { shape, values } = network.weights[name] as WeightArray;
  const mask = network.keep.get(name)!;
  const axis = channelAxisOf(node.kind);
  const channels = shape[axis]!;
  const inner = sizeOf(shape.slice(axis + 1));
  const bias = network.biases.get(node.name) ?? network.weights[`${node.name}.bias`]?.values;
  const out = Float64Array.from({ length: channels }, (_, channel) => bias?.[channel] ?? 0);
  for (let index = 0; index < values.length; index++) {
    if (!mask[index]) continue;
    const channel = Math.floor(index / inner) % channels;
    const input = node.kind === 'depthwiseConv2d' ? channel : Math.floor(index / channels) % read.length;
    const value = read[input]!;
    // NaN stays NaN; 0 of a pruned input adds nothing.
    out[channel] = isSpread(node, value) ? out[channel]! + value * values[index]! : UNKNOWN;
  }
  return out;
}

/** γ · (x − μ) / √(σ² + ε) + β; β alone where γ is pruned, whatever x is. */
function passBatchNorm({ weights, keep }: MaskedNetwork, node: BatchNormNode, read: Constants): Constants {
  const of = (suffix: string) => weights[`${node.name}.${suffix}`]!.values;
  const [scale, shift, mean, variance] = [of('weight'), of('bias'), of('running_mean'), of('running_var')];
  const kept = keep.get(`${node.name}.weight`)!;
  return read.map((value, channel) =>
    kept[channel]
      ? (scale[channel]! * (value - mean[channel]!)) / Math.sqrt(variance[channel]! + node.epsilon) +
        shift[channel]!
      : shift[channel]!,
  );
}

/** What a node puts out where what it reads is constant, in evaluation mode. */
function passConstants(network: MaskedNetwork, node: NodeSpec, reads: readonly Constants[]): Constants {
  const [read] = reads as readonly [Constants];
  switch (node.kind) {
    case 'input':
      return new Float64Array(node.shape.at(-1)!).fill(UNKNOWN);
    case 'conv2d':
    case 'depthwiseConv2d':
    case 'dense':
      return passLayer(network, node, read);
    case 'batchNorm':
      return passBatchNorm(network, node, read);
    case 'relu':
      return read.map((value) => Math.max(0, value));
    case 'leakyRelu':
      return read.map((value) => (value < 0 ? node.slope * value : value));
    case 'sigmoid':
      return read.map((value) => 1 / (1 + Math.exp(-value)));
    case 'tanh':
      return read.map(Math.tanh);
    case 'flatten': {
      const [length] = network.shapes.get(node.name)! as readonly [number];
      return Float64Array.from({ length }, (_, index) => read[index % read.length]!);
    }
    case 'add':
      return read.map((value, channel) =>
        reads.slice(1).reduce((sum, other) => sum + other[channel]!, value),
      );
    case 'concat':
      return Float64Array.from(reads.flatMap((part) => [...part]));
    case 'maxPool':
    case 'avgPool':
    case 'globalAvgPool':
    case 'dropout':
      // Both pools leave the padding out.
      return read;
    default:
      return node satisfies never;
  }
}

/**
 * The channels of every node that have one value everywhere and for every image, because no kept weight ties them to
 * the images; by node. Told from masks, never from weights that happen to be 0.
 */
export function findConstants(network: MaskedNetwork): ReadonlyMap<string, Constants> {
  const constants = new Map<string, Constants>();
  for (const node of network.spec.nodes) {
    const reads = node.inputs.map((input) => constants.get(input)!);
    constants.set(node.name, passConstants(network, node, reads));
  }
  return constants;
}

/** True where what a layer makes of a constant channel can go into its bias exactly. */
export function canFold(node: WeightedNode, value: number): boolean {
  return value === 0 || (node.bias && !Number.isNaN(value) && isSpread(node, value));
}
