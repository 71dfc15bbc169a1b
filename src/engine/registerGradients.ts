import * as tf from '@tensorflow/tfjs-core';

/** `dy` summed down to a shape that was broadcast. */
function sumToShape(dy: tf.Tensor, from: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(from.shape, dy.shape);
  return axes.length === 0 ? tf.clone(dy) : tf.reshape(tf.sum(dy, axes), from.shape);
}

/** Runs a kernel that tfjs exports no function for. */
function runKernel(
  name: string,
  inputs: Record<string, tf.Tensor>,
  attrs: Record<string, unknown>,
): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as unknown as tf.Tensor;
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
    kernelName: 'BatchMatMul',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b], { transposeA, transposeB }) => {
      if (transposeA || transposeB) throw new Error('no gradient of transposed matrix products');
      return {
        a: () => tf.matMul(dy as tf.Tensor, b!, false, true),
        b: () => tf.matMul(a!, dy as tf.Tensor, true, false),
      };
    },
  },
  {
    kernelName: 'Conv2D',
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, [x, filter], { strides, pad, dataFormat, dimRoundingMode }) => {
      const shared = { strides, pad, dataFormat, dimRoundingMode };
      return {
        x: () =>
          runKernel(
            'Conv2DBackpropInput',
            { dy: dy as tf.Tensor, filter: filter! },
            { ...shared, inputShape: x!.shape },
          ),
        filter: () =>
          runKernel(
            'Conv2DBackpropFilter',
            { x: x!, dy: dy as tf.Tensor },
            { ...shared, filterShape: filter!.shape },
          ),
      };
    },
  },
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
    gradFunc: (dy, [x], { filterSize, strides, pad }) => ({
      x: () => runKernel('AvgPoolGrad', { dy: dy as tf.Tensor, input: x! }, { filterSize, strides, pad }),
    }),
  },
  {
    kernelName: 'Relu',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(dy as tf.Tensor, tf.step(y!)) }),
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
  // Average pooling ends in a cast to its own type.
  { kernelName: 'Cast', gradFunc: (dy) => ({ x: () => tf.clone(dy as tf.Tensor) }) },
];

/** Registers the derivatives with tfjs; a second call changes nothing. */
export function registerGradients(): void {
  for (const gradient of GRADIENTS) if (!tf.getGradient(gradient.kernelName)) tf.registerGradient(gradient);
}
