import { NO_UNIT } from '../network/channelGroups.ts';
import type { NetworkSpec, NodeSpec } from '../network/spec.ts';
import type { Masks, WeightArray, Weights } from '../network/weights.ts';
import { type DeadChannels, findDeadChannels } from './findDeadChannels.ts';
import { gatherShape, type KeptPlaces, listGatheredIndices } from './gatherAxes.ts';

/** A smaller network that gives the same logits. */
export interface CompactResult {
  readonly spec: NetworkSpec;
  /** Masked weights are exactly 0. */
  readonly weights: Weights;
  /** What is left of the masks: single weights pruned inside kept channels. */
  readonly masks: Masks;
  /** Channels taken out in all, joined ones counted once; 0 where there was nothing to take out. */
  readonly removedChannels: number;
}

/** The places that stay along each axis of a weight. */
function listKeptPlaces({ groups, alive }: DeadChannels, name: string, { shape }: WeightArray): KeptPlaces {
  const kept: (number[] | undefined)[] = shape.map(() => undefined);
  for (const { layer, slices } of groups) {
    const flags = alive.get(layer)!;
    if (!flags.includes(0)) continue;
    for (const { weight, axis, units } of slices) {
      if (weight !== name) continue;
      const places = kept[axis] ?? [...units.keys()];
      kept[axis] = places.filter((place) => units[place] === NO_UNIT || flags[units[place]!] === 1);
    }
  }
  return kept;
}

/** A layer with as many channels as its weight has. */
function shrinkNode(node: NodeSpec, weights: Weights): NodeSpec {
  if (node.kind === 'conv2d') return { ...node, filters: weights[`${node.name}.weight`]!.shape[3]! };
  if (node.kind === 'dense') return { ...node, units: weights[`${node.name}.weight`]!.shape[1]! };
  return node;
}

/**
 * Cuts dead channels out, so that a smaller network gives the same logits (while evaluating, up to rounding).
 *
 * Which ones are dead is told from the masks alone, never from weights that happen to be 0 (see findDeadChannels).
 */
export function compact(spec: NetworkSpec, weights: Weights, masks: Masks): CompactResult {
  const dead = findDeadChannels(spec, weights, masks);
  const biases = new Map([...dead.biases].map(([layer, values]) => [`${layer}.bias`, values]));
  const smallWeights: Record<string, WeightArray> = {};
  const smallMasks: Record<string, Uint8Array> = {};
  for (const [name, weight] of Object.entries(weights)) {
    const places = listKeptPlaces(dead, name, weight);
    const indices = listGatheredIndices(weight.shape, places);
    const values = new Float32Array(indices.length);
    const mask = new Uint8Array(indices.length);
    const folded = biases.get(name);
    for (const [to, from] of indices.entries()) {
      const kept = masks[name]?.[from] ?? 1;
      values[to] = folded ? folded[from]! : kept ? weight.values[from]! : 0;
      // A constant folded into a pruned bias makes that bias needed.
      mask[to] = kept || values[to] !== 0 ? 1 : 0;
    }
    smallWeights[name] = { shape: gatherShape(weight.shape, places), values };
    if (mask.includes(0)) smallMasks[name] = mask;
  }
  const removedChannels = [...dead.alive.values()]
    .map((flags) => flags.filter((flag) => flag === 0).length)
    .reduce((sum, gone) => sum + gone, 0);
  return {
    spec: { ...spec, nodes: spec.nodes.map((node) => shrinkNode(node, smallWeights)) },
    weights: smallWeights,
    masks: smallMasks,
    removedChannels,
  };
}
