import * as tf from '@tensorflow/tfjs-core';
import { type PoolInfo, poolInfoOf } from './kernels/poolInfoOf.ts';
import { UNDO_ACTIVATION } from './kernels/undoActivation.ts';
import { runKernel } from './runKernel.ts';

/** `dy` summed down to a shape that was broadcast. */
function sumToShape(dy: tf.Tensor, from: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(from.shape, dy.shape);
  return axes.length === 0 ? tf.clone(dy) : tf.reshape(tf.sum(dy, axes), from.shape);
}

/** The gradient before a layer's activation, from the one after it and the layer's output, and that of its bias. */
function undoActivation(dy: tf.Tensor, y: tf.Tensor, activation: unknown) {
  const relu = activation === 'relu';
  if (tf.getKernel(UNDO_ACTIVATION, tf.getBackend())) {
    const [dz, bias] = runKernel<[tf.Tensor, tf.Tensor]>(UNDO_ACTIVATION, relu ? { dy, y } : { dy }, {});
    return { dz, bias: () => bias };
  }
  const dz = relu ? tf.mul(dy, tf.step(y)) : dy;
  const axes = Array.from({ length: dy.rank - 1 }, (_, axis) => axis);
  return { dz, bias: () => tf.sum(dz, axes) };
}

/** The derivative of a convolution layer with activation linear or relu, by the kernels that compute its two parts. */
function convolutionGradient(kernelName: string, ofInput: string, ofFilter: string): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, [x, filter, y], { strides, pad, dataFormat, dilations, activation }) => {
      const { dz, bias } = undoActivation(dy as tf.Tensor, y!, activation);
      const shared = { strides, pad, dataFormat, dilations };
      return {
        x: () => runKernel(ofInput, { dy: dz, filter: filter! }, { ...shared, inputShape: x!.shape }),
        filter: () => runKernel(ofFilter, { x: x!, dy: dz }, { ...shared, filterShape: filter!.shape }),
        bias,
      };
    },
  };
}

/** How many values of the map each window holds, over the size of the window: `[1, outH, outW, 1]`. */
function createWindowShares(info: PoolInfo): tf.Tensor {
  const covered = (out: number, stride: number, before: number, size: number, length: number) =>
    Array.from({ length: out }, (_, at) => {
      const start = at * stride - before;
      return (Math.min(length, start + size) - Math.max(0, start)) / size;
    });
  const { padInfo, outHeight, outWidth, strideHeight, strideWidth } = info;
  const rows = covered(outHeight, strideHeight, padInfo.top, info.filterHeight, info.inHeight);
  const columns = covered(outWidth, strideWidth, padInfo.left, info.filterWidth, info.inWidth);
  return tf.tensor4d(
    rows.flatMap((row) => columns.map((column) => row * column)),
    [1, outHeight, outWidth, 1],
  );
}

/**
 * The derivative of average pooling. The mean is over the values of the map that a window holds, while `AvgPoolGrad`
 * divides by the whole window, border included; and a window over the whole map needs no search for who read what.
 */
function undoAvgPool(dy: tf.Tensor, x: tf.Tensor, attrs: tf.NamedAttrMap): tf.Tensor {
  const info = poolInfoOf(x.shape, attrs);
  const { padInfo } = info;
  const bordered = padInfo.top + padInfo.bottom + padInfo.left + padInfo.right > 0;
  if (!bordered && info.outHeight * info.outWidth === 1) {
    if (info.filterHeight === info.inHeight && info.filterWidth === info.inWidth) {
      return tf.mul(tf.ones(x.shape), tf.div(dy, info.inHeight * info.inWidth));
    }
  }
  const whole = bordered ? tf.div(dy, createWindowShares(info)) : dy;
  const { filterSize, strides, pad } = attrs;
  return runKernel('AvgPoolGrad', { dy: whole, input: x }, { filterSize, strides, pad });
}

/**
 * Derivatives of the kernels that `forward.ts` uses.
 *
 * tfjs ships its own in a module that Node cannot load (bundler-style imports); these few make Node, worker and page alike.
 */
const GRADIENTS: readonly tf.GradConfig[] = [
  {
    kernelName: 'Add',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => sumToShape(dy as tf.Tensor, a!),
      b: () => sumToShape(dy as tf.Tensor, b!),
    }),
  },
  {
    kernelName: 'Multiply',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => sumToShape(tf.mul(dy as tf.Tensor, b!), a!),
      b: () => sumToShape(tf.mul(dy as tf.Tensor, a!), b!),
    }),
  },
  {
    // Of a dense layer: both sides as they are, activation linear or relu.
    kernelName: '_FusedMatMul',
    inputsToSave: ['a', 'b'],
    outputsToSave: [true],
    gradFunc: (dy, [a, b, y], { activation }) => {
      const { dz, bias } = undoActivation(dy as tf.Tensor, y!, activation);
      return {
        a: () => tf.matMul(dz, b!, false, true),
        b: () => tf.matMul(a!, dz, true, false),
        bias,
      };
    },
  },
  convolutionGradient('FusedConv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'),
  convolutionGradient(
    'FusedDepthwiseConv2D',
    'DepthwiseConv2dNativeBackpropInput',
    'DepthwiseConv2dNativeBackpropFilter',
  ),
  {
    kernelName: 'MaxPool',
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], { filterSize, strides, pad }) => ({
      x: () =>
        runKernel(
          'MaxPoolGrad',
          { dy: dy as tf.Tensor, input: x!, output: y! },
          { filterSize, strides, pad },
        ),
    }),
  },
  {
    kernelName: 'AvgPool',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({ x: () => undoAvgPool(dy as tf.Tensor, x!, attrs) }),
  },
  {
    // Joined along one axis: each part has its piece.
    kernelName: 'Concat',
    saveAllInputs: true,
    gradFunc: (dy, parts, { axis }) => {
      const { shape } = dy as tf.Tensor;
      const along = tf.util.parseAxisParam(axis as number, shape)[0]!;
      let start = 0;
      return Object.fromEntries(
        parts.map((part, index) => {
          const begin = shape.map((_, at) => (at === along ? start : 0));
          start += part.shape[along]!;
          return [index, () => tf.slice(dy as tf.Tensor, begin, part.shape)];
        }),
      );
    },
  },
  {
    kernelName: 'LeakyRelu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], { alpha }) => ({ x: () => tf.mul(dy as tf.Tensor, tf.step(x!, alpha as number)) }),
  },
  {
    kernelName: 'Relu',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => undoActivation(dy as tf.Tensor, y!, 'relu').dz }),
  },
  {
    kernelName: 'Sigmoid',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(dy as tf.Tensor, tf.mul(y!, tf.sub(1, y!))) }),
  },
  {
    kernelName: 'Tanh',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(dy as tf.Tensor, tf.sub(1, tf.square(y!))) }),
  },
  {
    kernelName: 'Reshape',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.reshape(dy as tf.Tensor, x!.shape) }),
  },
  // Dropout that drops nothing is a copy.
  { kernelName: 'Identity', gradFunc: (dy) => ({ x: () => tf.clone(dy as tf.Tensor) }) },
  // Average pooling ends in a cast to its own type.
  { kernelName: 'Cast', gradFunc: (dy) => ({ x: () => tf.clone(dy as tf.Tensor) }) },
];

/** Registers the derivatives with tfjs; a second call changes nothing. */
export function registerGradients(): void {
  for (const gradient of GRADIENTS) if (!tf.getGradient(gradient.kernelName)) tf.registerGradient(gradient);
}
