import type { ChannelCarrier, ChannelSlice } from '../network/channelGroups.ts';
import type { Masks, WeightArray, Weights } from '../network/weights.ts';

/** Values of one weight tensor that belong to units. */
export interface UnitPart {
  readonly weight: string;
  readonly role: ChannelSlice['role'];
  /** `[values]`: the unit of each value of the tensor, NO_UNIT (−1) where it belongs to none. */
  readonly unitOf: Int32Array;
}

/** A layer, or layers whose channels are joined, as one granularity sees it. */
export interface PrunableLayer {
  /** The first of its layers. */
  readonly layer: string;
  readonly layers: readonly string[];
  readonly units: number;
  /** Every value that goes with a unit; those of role `own` make it. Built when first asked for. */
  readonly parts: () => readonly UnitPart[];
  /** Sets of units each of which has to keep one, because a layer would be empty otherwise; `all` for one set of all. */
  readonly compartments: 'all' | (() => readonly Int32Array[]);
  /** Nodes that put out the channels; none where units are not channels. */
  readonly carriers: readonly ChannelCarrier[];
}

/** A function that computes once and then remembers. */
export function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** 0, 1, 2, … below `count`. */
export function countUp(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let index = 0; index < count; index++) numbers[index] = index;
  return numbers;
}

/** Values with the mask and the units of one part. */
export interface OwnValues extends UnitPart, WeightArray {
  /** 1 keep, 0 pruned; absent where all are kept. */
  readonly mask: Uint8Array | undefined;
}

/** The parts of a role with their values. Throws where a weight is missing. */
export function readParts(
  parts: readonly UnitPart[],
  role: UnitPart['role'],
  weights: Weights,
  masks: Masks,
): readonly OwnValues[] {
  return parts
    .filter((part) => part.role === role)
    .map((part) => ({ ...part, ...weights[part.weight]!, mask: masks[part.weight] }));
}

/** `[units]`: 1 for each unit of which any value is kept. Running statistics are no part of it. */
export function readKeptUnits({ units, parts }: PrunableLayer, masks: Masks): Uint8Array {
  const kept = new Uint8Array(units);
  for (const { weight, role, unitOf } of parts()) {
    if (role === 'statistics') continue;
    const mask = masks[weight];
    for (let index = 0; index < unitOf.length; index++) {
      const unit = unitOf[index]!;
      if (unit >= 0 && (!mask || mask[index])) kept[unit] = 1;
    }
  }
  return kept;
}
