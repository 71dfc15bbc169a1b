import { type ChannelGroup, type ChannelSlice, channelGroups, NO_UNIT } from '../network/channelGroups.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { sizeOf } from '../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec, type Shape, type WeightedNode } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from './applyMasks.ts';
import { type Constants, canFold, findConstants, type MaskedNetwork } from './findConstants.ts';

/** The channels that can go, and what they leave behind. */
export interface DeadChannels {
  readonly groups: readonly ChannelGroup[];
  /** `[units]` by the group's layer: 1 alive, 0 can go. Every layer has at least one channel alive. */
  readonly alive: ReadonlyMap<string, Uint8Array>;
  /** `[channels]` by layer: the biases in double precision, with the constants of channels that go folded in. */
  readonly biases: ReadonlyMap<string, Float64Array>;
}

interface Working extends MaskedNetwork {
  readonly nodes: ReadonlyMap<string, WeightedNode>;
  readonly keep: Map<string, Uint8Array>;
  readonly biases: Map<string, Float64Array>;
}

function startWorking(spec: NetworkSpec, weights: Weights, masks: Masks): Working {
  const masked = applyMasks(weights, masks);
  const nodes = spec.nodes.filter(isWeightedNode);
  return {
    spec,
    shapes: inferShapes(spec),
    nodes: new Map(nodes.map((node) => [node.name, node])),
    weights: masked,
    keep: new Map(
      Object.entries(weights).map(([name, { values }]) => [
        name,
        masks[name]?.slice() ?? new Uint8Array(values.length).fill(1),
      ]),
    ),
    biases: new Map(
      nodes
        .filter(({ bias }) => bias)
        .map(({ name }) => [name, Float64Array.from(masked[`${name}.bias`]!.values)]),
    ),
  };
}

function nodeOf(slice: ChannelSlice): string {
  return slice.weight.slice(0, slice.weight.lastIndexOf('.'));
}

/** Calls `visit` for the values of a tensor that lie at one place of an axis. */
function forEachAt(shape: Shape, axis: number, place: number, visit: (index: number) => void): void {
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  for (let block = 0; block < outer; block++) {
    const start = (block * shape[axis]! + place) * inner;
    for (let index = start; index < start + inner; index++) visit(index);
  }
}

/** A place where a later layer reads a channel of a unit through weights that are kept. */
interface Reading {
  readonly slice: ChannelSlice;
  readonly place: number;
  readonly reader: WeightedNode;
  /** What the reader finds there, NaN where it is not constant. */
  readonly value: number;
}

/** By unit: where it is still read. */
function listReadings(
  working: Working,
  group: ChannelGroup,
  constants: ReadonlyMap<string, Constants>,
): readonly Reading[][] {
  const readings = Array.from({ length: group.units }, (): Reading[] => []);
  for (const slice of group.slices) {
    if (slice.role !== 'reader') continue;
    const reader = working.nodes.get(nodeOf(slice))!;
    const { shape } = working.weights[slice.weight]!;
    const mask = working.keep.get(slice.weight)!;
    const read = constants.get(reader.inputs[0]!)!;
    for (const [place, unit] of slice.units.entries()) {
      if (unit === NO_UNIT) continue;
      let kept = false;
      forEachAt(shape, slice.axis, place, (index) => {
        kept ||= mask[index] === 1;
      });
      if (kept) readings[unit]!.push({ slice, place, reader, value: read[place]! });
    }
  }
  return readings;
}

/** Adds to a reader's bias what it makes of a constant at one place of its inputs. */
function fold({ weights, biases }: Working, { slice, place, reader, value }: Reading): void {
  const bias = biases.get(reader.name);
  if (!bias || value === 0) return;
  const { shape, values } = weights[slice.weight]!;
  forEachAt(shape, slice.axis, place, (index) => {
    // The output channel is the last axis of every weight that reads.
    const out = index % bias.length;
    bias[out] = bias[out]! + value * values[index]!;
  });
}

function removeUnit(working: Working, group: ChannelGroup, unit: number, readings: readonly Reading[]): void {
  for (const reading of readings) fold(working, reading);
  for (const slice of group.slices) {
    const { shape, values } = working.weights[slice.weight]!;
    const mask = working.keep.get(slice.weight)!;
    for (const [place, at] of slice.units.entries()) {
      if (at !== unit) continue;
      forEachAt(shape, slice.axis, place, (index) => {
        mask[index] = 0;
        values[index] = 0;
      });
      if (slice.role === 'bias') working.biases.get(nodeOf(slice))![place] = 0;
    }
  }
}

/** True where every layer of the group keeps a channel without the unit. */
function canSpare(group: ChannelGroup, alive: Uint8Array, unit: number): boolean {
  return group.slices.every(
    ({ role, units }) =>
      role !== 'own' ||
      !units.includes(unit) ||
      units.some((other) => other !== unit && (other === NO_UNIT || alive[other] === 1)),
  );
}

/**
 * Finds the channels whose removal leaves the logits as they are: those that no kept weight reads, and those that have
 * one value whatever the image is, because no kept weight makes them (Han et al. 2015, §3.5); again and again, since
 * one that goes may set others free. Channels that are joined go together or not at all.
 *
 * A constant channel still puts out its value: it is folded into the biases of its readers. Where they have none, or
 * pad with zeros and the constant is not 0, the channel stays.
 */
export function findDeadChannels(spec: NetworkSpec, weights: Weights, masks: Masks): DeadChannels {
  const groups = channelGroups(spec);
  const working = startWorking(spec, weights, masks);
  const alive = new Map(groups.map(({ layer, units }) => [layer, new Uint8Array(units).fill(1)]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const group of groups) {
      const flags = alive.get(group.layer)!;
      let readings = listReadings(working, group, findConstants(working));
      for (let unit = 0; unit < group.units; unit++) {
        const reads = readings[unit]!;
        if (!flags[unit] || !reads.every(({ reader, value }) => canFold(reader, value))) continue;
        if (!canSpare(group, flags, unit)) continue;
        removeUnit(working, group, unit, reads);
        flags[unit] = 0;
        changed = true;
        // Of joined layers one may read another: a constant folded into its bias changes what the others' units are.
        if (group.producers.length > 1 && reads.some(({ value }) => value !== 0)) {
          readings = listReadings(working, group, findConstants(working));
        }
      }
    }
  }
  return { groups, alive, biases: working.biases };
}
