import type { NodeSpec } from '../../network/spec.ts';
import type { KerasLayer } from './kerasLayer.ts';

type Config = KerasLayer['config'];

const SHARED = { trainable: true, dtype: 'float32' } as const;
const MAPS = { data_format: 'channels_last' } as const;

function listConvolutionConfig(node: NodeSpec & { readonly kind: 'conv2d' | 'depthwiseConv2d' }): Config {
  return {
    kernel_size: node.kernelSize,
    strides: [node.stride, node.stride],
    padding: typeof node.padding === 'number' ? 'valid' : node.padding,
    dilation_rate: [1, 1],
    activation: 'linear',
    use_bias: node.bias,
    ...MAPS,
  };
}

/** Class and settings of the layer for a node, without its name. */
function toClass(node: NodeSpec): readonly [className: string, config: Config] {
  switch (node.kind) {
    case 'input':
      return ['InputLayer', { batch_input_shape: [null, ...node.shape], sparse: false }];
    case 'conv2d':
      return ['Conv2D', { filters: node.filters, ...listConvolutionConfig(node) }];
    case 'depthwiseConv2d':
      return ['DepthwiseConv2D', { depth_multiplier: 1, ...listConvolutionConfig(node) }];
    case 'dense':
      return ['Dense', { units: node.units, activation: 'linear', use_bias: node.bias }];
    case 'batchNorm':
      return ['BatchNormalization', { axis: -1, epsilon: node.epsilon, center: true, scale: true }];
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      return ['Activation', { activation: node.kind }];
    case 'leakyRelu':
      return ['LeakyReLU', { alpha: node.slope }];
    case 'maxPool':
    case 'avgPool': {
      const className = node.kind === 'maxPool' ? 'MaxPooling2D' : 'AveragePooling2D';
      const { size, stride, padding } = node;
      return [className, { pool_size: [size, size], strides: [stride, stride], padding, ...MAPS }];
    }
    case 'globalAvgPool':
      return ['GlobalAveragePooling2D', MAPS];
    case 'add':
      return ['Add', {}];
    case 'concat':
      return ['Concatenate', { axis: -1 }];
    case 'flatten':
      return ['Flatten', MAPS];
    case 'dropout':
      return ['Dropout', { rate: node.rate }];
    default:
      return node satisfies never;
  }
}

/** The Keras layers of a node: one, or a zero padding named `padName` and the convolution that reads it. */
export function toKerasLayers(node: NodeSpec, padName: string): readonly KerasLayer[] {
  const [className, config] = toClass(node);
  const layer = { name: node.name, className, config: { ...SHARED, ...config, name: node.name } };
  const zeros = 'padding' in node && typeof node.padding === 'number' ? node.padding : 0;
  if (zeros === 0) return [{ ...layer, inputs: node.inputs }];
  const sides = [
    [zeros, zeros],
    [zeros, zeros],
  ];
  return [
    {
      name: padName,
      className: 'ZeroPadding2D',
      config: { ...SHARED, name: padName, padding: sides, ...MAPS },
      inputs: node.inputs,
    },
    { ...layer, inputs: [padName] },
  ];
}
