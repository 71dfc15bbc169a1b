import { countMacs } from '../network/countMacs.ts';
import { channelAxisOf, listWeights, sizeOf } from '../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec, type WeightedNode } from '../network/spec.ts';
import { toTorchShape } from '../network/toTorchShape.ts';
import type { Masks, WeightArray, Weights } from '../network/weights.ts';
import { computeStorageBytes, sumStorageBytes } from './storageBytes.ts';

/** Bytes of one layer or net in each storage format, weights and biases, by exact count. */
export interface StorageBytes {
  /** 4 bytes a parameter. */
  readonly dense: number;
  /** (2a + n + 1) numbers of 4 bytes for each weight matrix: a non-zeros, n rows (outputs). Biases dense. */
  readonly csr: number;
  /** One bit a weight plus 4 bytes a non-zero. Biases dense. */
  readonly bitmap: number;
}

export interface LayerCost {
  readonly name: string;
  readonly kind: WeightedNode['kind'];
  /** Shape of the weight in PyTorch's order: `[out, in, kh, kw]` or `[out, in]`. */
  readonly shape: readonly number[];
  /** Weights and biases. */
  readonly params: number;
  /** Weights alone (biases are not prunable units). */
  readonly weights: number;
  /** Weights and biases whose mask keeps them. */
  readonly kept: number;
  /** Weights (without biases) whose mask keeps them. */
  readonly keptWeights: number;
  /** Weights and biases whose value is not 0. */
  readonly nonzero: number;
  /** Pruned weights over weights, 0…1. */
  readonly sparsity: number;
  readonly channels: number;
  /** Output channels with at least one kept weight. */
  readonly keptChannels: number;
  /** Multiply-accumulates for one image, dense (FLOP = 2 × MAC). */
  readonly macs: number;
  /** Multiply-accumulates whose weight is kept. */
  readonly effectiveMacs: number;
  readonly bytes: StorageBytes;
}

export type CostTotals = Omit<LayerCost, 'name' | 'kind' | 'shape' | 'channels' | 'keptChannels'>;

export interface CostReport {
  readonly layers: readonly LayerCost[];
  readonly totals: CostTotals;
}

interface Counts {
  readonly all: number;
  readonly kept: number;
  readonly nonzero: number;
}

function countValues(weight: WeightArray | undefined, mask: Uint8Array | undefined): Counts {
  const values = weight?.values ?? new Float32Array(0);
  let kept = 0;
  let nonzero = 0;
  for (let index = 0; index < values.length; index++) {
    if (mask && mask[index] === 0) continue;
    kept++;
    if (values[index] !== 0) nonzero++;
  }
  return { all: values.length, kept, nonzero };
}

/** Output channels with at least one kept weight. */
function countKeptChannels(axis: number, shape: readonly number[], mask: Uint8Array | undefined): number {
  const channels = shape[axis]!;
  if (!mask) return channels;
  const inner = sizeOf(shape.slice(axis + 1));
  const kept = new Uint8Array(channels);
  for (let index = 0; index < mask.length; index++) {
    if (mask[index]) kept[Math.floor(index / inner) % channels] = 1;
  }
  return kept.reduce((sum, flag) => sum + flag, 0);
}

function computeLayerCost(node: WeightedNode, macs: number, weights: Weights, masks: Masks): LayerCost {
  const weight = weights[`${node.name}.weight`]!;
  const mask = masks[`${node.name}.weight`];
  const main = countValues(weight, mask);
  const bias = countValues(weights[`${node.name}.bias`], masks[`${node.name}.bias`]);
  const axis = channelAxisOf(node.kind);
  const channels = weight.shape[axis]!;
  const bytes = computeStorageBytes({ weights: main.all, nonzero: main.nonzero, rows: channels });
  return {
    name: node.name,
    kind: node.kind,
    shape: toTorchShape(node.kind, weight.shape),
    params: main.all + bias.all,
    weights: main.all,
    kept: main.kept + bias.kept,
    keptWeights: main.kept,
    nonzero: main.nonzero + bias.nonzero,
    sparsity: (main.all - main.kept) / main.all,
    channels,
    keptChannels: countKeptChannels(axis, weight.shape, mask),
    macs,
    // Each weight is used once at every output position.
    effectiveMacs: main.kept * (macs / main.all),
    bytes: sumStorageBytes([bytes], bias.all),
  };
}

function sumCosts(layers: readonly LayerCost[]): CostTotals {
  const sum = (pick: (layer: LayerCost) => number) => layers.reduce((total, layer) => total + pick(layer), 0);
  const weights = sum((layer) => layer.weights);
  const keptWeights = sum((layer) => layer.keptWeights);
  return {
    params: sum(({ params }) => params),
    weights,
    kept: sum(({ kept }) => kept),
    keptWeights,
    nonzero: sum(({ nonzero }) => nonzero),
    sparsity: weights === 0 ? 0 : (weights - keptWeights) / weights,
    macs: sum(({ macs }) => macs),
    effectiveMacs: sum(({ effectiveMacs }) => effectiveMacs),
    bytes: sumStorageBytes(layers.map(({ bytes }) => bytes)),
  };
}

/** γ and β of batch normalisations, which belong to no layer. */
function countNormalizations(spec: NetworkSpec, weights: Weights, masks: Masks): Counts {
  const counts = listWeights(spec)
    .filter(({ role }) => role === 'scale' || role === 'shift')
    .map(({ name }) => countValues(weights[name], masks[name]));
  const sum = (pick: (count: Counts) => number) => counts.reduce((total, count) => total + pick(count), 0);
  return {
    all: sum(({ all }) => all),
    kept: sum(({ kept }) => kept),
    nonzero: sum(({ nonzero }) => nonzero),
  };
}

/**
 * What a network costs: exact counts per layer and in total, by masks and not by values except where `nonzero` says so. The
 * totals hold γ and β of batch normalisations too, stored dense.
 */
export function computeCost(spec: NetworkSpec, weights: Weights, masks: Masks): CostReport {
  const macs = countMacs(spec);
  const layers = spec.nodes
    .filter(isWeightedNode)
    .map((node) => computeLayerCost(node, macs.get(node.name)!, weights, masks));
  const totals = sumCosts(layers);
  const norms = countNormalizations(spec, weights, masks);
  return {
    layers,
    totals: {
      ...totals,
      params: totals.params + norms.all,
      kept: totals.kept + norms.kept,
      nonzero: totals.nonzero + norms.nonzero,
      bytes: sumStorageBytes([totals.bytes], norms.all),
    },
  };
}
