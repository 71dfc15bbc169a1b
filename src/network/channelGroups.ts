import { inferShapes } from './inferShapes.ts';
import { channelAxisOf, listWeights, sizeOf } from './listWeights.ts';
import { isWeightedNode, type NetworkSpec, type NodeSpec, type Shape, type WeightedNode } from './spec.ts';

/** No unit of the group lies at this place. */
export const NO_UNIT = -1;

/** Where the units of a group lie along one axis of one weight tensor. */
export interface ChannelSlice {
  /** `conv1.weight`. */
  readonly weight: string;
  /**
   * `own` makes the channel, `bias` is added to it, `scale` and `shift` are γ and β of a batch normalisation and
   * `statistics` its running mean and variance, `reader` is what a later layer reads of it.
   */
  readonly role: 'own' | 'bias' | 'scale' | 'shift' | 'statistics' | 'reader';
  readonly axis: number;
  /** The unit at each place along the axis, NO_UNIT where it is none of the group's. */
  readonly units: Int32Array;
}

/** Channels that a node puts out, and the units they belong to. */
export interface ChannelCarrier {
  readonly node: string;
  /** The unit at each place along the last axis of the node's output, NO_UNIT where it is none of the group's. */
  readonly units: Int32Array;
}

/**
 * Channels that have to go together: a unit is a set of channels, of one layer or of several that an addition joins,
 * with everything that makes, normalises or reads them.
 */
export interface ChannelGroup {
  /** The first layer that makes channels of the group; names it. */
  readonly layer: string;
  /** All layers that make them, depthwise convolutions among them, in the order of the network. */
  readonly layers: readonly string[];
  /** Convolutions and dense layers whose channels are joined: more than one where a residual stage shares them. */
  readonly producers: readonly string[];
  readonly units: number;
  readonly slices: readonly ChannelSlice[];
  readonly carriers: readonly ChannelCarrier[];
}

/** Sets that grow together (union-find with path halving). */
class Sets {
  private readonly parents: number[] = [];

  add(): number {
    return this.parents.push(this.parents.length) - 1;
  }

  find(member: number): number {
    let at = member;
    while (this.parents[at] !== at) {
      this.parents[at] = this.parents[this.parents[at]!]!;
      at = this.parents[at]!;
    }
    return at;
  }

  /** Joins two sets under the older root. */
  join(a: number, b: number): void {
    const [first, second] = [this.find(a), this.find(b)];
    this.parents[Math.max(first, second)] = Math.min(first, second);
  }
}

interface Place {
  readonly weight: string;
  readonly role: ChannelSlice['role'];
  readonly axis: number;
  readonly channels: Int32Array;
}

/** The channels of a network as they flow through it. */
class ChannelFlow {
  readonly sets = new Sets();
  /** The node that makes each channel. */
  readonly makers: string[] = [];
  readonly places: Place[] = [];
  readonly carried = new Map<string, Int32Array>();

  create(node: string, count: number): Int32Array {
    return Int32Array.from({ length: count }, () => {
      this.makers.push(node);
      return this.sets.add();
    });
  }

  place(
    node: NodeSpec,
    suffix: string,
    role: ChannelSlice['role'],
    axis: number,
    channels: Int32Array,
  ): void {
    this.places.push({ weight: `${node.name}.${suffix}`, role, axis, channels });
  }

  /** A layer makes channels of its own from those it reads. */
  makeChannels(node: WeightedNode, read: Int32Array, channels: Int32Array): Int32Array {
    if (node.kind !== 'depthwiseConv2d') {
      this.place(node, 'weight', 'reader', channelAxisOf(node.kind) - 1, read);
    }
    this.place(node, 'weight', 'own', channelAxisOf(node.kind), channels);
    if (node.bias) this.place(node, 'bias', 'bias', 0, channels);
    return channels;
  }
}

const NORM_WEIGHTS = [
  ['weight', 'scale'],
  ['bias', 'shift'],
  ['running_mean', 'statistics'],
  ['running_var', 'statistics'],
] as const;

/** What a node puts out of the channels it reads. */
function passChannels(
  flow: ChannelFlow,
  node: NodeSpec,
  reads: readonly Int32Array[],
  shape: Shape,
): Int32Array {
  const [read] = reads;
  switch (node.kind) {
    case 'input':
      return flow.create(node.name, shape.at(-1)!);
    case 'conv2d':
    case 'dense':
      return flow.makeChannels(node, read!, flow.create(node.name, shape.at(-1)!));
    case 'depthwiseConv2d':
      return flow.makeChannels(node, read!, read!);
    case 'batchNorm':
      for (const [suffix, role] of NORM_WEIGHTS) flow.place(node, suffix, role, 0, read!);
      return read!;
    case 'flatten': {
      // Channels are the fastest axis, so that a flattened map repeats them position by position.
      const units = shape[0]!;
      return Int32Array.from({ length: units }, (_, index) => read![index % read!.length]!);
    }
    case 'add':
      for (const other of reads.slice(1)) {
        for (const [place, channel] of other.entries()) flow.sets.join(read![place]!, channel);
      }
      return read!;
    case 'concat':
      return Int32Array.from(reads.flatMap((channels) => [...channels]));
    case 'relu':
    case 'sigmoid':
    case 'tanh':
    case 'leakyRelu':
    case 'maxPool':
    case 'avgPool':
    case 'globalAvgPool':
    case 'dropout':
      return read!;
    default:
      return node satisfies never;
  }
}

function followChannels(spec: NetworkSpec): ChannelFlow {
  const shapes = inferShapes(spec);
  const flow = new ChannelFlow();
  for (const node of spec.nodes) {
    const reads = node.inputs.map((input) => flow.carried.get(input)!);
    flow.carried.set(node.name, passChannels(flow, node, reads, shapes.get(node.name)!));
  }
  return flow;
}

/** A group under construction: the layers that share units, and the unit of each set of channels. */
interface GroupDraft {
  readonly makers: ReadonlySet<string>;
  readonly unitOf: Map<number, number>;
}

/** Sorts the sets of channels that may go into groups by the layers that make them. */
function draftGroups(spec: NetworkSpec, flow: ChannelFlow): readonly GroupDraft[] {
  const { sets, makers } = flow;
  const inputs = new Set(spec.nodes.filter(({ kind }) => kind === 'input').map(({ name }) => name));
  const pinned = new Set(
    [...flow.carried.get(spec.nodes.at(-1)!.name)!].map((channel) => sets.find(channel)),
  );
  for (const [channel, maker] of makers.entries()) if (inputs.has(maker)) pinned.add(sets.find(channel));

  const order = [...new Set(makers)];
  const joined = new Sets();
  const places = new Map(order.map((maker) => [maker, joined.add()]));
  const firstMaker = new Map<number, string>();
  for (const [channel, maker] of makers.entries()) {
    const set = sets.find(channel);
    if (pinned.has(set)) continue;
    const first = firstMaker.get(set);
    if (first === undefined) firstMaker.set(set, maker);
    else joined.join(places.get(first)!, places.get(maker)!);
  }
  const drafts = new Map<number, { makers: Set<string>; unitOf: Map<number, number> }>();
  for (const [channel, maker] of makers.entries()) {
    const set = sets.find(channel);
    if (pinned.has(set)) continue;
    const root = joined.find(places.get(maker)!);
    const draft = drafts.get(root) ?? { makers: new Set<string>(), unitOf: new Map<number, number>() };
    drafts.set(root, draft);
    draft.makers.add(maker);
    if (!draft.unitOf.has(set)) draft.unitOf.set(set, draft.unitOf.size);
  }
  return [...drafts.values()];
}

/**
 * The channel groups of a network in the order of their first layers. Found by following channels through the graph,
 * never from names: an addition joins channels, a concatenation puts them side by side, a flatten repeats them.
 *
 * Channels that reach the network's output (the classifier) or are added to its input are in no group: they cannot go.
 */
export function channelGroups(spec: NetworkSpec): readonly ChannelGroup[] {
  const flow = followChannels(spec);
  return draftGroups(spec, flow).map(({ makers, unitOf }) => {
    const toUnits = (channels: Int32Array) =>
      channels.map((channel) => unitOf.get(flow.sets.find(channel)) ?? NO_UNIT);
    const hasUnits = ({ units }: { readonly units: Int32Array }) => units.some((unit) => unit !== NO_UNIT);
    const slices = flow.places
      .map(({ channels, ...place }) => ({ ...place, units: toUnits(channels) }))
      .filter(hasUnits);
    const carriers = [...flow.carried]
      .map(([node, channels]) => ({ node, units: toUnits(channels) }))
      .filter(hasUnits);
    const own = new Set(slices.filter(({ role }) => role === 'own').map(({ weight }) => weight));
    const layers = spec.nodes
      .filter(isWeightedNode)
      .map(({ name }) => name)
      .filter((name) => own.has(`${name}.weight`));
    const producers = layers.filter((name) => makers.has(name));
    return { layer: layers[0]!, layers, producers, units: unitOf.size, slices, carriers };
  });
}

/** Calls `visit` with the flat index and the unit of every value of a tensor of that shape that belongs to a unit. */
export function forEachInSlice(
  { axis, units }: Pick<ChannelSlice, 'axis' | 'units'>,
  shape: Shape,
  visit: (index: number, unit: number) => void,
): void {
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  let index = 0;
  for (let block = 0; block < outer; block++) {
    for (const unit of units) {
      const end = index + inner;
      if (unit === NO_UNIT) index = end;
      else for (; index < end; index++) visit(index, unit);
    }
  }
}

/** Names of all weights of a network with their shapes. */
export function listShapes(spec: NetworkSpec): ReadonlyMap<string, Shape> {
  return new Map(listWeights(spec).map(({ name, shape }) => [name, shape]));
}
