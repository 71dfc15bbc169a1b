import type { ChannelSlice } from '../network/channelGroups.ts';
import { forEachInSlice } from '../network/channelGroups.ts';
import type { NetworkSpec, NodeSpec, Shape, WeightedNode } from '../network/spec.ts';

/** What a node makes of a channel that has the same value everywhere, while evaluating. */
function passConstant(node: NodeSpec, value: number): number {
  switch (node.kind) {
    case 'relu':
      return Math.max(0, value);
    case 'sigmoid':
      return 1 / (1 + Math.exp(-value));
    case 'tanh':
      return Math.tanh(value);
    case 'maxPool':
    case 'avgPool':
    case 'flatten':
    case 'dropout':
      return value;
    case 'input':
    case 'conv2d':
    case 'dense':
      throw new Error(`no channel passes through ${node.kind}`);
    default:
      return node satisfies never;
  }
}

/** The value that a constant channel of `layer` has where `reader` reads it. */
export function carryConstant(spec: NetworkSpec, layer: string, reader: WeightedNode, value: number): number {
  const between: NodeSpec[] = [];
  let name = reader.inputs[0]!;
  while (name !== layer) {
    const node = spec.nodes.find((candidate) => candidate.name === name)!;
    between.push(node);
    name = node.inputs[0]!;
  }
  return between.reduceRight((carried, node) => passConstant(node, carried), value);
}

/**
 * True where what a reader makes of a constant channel can go into its bias exactly.
 *
 * Under "same" padding the border sees fewer of the constant's taps than the middle, so a bias cannot stand for it.
 */
export function canFold(reader: WeightedNode, value: number): boolean {
  return value === 0 || (reader.bias && (reader.kind === 'dense' || reader.padding === 'valid'));
}

/** Adds to `bias` (`[out]`) what a reader makes of a channel that has the same value everywhere. */
export function foldConstant(
  bias: Float64Array,
  slice: ChannelSlice,
  weight: { readonly shape: Shape; readonly values: Float32Array },
  channel: number,
  value: number,
): void {
  if (value === 0) return;
  // The output channel is the last axis of every weight.
  forEachInSlice(slice, weight.shape, channel, (index) => {
    const out = index % bias.length;
    bias[out] = bias[out]! + value * weight.values[index]!;
  });
}
