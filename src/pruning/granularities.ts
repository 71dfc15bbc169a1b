import {
  type ChannelGroup,
  channelGroups,
  forEachInSlice,
  listShapes,
  NO_UNIT,
} from '../network/channelGroups.ts';
import { sizeOf } from '../network/listWeights.ts';
import type { Paper } from '../network/paper.ts';
import { isWeightedNode, type NetworkSpec, type Shape, type WeightedNode } from '../network/spec.ts';
import type { GranularityId, PruneRequest } from './prune.ts';
import { countUp, once, type PrunableLayer, type UnitPart } from './units.ts';

type GranularityOptions = Pick<PruneRequest, 'block' | 'amount'>;

/** What a unit is. */
export interface Granularity {
  readonly id: GranularityId;
  readonly paper: Paper;
  /** True where units are output channels with their whole group, which compaction can take out. */
  readonly channels: boolean;
  /** The layers that have such units, in the order of the network. Throws as inferShapes. */
  listLayers(spec: NetworkSpec, options: GranularityOptions): readonly PrunableLayer[];
  /** Why a layer has no such units, as a sentence; undefined where it has. */
  maybeObstacle(node: WeightedNode, shape: Shape, options: GranularityOptions): string | undefined;
}

export const DEFAULT_BLOCK = [4, 4] as const;

/** How many units a weight of this shape has, and the unit of each of its values. */
interface Layout {
  readonly units: number;
  readonly unitOf: () => Int32Array;
}

/** A granularity whose units lie within one weight tensor. */
function withinLayers(
  id: GranularityId,
  paper: Paper,
  toLayout: (shape: Shape, options: GranularityOptions) => Layout,
  maybeObstacle: Granularity['maybeObstacle'] = () => undefined,
): Granularity {
  return {
    id,
    paper,
    channels: false,
    maybeObstacle,
    listLayers(spec, options) {
      const shapes = listShapes(spec);
      return spec.nodes.filter(isWeightedNode).flatMap((node): readonly PrunableLayer[] => {
        const weight = `${node.name}.weight`;
        const shape = shapes.get(weight)!;
        if (maybeObstacle(node, shape, options) !== undefined) return [];
        const { units, unitOf } = toLayout(shape, options);
        return [
          {
            layer: node.name,
            layers: [node.name],
            units,
            parts: once((): readonly UnitPart[] => [{ weight, role: 'own', unitOf: unitOf() }]),
            compartments: 'all',
            carriers: [],
          },
        ];
      });
    },
  };
}

/** Rows (all axes but the last) and columns (the last axis) of a weight seen as a matrix. */
function matrixOf(shape: Shape): readonly [number, number] {
  return [sizeOf(shape.slice(0, -1)), shape.at(-1)!];
}

/** Units of all values with the same coordinates along some axes. */
function alongAxes(shape: Shape, axes: readonly number[]): Layout {
  return {
    units: axes.reduce((product, axis) => product * shape[axis]!, 1),
    unitOf() {
      const units = new Int32Array(sizeOf(shape));
      const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
      for (let index = 0; index < units.length; index++) {
        let unit = 0;
        for (const axis of axes) {
          unit = unit * shape[axis]! + (Math.floor(index / strides[axis]!) % shape[axis]!);
        }
        units[index] = unit;
      }
      return units;
    },
  };
}

const onlyConvolutions: Granularity['maybeObstacle'] = (node) =>
  node.kind === 'conv2d' ? undefined : `${node.name} is no convolution over several channels`;

/** N and M of a pattern such as `2:4`: so many of so many consecutive inputs are kept. Undefined where it is none. */
export function maybePattern(text: string): { readonly keep: number; readonly of: number } | undefined {
  const [, keep, of] = /^(\d{1,2}):(\d{1,2})$/.exec(text)?.map(Number) ?? [];
  return keep && of && keep <= of ? { keep, of } : undefined;
}

/** The axis that a layer sums over, the inputs: N:M patterns lie along it. */
export function reductionAxisOf(shape: Shape): number {
  return shape.length - 2;
}

const HAN: Paper = {
  title: 'Learning both Weights and Connections for Efficient Neural Networks',
  url: 'https://arxiv.org/abs/1506.02626',
  year: 2015,
};

const SSL: Paper = {
  title: 'Learning Structured Sparsity in Deep Neural Networks',
  url: 'https://arxiv.org/abs/1608.03665',
  year: 2016,
};

/** Single weights, of every layer; biases are none. */
const WEIGHT = withinLayers('weight', HAN, (shape) => ({
  units: sizeOf(shape),
  unitOf: () => countUp(sizeOf(shape)),
}));

/** Single weights, N kept of each M consecutive ones along the input axis. */
const NM = withinLayers(
  'nm',
  { title: 'Accelerating Sparse Deep Neural Networks', url: 'https://arxiv.org/abs/2104.08378', year: 2021 },
  (shape) => ({ units: sizeOf(shape), unitOf: () => countUp(sizeOf(shape)) }),
  (node, shape, { amount }) => {
    const { of = 4 } = ('pattern' in amount && maybePattern(amount.pattern)) || {};
    if (node.kind === 'depthwiseConv2d') return `${node.name} sums over no channels`;
    const inputs = shape[reductionAxisOf(shape)]!;
    return inputs % of === 0 ? undefined : `${node.name} has ${inputs} inputs, which ${of} does not divide`;
  },
);

/** Blocks of the matrix (kh · kw · in) × out; the last ones of a row or column may be smaller. */
const BLOCK = withinLayers(
  'block',
  {
    title: 'Block-Sparse Recurrent Neural Networks',
    url: 'https://arxiv.org/abs/1711.02782',
    year: 2017,
  },
  (shape, { block = DEFAULT_BLOCK }) => {
    const [rows, columns] = matrixOf(shape);
    const across = Math.ceil(columns / block[1]);
    return {
      units: Math.ceil(rows / block[0]) * across,
      unitOf: () =>
        countUp(rows * columns).map(
          (index) =>
            Math.floor(index / columns / block[0]) * across + Math.floor((index % columns) / block[1]),
        ),
    };
  },
);

/** Kernels: the kh × kw weights between one input and one output channel. */
const KERNEL = withinLayers(
  'kernel',
  {
    title: 'Exploring the Regularity of Sparse Structure in Convolutional Neural Networks',
    url: 'https://arxiv.org/abs/1705.08922',
    year: 2017,
  },
  (shape) => alongAxes(shape, [2, 3]),
  onlyConvolutions,
);

/** Stripes: the weights of one filter at one place of its window, over all input channels. */
const STRIPE = withinLayers(
  'stripe',
  { title: 'Pruning Filter in Filter', url: 'https://arxiv.org/abs/2009.14410', year: 2020 },
  (shape) => alongAxes(shape, [0, 1, 3]),
  onlyConvolutions,
);

/** Shape-wise: the weights at the same place and input channel over all filters; an input row of a dense layer. */
const SHAPE = withinLayers(
  'shape',
  SSL,
  (shape) => alongAxes(shape, shape.length === 4 ? [0, 1, 2] : [0]),
  (node) => (node.kind === 'depthwiseConv2d' ? `${node.name} has one filter for each input` : undefined),
);

function toChannelLayer(spec: NetworkSpec, group: ChannelGroup): PrunableLayer {
  const shapes = listShapes(spec);
  return {
    layer: group.layer,
    layers: group.layers,
    units: group.units,
    parts: once(() =>
      group.slices.map((slice) => {
        const shape = shapes.get(slice.weight)!;
        const unitOf = new Int32Array(sizeOf(shape)).fill(NO_UNIT);
        forEachInSlice(slice, shape, (index, unit) => {
          unitOf[index] = unit;
        });
        return { weight: slice.weight, role: slice.role, unitOf };
      }),
    ),
    compartments: once(() =>
      group.slices
        .filter(
          ({ role, weight }) => role === 'own' && group.producers.some((name) => weight === `${name}.weight`),
        )
        .map(({ units }) => units)
        // A layer some of whose channels cannot go at all is never emptied.
        .filter((units) => !units.includes(NO_UNIT)),
    ),
    carriers: group.carriers,
  };
}

const listChannelLayers = (spec: NetworkSpec, accept: (group: ChannelGroup) => boolean) =>
  channelGroups(spec)
    .filter(accept)
    .map((group) => toChannelLayer(spec, group));

/**
 * Output channels (filters of a convolution, neurons of a dense layer) with their whole group: own weights, bias, batch
 * normalisation, and what later layers read of them. A channel of which anything is kept is not pruned yet.
 */
const FILTER: Granularity = {
  id: 'filter',
  paper: {
    title: 'Pruning Filters for Efficient ConvNets',
    url: 'https://arxiv.org/abs/1608.08710',
    year: 2017,
  },
  channels: true,
  listLayers: (spec) => listChannelLayers(spec, () => true),
  maybeObstacle: () => undefined,
};

/** Channels that several layers share through additions: those of a residual stage. */
const STAGE: Granularity = {
  id: 'stage',
  paper: {
    title: 'Neural Network Pruning with Residual-Connections and Limited-Data',
    url: 'https://arxiv.org/abs/1911.08114',
    year: 2020,
  },
  channels: true,
  listLayers: (spec) => listChannelLayers(spec, ({ producers }) => producers.length > 1),
  maybeObstacle: () => undefined,
};

/** All granularities by id. */
export const GRANULARITIES: Readonly<Record<GranularityId, Granularity>> = {
  weight: WEIGHT,
  nm: NM,
  block: BLOCK,
  kernel: KERNEL,
  stripe: STRIPE,
  shape: SHAPE,
  filter: FILTER,
  stage: STAGE,
};
