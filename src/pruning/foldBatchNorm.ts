import { channelAxisOf, sizeOf } from '../network/listWeights.ts';
import {
  type BatchNormNode,
  isWeightedNode,
  type NetworkSpec,
  type NodeSpec,
  type WeightedNode,
} from '../network/spec.ts';
import type { Masks, WeightArray, Weights } from '../network/weights.ts';
import { applyMasks } from './applyMasks.ts';

interface Folded {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
  /** Names of the normalisations that are gone. */
  readonly folded: readonly string[];
}

/** The layer that a normalisation alone reads; undefined where it reads another node, or others read the layer too. */
function maybeLayerBefore(spec: NetworkSpec, norm: BatchNormNode): WeightedNode | undefined {
  const layer = spec.nodes.find(({ name }) => name === norm.inputs[0]!)!;
  const readers = spec.nodes.filter(({ inputs }) => inputs.includes(layer.name));
  return isWeightedNode(layer) && readers.length === 1 ? layer : undefined;
}

/** The layer's weight and bias with the normalisation in them: w · s and (b − μ) · s + β, s = γ / √(σ² + ε). */
function scaleLayer(layer: WeightedNode, norm: BatchNormNode, weights: Weights) {
  const of = (suffix: string) => weights[`${norm.name}.${suffix}`]!.values;
  const [scale, shift, mean, variance] = [of('weight'), of('bias'), of('running_mean'), of('running_var')];
  const factors = Float64Array.from(
    scale,
    (value, channel) => value / Math.sqrt(variance[channel]! + norm.epsilon),
  );
  const { shape, values } = weights[`${layer.name}.weight`]!;
  const axis = channelAxisOf(layer.kind);
  const inner = sizeOf(shape.slice(axis + 1));
  const old = weights[`${layer.name}.bias`]?.values;
  return {
    weight: {
      shape,
      values: values.map((value, index) => value * factors[Math.floor(index / inner) % shape[axis]!]!),
    },
    bias: {
      shape: [factors.length],
      values: Float32Array.from(
        factors,
        (factor, channel) => ((old?.[channel] ?? 0) - mean[channel]!) * factor + shift[channel]!,
      ),
    },
  };
}

/** The spec without the normalisation, its readers reading the layer, which has a bias now. */
function withoutNorm(spec: NetworkSpec, norm: string, layer: string): NetworkSpec {
  const nodes = spec.nodes
    .filter(({ name }) => name !== norm)
    .map((node): NodeSpec => {
      const inputs = node.inputs.map((input) => (input === norm ? layer : input));
      return isWeightedNode(node) && node.name === layer
        ? { ...node, inputs, bias: true }
        : { ...node, inputs };
    });
  return { ...spec, nodes };
}

interface FoldPlan {
  readonly spec: NetworkSpec;
  readonly pairs: readonly { readonly norm: BatchNormNode; readonly layer: WeightedNode }[];
}

/** The network without the normalisations that can be folded, and the layer that each goes into. */
export function planFolding(spec: NetworkSpec): FoldPlan {
  let current = spec;
  const pairs: { norm: BatchNormNode; layer: WeightedNode }[] = [];
  for (const { name } of spec.nodes) {
    // As it stands now: what it read may have been folded before it.
    const norm = current.nodes.find((node) => node.name === name);
    if (norm?.kind !== 'batchNorm') continue;
    const layer = maybeLayerBefore(current, norm);
    if (!layer) continue;
    current = withoutNorm(current, norm.name, layer.name);
    pairs.push({ norm, layer });
  }
  return { spec: current, pairs };
}

/**
 * Folds each batch normalisation into the layer before it where it alone reads that layer: the network gives the same
 * logits in evaluation and can be trained on, without normalisation (Jacob et al. 2018, §3.2).
 *
 * Masks of weights stay, and masked ones are exactly 0; a channel whose γ and weights are pruned keeps its shift as a bias.
 */
export function foldBatchNorm(spec: NetworkSpec, weights: Weights, masks: Masks): Folded {
  const plan = planFolding(spec);
  const nextWeights: Record<string, WeightArray> = { ...applyMasks(weights, masks) };
  const nextMasks: Record<string, Uint8Array> = { ...masks };
  for (const { norm, layer } of plan.pairs) {
    const { weight, bias } = scaleLayer(layer, norm, nextWeights);
    nextWeights[`${layer.name}.weight`] = weight;
    nextWeights[`${layer.name}.bias`] = bias;
    // A bias is pruned where the shift was, unless the layer's own mean gives it a value.
    const shiftMask = masks[`${norm.name}.bias`];
    const biasMask = shiftMask?.map((kept, channel) => (kept || bias.values[channel] !== 0 ? 1 : 0));
    if (biasMask?.includes(0)) nextMasks[`${layer.name}.bias`] = biasMask;
    else delete nextMasks[`${layer.name}.bias`];
    for (const suffix of ['weight', 'bias', 'running_mean', 'running_var']) {
      delete nextWeights[`${norm.name}.${suffix}`];
      delete nextMasks[`${norm.name}.${suffix}`];
    }
  }
  return {
    spec: plan.spec,
    weights: nextWeights,
    masks: nextMasks,
    folded: plan.pairs.map(({ norm }) => norm.name),
  };
}
