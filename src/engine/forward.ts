import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import { createRandom, deriveSeed } from '../base/random.ts';
import { isWeightedNode, type NetworkSpec, type NodeKind, type NodeSpec } from '../network/spec.ts';
import { buildConv2d, buildDense, type FusedActivation } from './layers.ts';

/** Tensors by weight name (`conv1.weight`). */
export type WeightTensors = ReadonlyMap<string, tf.Tensor>;

interface NodeContext {
  readonly weight: (part: 'weight' | 'bias') => tf.Tensor;
  /** Seed of this node's randomness in this step while training; undefined in evaluation. */
  readonly seed: number | undefined;
  /** Of a layer: what is computed in one pass with it. */
  readonly activation: FusedActivation;
}

/** The node type of a kind; some share one. */
type NodeOf<K extends NodeKind, N extends NodeSpec = NodeSpec> = N extends NodeSpec
  ? K extends N['kind']
    ? N
    : never
  : never;

type NodeBuilder<K extends NodeKind> = (
  node: NodeOf<K>,
  inputs: readonly tf.Tensor[],
  context: NodeContext,
) => tf.Tensor;

function buildDropout(x: tf.Tensor, rate: number, seed: number): tf.Tensor {
  const random = createRandom(seed);
  const scale = 1 / (1 - rate);
  const factors = Float32Array.from({ length: x.size }, () => (random.uniform() < rate ? 0 : scale));
  return tf.mul(x, tf.tensor(factors, x.shape));
}

/** How each kind of node is computed, on NHWC tensors with the batch axis first. */
const NODE_BUILDERS: { readonly [K in NodeKind]: NodeBuilder<K> } = {
  input: (node) => {
    throw new AppError('unexpected', `missing value of input: ${node.name}`);
  },
  conv2d: (node, [x], { weight, activation }) =>
    buildConv2d(x!, weight('weight'), node.bias ? weight('bias') : undefined, {
      stride: node.stride,
      padding: node.padding,
      activation,
    }),
  dense: (node, [x], { weight, activation }) =>
    buildDense(x!, weight('weight'), node.bias ? weight('bias') : undefined, activation),
  relu: (_node, [x]) => tf.relu(x!),
  sigmoid: (_node, [x]) => tf.sigmoid(x!),
  tanh: (_node, [x]) => tf.tanh(x!),
  maxPool: (node, [x]) => tf.maxPool(x as tf.Tensor4D, node.size, node.stride, node.padding),
  avgPool: (node, [x]) => tf.avgPool(x as tf.Tensor4D, node.size, node.stride, node.padding),
  flatten: (_node, [x]) => tf.reshape(x!, [x!.shape[0]!, -1]),
  dropout: (node, [x], { seed }) =>
    seed === undefined || node.rate === 0 ? tf.clone(x!) : buildDropout(x!, node.rate, seed),
};

function buildNode(node: NodeSpec, inputs: readonly tf.Tensor[], context: NodeContext): tf.Tensor {
  return (NODE_BUILDERS[node.kind] as (...call: [NodeSpec, readonly tf.Tensor[], NodeContext]) => tf.Tensor)(
    node,
    inputs,
    context,
  );
}

/** The nodes on the way from the given values to the targets, in order. */
function selectNodes(
  spec: NetworkSpec,
  given: ReadonlyMap<string, tf.Tensor>,
  targets: readonly string[],
): readonly NodeSpec[] {
  const needed = new Set(targets);
  for (const target of targets) {
    if (!spec.nodes.some((node) => node.name === target)) {
      throw new AppError('invalid-network', `unknown node: ${target}`, { node: target });
    }
  }
  return spec.nodes
    .toReversed()
    .filter((node) => {
      if (!needed.has(node.name) || given.has(node.name)) return false;
      for (const input of node.inputs) needed.add(input);
      return true;
    })
    .reverse();
}

/** The ReLUs that are computed in one pass with the layer before them, by its name: nothing else asks for that layer's own value. */
function findFusedRelus(
  nodes: readonly NodeSpec[],
  targets: readonly string[],
): ReadonlyMap<string, NodeSpec> {
  const fused = new Map<string, NodeSpec>();
  for (const layer of nodes) {
    if (!isWeightedNode(layer) || targets.includes(layer.name)) continue;
    const [reader, ...others] = nodes.filter(({ inputs }) => inputs.includes(layer.name));
    if (reader?.kind === 'relu' && others.length === 0) fused.set(layer.name, reader);
  }
  return fused;
}

/** Name of the node that gives the logits. */
export function outputNodeOf(spec: NetworkSpec): string {
  return spec.nodes.at(-1)!.name;
}

/** Name of the node that takes the images. */
export function inputNodeOf(spec: NetworkSpec): string {
  const input = spec.nodes.find((node) => node.kind === 'input');
  if (!input) throw new AppError('invalid-network', 'network without an input node');
  return input.name;
}

/**
 * Computes the named nodes of a network from the values of others, and nothing that they do not need.
 *
 * `given` holds the images by the name of the input node, or a later node's value (`[n, h, w, c]`, `[n, units]`) to start from there.
 * Must run inside `tf.tidy`. With `stepSeed` dropout is on, and the same seed drops the same values.
 */
export function buildForward(
  spec: NetworkSpec,
  weights: WeightTensors,
  given: ReadonlyMap<string, tf.Tensor>,
  targets: readonly string[],
  stepSeed?: number,
): tf.Tensor[] {
  const values = new Map(given);
  const nodes = selectNodes(spec, given, targets);
  const fusedRelus = findFusedRelus(nodes, targets);
  for (const node of nodes) {
    if (values.has(node.name)) continue;
    const inputs = node.inputs.map((name) => {
      const value = values.get(name);
      if (!value) throw new AppError('invalid-network', `${node.name} reads ${name}, which is not before it`);
      return value;
    });
    const weight = (part: 'weight' | 'bias') => {
      const tensor = weights.get(`${node.name}.${part}`);
      if (!tensor) throw new AppError('invalid-weights', `missing weight: ${node.name}.${part}`);
      return tensor;
    };
    const seed = stepSeed === undefined ? undefined : deriveSeed(stepSeed, node.name);
    const relu = fusedRelus.get(node.name);
    const activation = relu ? 'relu' : 'linear';
    values.set(relu?.name ?? node.name, buildNode(node, inputs, { weight, seed, activation }));
  }
  return targets.map((target) => values.get(target)!);
}
