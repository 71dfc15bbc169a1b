import { AppError } from '../base/errors.ts';
import { inferShapes } from './inferShapes.ts';
import { listWeights, sizeOf } from './listWeights.ts';
import {
  batchNorm,
  convolution,
  dense,
  dropout,
  halve,
  inputNode,
  type Part,
  wire,
} from './presets/parts.ts';
import type { NetworkSpec, Shape } from './spec.ts';

/** Activations a plain network can have. */
export const PLAIN_ACTIVATIONS = ['relu', 'sigmoid', 'tanh', 'leakyRelu'] as const;

/** Least and greatest values of a plain network's fields; `convs` and `dense` are numbers of layers. */
export const PLAIN_LIMITS = {
  name: [1, 60],
  convs: [0, 8],
  filters: [1, 1024],
  kernelSize: [1, 11],
  stride: [1, 4],
  dense: [0, 5],
  units: [1, 4096],
  dropout: [0, 0.95],
  /** What training still fits into a page's memory with. */
  parameters: [1, 20_000_000],
} as const;

/** Slope of leaky ReLU in plain networks (Maas et al. 2013). */
export const PLAIN_LEAKY_SLOPE = 0.01;

/** A convolution of a plain network with what follows it. */
export interface PlainConvolution {
  readonly filters: number;
  /** Height and width of the kernel. */
  readonly kernelSize: number;
  /** 1 where absent. */
  readonly stride?: number | undefined;
  /** Whether a max pool that halves the map follows the activation. */
  readonly pool: boolean;
}

/** A network without branches, as a person fills it into a form. */
export interface PlainNetwork {
  /** `plain` where absent. */
  readonly name?: string | undefined;
  readonly convs: readonly PlainConvolution[];
  /** Units of the hidden dense layers; the layer of the classes comes after them by itself. */
  readonly dense: readonly number[];
  readonly activation: (typeof PLAIN_ACTIVATIONS)[number];
  /** Between each layer but the last and its activation; such a layer has no bias then. */
  readonly batchNorm: boolean;
  /** Rate before each hidden dense layer; 0 for none. */
  readonly dropout: number;
}

function invalid(path: string, value: string | number, expected: string): AppError {
  return new AppError('invalid-network', `${path}: ${value} (expected ${expected})`, { path, value });
}

function checkWithin(
  path: string,
  value: number,
  [least, greatest]: readonly [number, number],
  things = '',
): void {
  // Written so that NaN is refused too.
  if (value >= least && value <= greatest) return;
  throw invalid(path, `${value}${things}`, `${least} to ${greatest}`);
}

function checkWhole(path: string, value: number, limits: readonly [number, number]): void {
  if (!Number.isInteger(value)) throw invalid(path, value, `a whole number, ${limits[0]} to ${limits[1]}`);
  checkWithin(path, value, limits);
}

function checkOptions({ name = 'plain', convs, dense, activation, dropout }: PlainNetwork): void {
  checkWithin('name', name.length, PLAIN_LIMITS.name, ' characters');
  checkWithin('convs', convs.length, PLAIN_LIMITS.convs, ' layers');
  for (const [index, { filters, kernelSize, stride = 1 }] of convs.entries()) {
    checkWhole(`convs[${index}].filters`, filters, PLAIN_LIMITS.filters);
    checkWhole(`convs[${index}].kernelSize`, kernelSize, PLAIN_LIMITS.kernelSize);
    checkWhole(`convs[${index}].stride`, stride, PLAIN_LIMITS.stride);
  }
  checkWithin('dense', dense.length, PLAIN_LIMITS.dense, ' layers');
  for (const [index, units] of dense.entries()) checkWhole(`dense[${index}]`, units, PLAIN_LIMITS.units);
  if (!PLAIN_ACTIVATIONS.includes(activation)) {
    throw invalid('activation', activation, `one of ${PLAIN_ACTIVATIONS.join(', ')}`);
  }
  checkWithin('dropout', dropout, PLAIN_LIMITS.dropout);
}

/** What follows the hidden layer of that number, convolutions and dense layers counted together from 1. */
function listAfter({ activation, batchNorm: normalised }: PlainNetwork, number: number): readonly Part[] {
  const name = `${activation}${number}`;
  const part: Part =
    activation === 'leakyRelu'
      ? { kind: activation, name, slope: PLAIN_LEAKY_SLOPE }
      : { kind: activation, name };
  return normalised ? [batchNorm(`bn${number}`), part] : [part];
}

function listConvolutions(options: PlainNetwork): readonly Part[] {
  return options.convs.flatMap(({ filters, kernelSize, stride = 1, pool }, index) => [
    convolution(`conv${index + 1}`, filters, kernelSize, { stride, bias: !options.batchNorm }),
    ...listAfter(options, index + 1),
    ...(pool ? [halve('maxPool', `pool${index + 1}`)] : []),
  ]);
}

function listDense(options: PlainNetwork): readonly Part[] {
  return options.dense.flatMap((units, index) => [
    ...(options.dropout > 0 ? [dropout(`dropout${index + 1}`, options.dropout)] : []),
    dense(`fc${index + 1}`, units, !options.batchNorm),
    ...listAfter(options, options.convs.length + index + 1),
  ]);
}

/**
 * A chain of convolutions with padding `same`, a flatten and dense layers, for images `[height, width, channels]`:
 * layer, batch normalisation, activation, pool.
 *
 * Throws `invalid-network` naming the field that is out of its bounds, the pool that no map is left for, or a network too
 * large for a page.
 */
export function buildPlainNetwork(options: PlainNetwork, imageShape: Shape, classes: number): NetworkSpec {
  checkOptions(options);
  const spec: NetworkSpec = {
    name: options.name ?? 'plain',
    nodes: [
      inputNode(imageShape),
      ...wire('input', [
        ...listConvolutions(options),
        { kind: 'flatten', name: 'flatten' },
        ...listDense(options),
        dense(`fc${options.dense.length + 1}`, classes),
      ]),
    ],
  };
  inferShapes(spec);
  const parameters = listWeights(spec).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (parameters > PLAIN_LIMITS.parameters[1]) {
    throw invalid(
      'parameters',
      parameters,
      `at most ${PLAIN_LIMITS.parameters[1]}: fewer filters, fewer units, or a pool`,
    );
  }
  return spec;
}
