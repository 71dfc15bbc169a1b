import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

interface KernelCall {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: BackendWasm;
}

function run(name: string, call: KernelCall): tf.TensorInfo {
  const { kernelFunc } = tf.getKernel(name, 'wasm');
  return kernelFunc(call as unknown as Parameters<tf.KernelFunc>[0]) as tf.TensorInfo;
}

/** A layer as three shipped kernels: the shipped fused ones die when their weights and bias are freed one after the other. */
function registerComposed(fused: string, plain: string): void {
  tf.unregisterKernel(fused, 'wasm');
  tf.registerKernel({
    kernelName: fused,
    backendName: 'wasm',
    kernelFunc: (({ inputs: { bias, ...inputs }, attrs, backend }: KernelCall) => {
      const made = [run(plain, { inputs, attrs, backend })];
      if (bias) made.push(run('Add', { inputs: { a: made.at(-1)!, b: bias }, attrs: {}, backend }));
      if (attrs.activation === 'relu') {
        made.push(run('Relu', { inputs: { x: made.at(-1)! }, attrs: {}, backend }));
      }
      const y = made.pop()!;
      for (const { dataId } of made) backend.disposeData(dataId);
      return y;
    }) as unknown as tf.KernelFunc,
  });
}

/**
 * The least that makes tfjs's wasm backend train a convolution: its filter gradient as one convolution of the shipped
 * kernels, stride 1, of x with batch and channels swapped by dy. What the benchmark compares with.
 */
export function registerPlainFilterGradient(): void {
  registerComposed('FusedConv2D', 'Conv2D');
  registerComposed('_FusedMatMul', 'BatchMatMul');
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ((call: KernelCall) => {
      const { inputs, attrs, backend } = call;
      const x = inputs.x!;
      const [kernelH, kernelW] = attrs.filterShape as [number, number, number, number];
      const same = attrs.pad === 'same';
      const padOf = (kernel: number): [number, number] =>
        same ? [Math.floor((kernel - 1) / 2), Math.ceil((kernel - 1) / 2)] : [0, 0];
      const transpose = (tensor: tf.TensorInfo, perm: number[]) =>
        run('Transpose', { inputs: { x: tensor }, attrs: { perm }, backend });
      const swapped = transpose(x, [3, 1, 2, 0]);
      const filter = transpose(inputs.dy!, [1, 2, 0, 3]);
      const convolved = run('Conv2D', {
        inputs: { x: swapped, filter },
        attrs: {
          strides: [1, 1],
          pad: [[0, 0], padOf(kernelH), padOf(kernelW), [0, 0]],
          dilations: [1, 1],
          dataFormat: 'NHWC',
        },
        backend,
      });
      const gradient = transpose(convolved, [1, 2, 0, 3]);
      for (const { dataId } of [swapped, filter, convolved]) backend.disposeData(dataId);
      return gradient;
    }) as unknown as tf.KernelFunc,
  });
}
