import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import { createRandom, deriveSeed } from '../base/random.ts';
import { isWeightedNode, type NetworkSpec, type NodeKind, type NodeSpec } from '../network/spec.ts';
import { BATCH_SHARE, buildBatchNorm, buildBatchNormOfBatch, buildRunning } from './batchNorm.ts';
import { buildConv2d, buildDense, buildDepthwiseConv2d, type FusedActivation } from './layers.ts';

/** Tensors by weight name (`conv1.weight`). */
export type WeightTensors = ReadonlyMap<string, tf.Tensor>;

/** What a pass through a network may be asked for besides values. */
export interface ForwardOptions {
  /**
   * Takes the running statistics of batch normalisations after this batch, by weight name (`bn1.running_mean`). Only
   * filled while training; the tensors are kept (`tf.keep`) and the caller's.
   */
  readonly statistics?: Map<string, tf.Tensor>;
  /** Share of this batch in them, 0…1; that of training where absent. */
  readonly batchShare?: number;
  /** Added to the values of the named nodes, whose shapes they have: what a derivative in an inner value is taken in. */
  readonly offsets?: ReadonlyMap<string, tf.Tensor>;
  /** True where rounding may be ten times as coarse, if that is quicker. */
  readonly rough?: boolean;
}

type WeightPart = 'weight' | 'bias' | 'running_mean' | 'running_var';

interface NodeContext {
  readonly weight: (part: WeightPart) => tf.Tensor;
  /** Seed of this node's randomness in this step while training; undefined in evaluation. */
  readonly seed: number | undefined;
  /** Of a layer or a normalisation: what is computed in one pass with it. */
  readonly activation: FusedActivation;
  readonly statistics: Map<string, tf.Tensor> | undefined;
  readonly batchShare: number;
  readonly rough: boolean;
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

/** Weight and bias as `layers.ts` takes them. */
function layerWeights(node: { readonly bias: boolean }, { weight }: NodeContext) {
  return [weight('weight'), node.bias ? weight('bias') : undefined] as const;
}

function buildBatchNormNode(node: NodeOf<'batchNorm'>, x: tf.Tensor, context: NodeContext): tf.Tensor {
  const { weight, seed, activation, statistics, batchShare } = context;
  const weights = { scale: weight('weight'), shift: weight('bias') };
  const running = { mean: weight('running_mean'), variance: weight('running_var') };
  const attrs = { epsilon: node.epsilon, activation };
  if (seed === undefined) return buildBatchNorm(x, weights, running, attrs);
  return buildBatchNormOfBatch(x, weights, attrs, (moments) => {
    if (!statistics) return;
    const { mean, variance } = buildRunning(running, moments, x, batchShare);
    statistics.set(`${node.name}.running_mean`, tf.keep(mean));
    statistics.set(`${node.name}.running_var`, tf.keep(variance));
  });
}

/** The mean over height and width: `[n, h, w, c]` to `[n, c]`. */
function buildGlobalAvgPool(x: tf.Tensor): tf.Tensor {
  const [count, height, width, channels] = x.shape as [number, number, number, number];
  // The wasm backend has no window of one value.
  const pooled = height * width === 1 ? x : tf.avgPool(x as tf.Tensor4D, [height, width], 1, 'valid');
  return tf.reshape(pooled, [count, channels]);
}

/** How each kind of node is computed, on NHWC tensors with the batch axis first. */
const NODE_BUILDERS: { readonly [K in NodeKind]: NodeBuilder<K> } = {
  input: (node) => {
    throw new AppError('unexpected', `missing value of input: ${node.name}`);
  },
  conv2d: (node, [x], context) =>
    buildConv2d(x!, ...layerWeights(node, context), {
      ...node,
      activation: context.activation,
      rough: context.rough,
    }),
  depthwiseConv2d: (node, [x], context) =>
    buildDepthwiseConv2d(x!, ...layerWeights(node, context), { ...node, activation: context.activation }),
  dense: (node, [x], context) => buildDense(x!, ...layerWeights(node, context), context.activation),
  batchNorm: (node, [x], context) => buildBatchNormNode(node, x!, context),
  relu: (_node, [x]) => tf.relu(x!),
  sigmoid: (_node, [x]) => tf.sigmoid(x!),
  tanh: (_node, [x]) => tf.tanh(x!),
  leakyRelu: (node, [x]) => tf.leakyRelu(x!, node.slope),
  maxPool: (node, [x]) => tf.maxPool(x as tf.Tensor4D, node.size, node.stride, node.padding),
  avgPool: (node, [x]) => tf.avgPool(x as tf.Tensor4D, node.size, node.stride, node.padding),
  globalAvgPool: (_node, [x]) => buildGlobalAvgPool(x!),
  add: (_node, inputs) => inputs.reduce((sum, x) => tf.add(sum, x)),
  concat: (_node, inputs) => tf.concat([...inputs], -1),
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
export function selectNodes(
  spec: NetworkSpec,
  given: { has(name: string): boolean },
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

/**
 * The ReLUs that are computed in one pass with the layer or normalisation before them, by its name: nothing else asks for
 * that node's own value.
 */
function findFusedRelus(
  nodes: readonly NodeSpec[],
  targets: readonly string[],
): ReadonlyMap<string, NodeSpec> {
  const fused = new Map<string, NodeSpec>();
  for (const layer of nodes) {
    const fusible = isWeightedNode(layer) || layer.kind === 'batchNorm';
    if (!fusible || targets.includes(layer.name)) continue;
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
 * Must run inside `tf.tidy`. With `stepSeed` the network trains: dropout is on, and the same seed drops the same values;
 * batches are normalised by their own statistics.
 */
export function buildForward(
  spec: NetworkSpec,
  weights: WeightTensors,
  given: ReadonlyMap<string, tf.Tensor>,
  targets: readonly string[],
  stepSeed?: number,
  { statistics, batchShare = BATCH_SHARE, offsets = new Map(), rough = false }: ForwardOptions = {},
): tf.Tensor[] {
  const values = new Map<string, tf.Tensor>();
  const setValue = (name: string, value: tf.Tensor) => {
    const offset = offsets.get(name);
    values.set(name, offset ? tf.add(value, offset) : value);
  };
  for (const [name, value] of given) setValue(name, value);
  const nodes = selectNodes(spec, given, targets);
  const fusedRelus = findFusedRelus(nodes, [...targets, ...offsets.keys()]);
  for (const node of nodes) {
    if (values.has(node.name)) continue;
    const inputs = node.inputs.map((name) => {
      const value = values.get(name);
      if (!value) throw new AppError('invalid-network', `${node.name} reads ${name}, which is not before it`);
      return value;
    });
    const weight = (part: WeightPart) => {
      const tensor = weights.get(`${node.name}.${part}`);
      if (!tensor) throw new AppError('invalid-weights', `missing weight: ${node.name}.${part}`);
      return tensor;
    };
    const seed = stepSeed === undefined ? undefined : deriveSeed(stepSeed, node.name);
    const relu = fusedRelus.get(node.name);
    const activation = relu ? 'relu' : 'linear';
    const context: NodeContext = { weight, seed, activation, statistics, batchShare, rough };
    setValue(relu?.name ?? node.name, buildNode(node, inputs, context));
  }
  return targets.map((target) => values.get(target)!);
}
