import * as tf from '@tensorflow/tfjs-core';
import { batchMatMulOverride } from './batchMatMul.ts';
import { conv2dBackpropFilterOverride } from './conv2dBackpropFilter.ts';
import { conv2dBackpropInputOverride } from './conv2dBackpropInput.ts';
import { maxPoolGradOverride } from './maxPoolGrad.ts';
import { sumOverride } from './sumToChannels.ts';
import type { WasmKernel } from './wasmOps.ts';

const OVERRIDES = [
  batchMatMulOverride,
  conv2dBackpropFilterOverride,
  conv2dBackpropInputOverride,
  maxPoolGradOverride,
  sumOverride,
];

let registered = false;

/** Puts our gradient kernels into the started wasm backend; without them it cannot train a convolution. A second call does nothing. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  for (const { kernelName, create } of OVERRIDES) {
    const shipped = tf.getKernel(kernelName, 'wasm');
    if (shipped) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      // A later setBackend sets kernels up again, the shipped one behind ours included.
      ...(shipped?.setupFunc ? { setupFunc: shipped.setupFunc } : {}),
      kernelFunc: create(shipped?.kernelFunc as WasmKernel | undefined) as unknown as tf.KernelFunc,
    });
  }
}
