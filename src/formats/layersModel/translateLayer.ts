import type { NodeSpec, PoolNode } from '../../network/spec.ts';
import { readActivation } from './activations.ts';
import { invalidLayer, type KerasLayer } from './kerasLayer.ts';
import {
  readAxis,
  readCount,
  readEqualPair,
  readFlag,
  readInputShape,
  readKernelSize,
  readNumber,
  readPadding,
  readZeroPadding,
  requirePair,
  requireValue,
} from './layerFields.ts';

/** A node that has no name yet and does not know what it reads. */
export type BareNode = NodeSpec extends infer Node
  ? Node extends NodeSpec
    ? Omit<Node, 'name' | 'inputs'>
    : never
  : never;

/** Where one weight of a node comes from. */
export interface WeightSource {
  /** Of our weight: `weight`, `bias`, `running_mean` or `running_var`. */
  readonly suffix: string;
  /** What Keras calls it: the first name it is found under is taken. Empty where the file has none. */
  readonly names: readonly string[];
  /** What stands for it where `names` is empty. */
  readonly fill?: number;
}

/** One node of a layer. */
export interface LayerPart {
  /** Added to the layer's name. */
  readonly suffix: string;
  readonly node: BareNode;
  readonly weights: readonly WeightSource[];
}

/** What a layer becomes. Without parts it hands its input on. */
export interface Translation {
  readonly parts: readonly LayerPart[];
  /** True where a softmax comes last, which is taken in only at the end of the network. */
  readonly softmax?: boolean;
  /** Zeros put around the map, which the convolution behind it takes over. */
  readonly zeros?: number;
  /** The axis it works along, to be checked against the rank of what it gives: the last one is supported. */
  readonly axis?: number;
}

const alone = (node: BareNode): Translation => ({ parts: [{ suffix: '', node, weights: [] }] });

/** The layer's own parts, then its activation as a node of its own. */
function withActivation(layer: KerasLayer, parts: readonly LayerPart[]): Translation {
  const activation = readActivation(layer);
  if (activation === 'linear') return { parts };
  if (activation === 'softmax') return { parts, softmax: true };
  const suffix = parts.length === 0 ? '' : `_${activation}`;
  return { parts: [...parts, { suffix, node: { kind: activation }, weights: [] }] };
}

function listWeightSources(kernels: readonly string[], bias: boolean): readonly WeightSource[] {
  const weight = { suffix: 'weight', names: kernels };
  return bias ? [weight, { suffix: 'bias', names: ['bias'] }] : [weight];
}

function readWindow(layer: KerasLayer) {
  requireValue(layer, 'data_format', 'channels_last');
  return { stride: readEqualPair(layer, 'strides', 1), padding: readPadding(layer) } as const;
}

function readConvolution(layer: KerasLayer) {
  requirePair(layer, 'dilation_rate', 1);
  requireValue(layer, 'groups', 1);
  requireValue(layer, 'depth_multiplier', 1);
  return { kernelSize: readKernelSize(layer), ...readWindow(layer) } as const;
}

function translateConv2d(layer: KerasLayer): Translation {
  const bias = readFlag(layer, 'use_bias', true);
  const node = {
    kind: 'conv2d',
    filters: readCount(layer, 'filters'),
    ...readConvolution(layer),
    bias,
  } as const;
  return withActivation(layer, [{ suffix: '', node, weights: listWeightSources(['kernel'], bias) }]);
}

function translateDepthwise(layer: KerasLayer): Translation {
  const bias = readFlag(layer, 'use_bias', true);
  const node = { kind: 'depthwiseConv2d', ...readConvolution(layer), bias } as const;
  const weights = listWeightSources(['depthwise_kernel', 'kernel'], bias);
  return withActivation(layer, [{ suffix: '', node, weights }]);
}

function translateSeparable(layer: KerasLayer): Translation {
  const bias = readFlag(layer, 'use_bias', true);
  const filters = readCount(layer, 'filters');
  return withActivation(layer, [
    {
      suffix: '_depthwise',
      node: { kind: 'depthwiseConv2d', ...readConvolution(layer), bias: false },
      weights: listWeightSources(['depthwise_kernel'], false),
    },
    {
      suffix: '',
      node: { kind: 'conv2d', filters, kernelSize: [1, 1], stride: 1, padding: 'valid', bias },
      weights: listWeightSources(['pointwise_kernel'], bias),
    },
  ]);
}

function translateDense(layer: KerasLayer): Translation {
  const bias = readFlag(layer, 'use_bias', true);
  const node = { kind: 'dense', units: readCount(layer, 'units'), bias } as const;
  return withActivation(layer, [{ suffix: '', node, weights: listWeightSources(['kernel'], bias) }]);
}

function translateBatchNorm(layer: KerasLayer): Translation {
  const orFill = (suffix: string, name: string, key: string, fill: number): WeightSource =>
    readFlag(layer, key, true) ? { suffix, names: [name] } : { suffix, names: [], fill };
  const node = { kind: 'batchNorm', epsilon: readNumber(layer, 'epsilon', [1e-12, 1], 1e-3) } as const;
  const weights = [
    orFill('weight', 'gamma', 'scale', 1),
    orFill('bias', 'beta', 'center', 0),
    { suffix: 'running_mean', names: ['moving_mean'] },
    { suffix: 'running_var', names: ['moving_variance'] },
  ];
  return { parts: [{ suffix: '', node, weights }], axis: readAxis(layer) };
}

function translateRelu(layer: KerasLayer): Translation {
  requireValue(layer, 'threshold', 0);
  if (layer.config.max_value !== undefined && layer.config.max_value !== null) {
    throw invalidLayer(layer, 'max_value is set (expected none: a ReLU without an upper bound)');
  }
  const slope = readNumber(layer, 'negative_slope', [0, 0.99], 0);
  return alone(slope === 0 ? { kind: 'relu' } : { kind: 'leakyRelu', slope });
}

function translateLeakyRelu(layer: KerasLayer): Translation {
  const key = 'negative_slope' in layer.config ? 'negative_slope' : 'alpha';
  return alone({ kind: 'leakyRelu', slope: readNumber(layer, key, [0, 0.99], 0.3) });
}

function translatePool(kind: PoolNode['kind'], layer: KerasLayer): Translation {
  const size = readEqualPair(layer, 'pool_size', 2);
  return alone({ kind, size, ...readWindow(layer), stride: readEqualPair(layer, 'strides', size) });
}

function translateGlobalPool(layer: KerasLayer): Translation {
  requireValue(layer, 'data_format', 'channels_last');
  requireValue(layer, 'keepdims', false);
  return alone({ kind: 'globalAvgPool' });
}

function translateFlatten(layer: KerasLayer): Translation {
  requireValue(layer, 'data_format', 'channels_last');
  return alone({ kind: 'flatten' });
}

function translateZeroPadding(layer: KerasLayer): Translation {
  requireValue(layer, 'data_format', 'channels_last');
  return { parts: [], zeros: readZeroPadding(layer) };
}

const TRANSLATORS: ReadonlyMap<string, (layer: KerasLayer) => Translation> = new Map([
  ['InputLayer', (layer) => alone({ kind: 'input', shape: readInputShape(layer) })],
  ['Conv2D', translateConv2d],
  ['DepthwiseConv2D', translateDepthwise],
  ['SeparableConv2D', translateSeparable],
  ['Dense', translateDense],
  ['BatchNormalization', translateBatchNorm],
  ['Activation', (layer) => withActivation(layer, [])],
  ['ReLU', translateRelu],
  ['LeakyReLU', translateLeakyRelu],
  ['Softmax', (layer) => ({ parts: [], softmax: true, axis: readAxis(layer) })],
  ['MaxPooling2D', (layer) => translatePool('maxPool', layer)],
  ['AveragePooling2D', (layer) => translatePool('avgPool', layer)],
  ['GlobalAveragePooling2D', translateGlobalPool],
  ['Flatten', translateFlatten],
  ['Dropout', (layer) => alone({ kind: 'dropout', rate: readNumber(layer, 'rate', [0, 0.95], 0) })],
  ['Add', () => alone({ kind: 'add' })],
  ['Concatenate', (layer) => ({ ...alone({ kind: 'concat' }), axis: readAxis(layer) })],
  ['ZeroPadding2D', translateZeroPadding],
]);

/** Classes of layers that are taken in. */
export const LAYER_CLASSES: readonly string[] = [...TRANSLATORS.keys()];

/** The nodes that a Keras layer is to us. Throws `invalid-network` naming the layer, the setting and what was expected. */
export function translateLayer(layer: KerasLayer): Translation {
  const translate = TRANSLATORS.get(layer.className);
  if (translate) return translate(layer);
  throw invalidLayer(
    layer,
    `layers of this class are not supported (expected one of ${LAYER_CLASSES.join(', ')})`,
  );
}
