import { inferShapes } from './inferShapes.ts';
import { channelsOf } from './listWeights.ts';
import { isWeightedNode, type NetworkSpec, type NodeSpec, type Shape, type WeightedNode } from './spec.ts';

/**
 * Where one channel lies along an axis: at `offset + channel + k · period` for each k below `repeats`.
 *
 * The channels of a map lie once (period = their number); behind a flatten of h × w × c they lie h·w times, c apart.
 */
export interface ChannelRun {
  readonly offset: number;
  readonly period: number;
  readonly repeats: number;
}

/** The part of one weight tensor that belongs to each channel of a group. */
export interface ChannelSlice extends ChannelRun {
  /** `conv1.weight`. */
  readonly weight: string;
  /** `own` makes the channel, `bias` is added to it, `reader` is what a later layer reads of it. */
  readonly role: 'own' | 'bias' | 'reader';
  /** Axis of the tensor along which the channels lie. */
  readonly axis: number;
}

/** The weights that have to go together when a channel of a layer goes. */
export interface ChannelGroup {
  /** The layer whose output channels these are. */
  readonly layer: string;
  readonly channels: number;
  readonly slices: readonly ChannelSlice[];
}

/** Channels of some layer as they lie along the last axis of a node's output. */
interface CarriedChannels extends ChannelRun {
  readonly layer: string;
}

/** How the channels that a node reads lie in what it puts out. A layer with weights begins channels of its own. */
function carryChannels(
  node: NodeSpec,
  carried: readonly CarriedChannels[],
  input: Shape,
): readonly CarriedChannels[] {
  switch (node.kind) {
    case 'input':
      return [];
    case 'conv2d':
    case 'dense':
      return [{ layer: node.name, offset: 0, period: channelsOf(node), repeats: 1 }];
    case 'flatten': {
      const channels = input.at(-1)!;
      const positions = input.slice(0, -1).reduce((product, length) => product * length, 1);
      // A vector is left as it is, and with it runs that an earlier flatten made.
      return positions === 1
        ? carried
        : carried.map((run) => ({ ...run, period: channels, repeats: positions }));
    }
    case 'relu':
    case 'sigmoid':
    case 'tanh':
    case 'maxPool':
    case 'avgPool':
    case 'dropout':
      return carried;
    default:
      return node satisfies never;
  }
}

function listOwnSlices(node: WeightedNode): readonly ChannelSlice[] {
  const run = { offset: 0, period: channelsOf(node), repeats: 1 };
  const axis = node.kind === 'conv2d' ? 3 : 1;
  const own: ChannelSlice = { ...run, weight: `${node.name}.weight`, role: 'own', axis };
  return node.bias ? [own, { ...run, weight: `${node.name}.bias`, role: 'bias', axis: 0 }] : [own];
}

/**
 * The channel groups of a network, one for each layer with weights whose channels do not reach the network's output,
 * in the order of the nodes. Found by carrying channels through the graph, never from names.
 *
 * The layers that are absent (the classifier) cannot lose channels.
 */
export function channelGroups(spec: NetworkSpec): readonly ChannelGroup[] {
  const shapes = inferShapes(spec);
  const carried = new Map<string, readonly CarriedChannels[]>();
  const slices = new Map<string, ChannelSlice[]>();
  for (const node of spec.nodes) {
    const reads = node.inputs.flatMap((input) => carried.get(input)!);
    if (isWeightedNode(node)) {
      const axis = node.kind === 'conv2d' ? 2 : 0;
      for (const { layer, ...run } of reads) {
        slices.get(layer)!.push({ ...run, weight: `${node.name}.weight`, role: 'reader', axis });
      }
      slices.set(node.name, [...listOwnSlices(node)]);
    }
    carried.set(node.name, carryChannels(node, reads, shapes.get(node.inputs[0] ?? node.name)!));
  }
  const outputs = new Set(carried.get(spec.nodes.at(-1)!.name)!.map(({ layer }) => layer));
  return spec.nodes
    .filter(isWeightedNode)
    .filter(({ name }) => !outputs.has(name))
    .map((node) => ({ layer: node.name, channels: channelsOf(node), slices: slices.get(node.name)! }));
}

/** Calls `visit` with the flat index of every value of a tensor of that shape that belongs to one channel. */
export function forEachInSlice(
  slice: ChannelSlice,
  shape: Shape,
  channel: number,
  visit: (index: number) => void,
): void {
  const length = shape[slice.axis]!;
  const inner = shape.slice(slice.axis + 1).reduce((product, value) => product * value, 1);
  const outer = shape.slice(0, slice.axis).reduce((product, value) => product * value, 1);
  for (let block = 0; block < outer; block++) {
    for (let repeat = 0; repeat < slice.repeats; repeat++) {
      const place = slice.offset + channel + repeat * slice.period;
      const start = (block * length + place) * inner;
      for (let index = start; index < start + inner; index++) visit(index);
    }
  }
}
