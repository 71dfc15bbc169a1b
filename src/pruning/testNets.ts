import { createRandom, deriveSeed } from '../base/random.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { listWeights, sizeOf, type WeightRole } from '../network/listWeights.ts';
import {
  batchNorm,
  convolution,
  dense,
  depthwise,
  inputNode,
  join,
  relu,
  wire,
} from '../network/presets/parts.ts';
import {
  type Conv2dNode,
  isActivation,
  isWeightedNode,
  type NetworkSpec,
  type NodeSpec,
} from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';
import { GRANULARITIES } from './granularities.ts';
import type { PruneStatistics } from './prune.ts';

/** What varies between the small nets of the tests. */
export interface NetOptions {
  readonly activation?: 'relu' | 'sigmoid' | 'tanh';
  readonly padding?: 'valid' | 'same' | number;
  readonly bias?: boolean;
  readonly pool?: 'maxPool' | 'avgPool';
}

/** 7×7×2 → 4 filters → pool → 3 filters → flatten → 5 → 3, small enough for plain loops. For tests. */
export function buildSmallNet(options: NetOptions = {}): NetworkSpec {
  const { activation = 'relu', padding = 'valid', bias = true, pool = 'maxPool' } = options;
  const conv = (name: string, input: string, filters: number): Conv2dNode => ({
    kind: 'conv2d',
    name,
    inputs: [input],
    filters,
    kernelSize: [2, 2],
    stride: 1,
    padding,
    bias,
  });
  const act = (name: string, input: string): NodeSpec => ({ kind: activation, name, inputs: [input] });
  const poolPadding = padding === 'same' ? 'same' : 'valid';
  return {
    name: 'small',
    nodes: [
      { kind: 'input', name: 'input', inputs: [], shape: [7, 7, 2] },
      conv('a', 'input', 4),
      act('a_act', 'a'),
      { kind: pool, name: 'a_pool', inputs: ['a_act'], size: 2, stride: 2, padding: poolPadding },
      conv('b', 'a_pool', 3),
      act('b_act', 'b'),
      { kind: 'dropout', name: 'b_drop', inputs: ['b_act'], rate: 0.5 },
      { kind: 'flatten', name: 'flat', inputs: ['b_drop'] },
      { kind: 'dense', name: 'c', inputs: ['flat'], units: 5, bias },
      act('c_act', 'c'),
      { kind: 'dense', name: 'd', inputs: ['c_act'], units: 3, bias },
    ],
  };
}

/**
 * Two residual blocks of 4 and 8 channels behind a 7×5×3 image, the second with stride and a projection, then a depthwise
 * convolution; everything but the last layer is normalised. For tests.
 */
export function buildResidualNet(): NetworkSpec {
  const options = { padding: 1, bias: false } as const;
  return {
    name: 'residual',
    nodes: [
      inputNode([7, 5, 3]),
      ...wire('input', [convolution('stem', 4, 3, options), batchNorm('stem_bn'), relu('stem_relu')]),
      ...wire('stem_relu', [
        convolution('a1', 6, 3, options),
        batchNorm('a1_bn'),
        relu('a1_relu'),
        convolution('a2', 4, 3, options),
        batchNorm('a2_bn'),
      ]),
      join('add', 'a_add', ['a2_bn', 'stem_relu']),
      ...wire('a_add', [relu('a_relu')]),
      ...wire('a_relu', [
        convolution('b1', 6, 3, { ...options, stride: 2 }),
        batchNorm('b1_bn'),
        relu('b1_relu'),
        convolution('b2', 8, 3, options),
        batchNorm('b2_bn'),
      ]),
      ...wire('a_relu', [
        convolution('proj', 8, 1, { stride: 2, padding: 0, bias: false }),
        batchNorm('proj_bn'),
      ]),
      join('add', 'b_add', ['b2_bn', 'proj_bn']),
      ...wire('b_add', [
        relu('b_relu'),
        depthwise('dw', 3, options),
        batchNorm('dw_bn'),
        relu('dw_relu'),
        { kind: 'globalAvgPool', name: 'gap' },
        dense('fc', 3),
      ]),
    ],
  };
}

/** What stands at the place of a normally distributed value: γ lie around 1, and variances above 0. */
function shapeDraw(role: WeightRole, value: number): number {
  if (role === 'scale') return 1 + value;
  return role === 'variance' ? 0.5 + value * value : value;
}

/** Seeded normal weights of any net, biases and statistics of normalisations included. For tests. */
export function createNormalWeights(spec: NetworkSpec, seed = 1): Weights {
  const random = createRandom(seed);
  return Object.fromEntries(
    listWeights(spec).map(({ name, role, shape }) => [
      name,
      {
        shape,
        values: Float32Array.from({ length: sizeOf(shape) }, () => shapeDraw(role, random.normal() * 0.5)),
      },
    ]),
  );
}

/** As `createNormalWeights` with layers of deviation √(2 / fanIn), so that values stay around 1 in deep nets too. For tests. */
export function createScaledWeights(spec: NetworkSpec, seed = 1): Weights {
  const layers = new Set(spec.nodes.filter(isWeightedNode).map(({ name }) => `${name}.weight`));
  return Object.fromEntries(
    Object.entries(createNormalWeights(spec, seed)).map(([name, { shape, values }]) => {
      if (!layers.has(name)) return [name, { shape, values }];
      // A depthwise weight is [kernelH, kernelW, channels, 1].
      const fanIn = sizeOf(shape.slice(0, shape.at(-1) === 1 ? -2 : -1));
      const factor = 2 * Math.sqrt(2 / fanIn);
      return [name, { shape, values: values.map((value) => value * factor) }];
    }),
  );
}

/** Seeded numbers for everything that a criterion can need. For tests. */
export function createStatistics(spec: NetworkSpec, seed = 1): PruneStatistics {
  const random = createRandom(deriveSeed(seed, 'statistics'));
  const draw = (length: number) => Float64Array.from({ length }, () => random.uniform());
  const shapes = inferShapes(spec);
  const activations = spec.nodes.filter(isActivation).map(({ name }) => name);
  const byNode = () => new Map(activations.map((node) => [node, draw(shapes.get(node)!.at(-1)!)] as const));
  const byWeight = (toValue: (value: number) => number) =>
    new Map(
      listWeights(spec).map(({ name, shape }) => [
        name,
        Float32Array.from({ length: sizeOf(shape) }, () => toValue(random.normal())),
      ]),
    );
  const groups = GRANULARITIES.filter.listLayers(spec, { amount: { sparsity: 0 } });
  const byLayer = () => new Map(groups.map(({ layer, units }) => [layer, draw(units)] as const));
  return {
    seed,
    apoz: byNode(),
    meanActivation: byNode(),
    rank: byNode(),
    taylor: byNode(),
    taylorAbs: byNode(),
    gradients: byWeight((value) => value),
    squaredGradients: byWeight((value) => value * value),
    hessianGradients: byWeight((value) => value),
    synapticFlow: byWeight(Math.abs),
    lossChange: byLayer(),
    divergence: byLayer(),
  };
}
