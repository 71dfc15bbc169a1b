import {
  type ChannelGroup,
  type ChannelSlice,
  channelGroups,
  forEachInSlice,
} from '../network/channelGroups.ts';
import { isWeightedNode, type NetworkSpec, type WeightedNode } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from './applyMasks.ts';
import { canFold, carryConstant, foldConstant } from './foldConstant.ts';

/** The channels that can go, and what they leave behind. */
export interface DeadChannels {
  readonly groups: readonly ChannelGroup[];
  /** `[channels]` by layer: 1 alive, 0 can go. At least one of each layer is alive. */
  readonly alive: ReadonlyMap<string, Uint8Array>;
  /** `[channels]` by layer: the biases in double precision, with the constants of channels that go folded in. */
  readonly biases: ReadonlyMap<string, Float64Array>;
}

/** Masked weights as the search changes them: a channel that goes takes its whole group along. */
interface Working {
  readonly spec: NetworkSpec;
  readonly nodes: ReadonlyMap<string, WeightedNode>;
  readonly weights: Weights;
  readonly keep: ReadonlyMap<string, Uint8Array>;
  readonly biases: ReadonlyMap<string, Float64Array>;
}

function startWorking(spec: NetworkSpec, weights: Weights, masks: Masks): Working {
  const masked = applyMasks(weights, masks);
  const nodes = spec.nodes.filter(isWeightedNode);
  return {
    spec,
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

function isMasked({ keep, weights }: Working, slice: ChannelSlice, channel: number): boolean {
  const mask = keep.get(slice.weight)!;
  let kept = 0;
  forEachInSlice(slice, weights[slice.weight]!.shape, channel, (index) => {
    kept += mask[index]!;
  });
  return kept === 0;
}

/**
 * What a channel puts out everywhere if it can go: undefined where it has to stay.
 *
 * It can go where nothing reads it, or where no weight makes it and every reader can take its constant into its bias.
 */
function maybeRemovable(working: Working, group: ChannelGroup, channel: number): number | undefined {
  const readers = group.slices.filter(
    (slice) => slice.role === 'reader' && !isMasked(working, slice, channel),
  );
  if (readers.length === 0) return 0;
  if (group.slices.some((slice) => slice.role === 'own' && !isMasked(working, slice, channel)))
    return undefined;
  const value = working.biases.get(group.layer)?.[channel] ?? 0;
  const foldable = readers.every((slice) => {
    const reader = readerOf(working, slice);
    return canFold(reader, carryConstant(working.spec, group.layer, reader, value));
  });
  return foldable ? value : undefined;
}

function readerOf({ nodes }: Working, slice: ChannelSlice): WeightedNode {
  return nodes.get(slice.weight.slice(0, slice.weight.lastIndexOf('.')))!;
}

function removeChannel(working: Working, group: ChannelGroup, channel: number, value: number): void {
  for (const slice of group.slices) {
    const weight = working.weights[slice.weight]!;
    if (slice.role === 'reader' && !isMasked(working, slice, channel)) {
      const reader = readerOf(working, slice);
      const bias = working.biases.get(reader.name);
      const carried = carryConstant(working.spec, group.layer, reader, value);
      if (bias) foldConstant(bias, slice, weight, channel, carried);
    }
    const mask = working.keep.get(slice.weight)!;
    forEachInSlice(slice, weight.shape, channel, (index) => {
      mask[index] = 0;
    });
  }
}

/**
 * Finds the channels whose removal leaves the logits as they are: those that no kept weight reads, and those that no
 * kept weight makes (Han et al. 2015, §3.5), again and again, since one that goes may set others free.
 *
 * A channel that no weight makes still puts out its activation of its bias: that constant is folded into the biases of
 * its readers. Where they have none, or pad with "same" and the constant is not 0, the channel stays.
 */
export function findDeadChannels(spec: NetworkSpec, weights: Weights, masks: Masks): DeadChannels {
  const groups = channelGroups(spec);
  const working = startWorking(spec, weights, masks);
  const alive = new Map(groups.map(({ layer, channels }) => [layer, new Uint8Array(channels).fill(1)]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const group of groups) {
      const flags = alive.get(group.layer)!;
      let left = flags.reduce((sum, flag) => sum + flag, 0);
      for (let channel = 0; channel < group.channels && left > 1; channel++) {
        if (!flags[channel]) continue;
        const value = maybeRemovable(working, group, channel);
        if (value === undefined) continue;
        removeChannel(working, group, channel, value);
        flags[channel] = 0;
        left--;
        changed = true;
      }
    }
  }
  return { groups, alive, biases: working.biases };
}
