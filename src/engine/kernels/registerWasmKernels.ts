import * as tf from '@tensorflow/tfjs-core';
import { avgPoolGradOverride } from './avgPoolGrad.ts';
import { batchNormOverrides } from './batchNorm.ts';
import { conv2dOverrides } from './conv2d.ts';
import { depthwiseOverrides } from './depthwise.ts';
import { descendOverride } from './descend.ts';
import { identityOverride } from './identity.ts';
import { joinChannelsOverrides } from './joinChannels.ts';
import type { KernelModule } from './kernelModule.ts';
import { matMulOverrides } from './matMul.ts';
import { maxPoolGradOverride } from './maxPoolGrad.ts';
import { sparseOverrides } from './sparseLayer.ts';
import { undoActivationOverride } from './undoActivation.ts';
import type { WasmKernel } from './wasmOps.ts';

/** Puts our kernels into the started wasm backend, in place of slow ones or where it has none. Call once. */
export function registerWasmKernels(kernels: KernelModule): void {
  const overrides = [
    ...conv2dOverrides(kernels),
    ...depthwiseOverrides(kernels),
    ...matMulOverrides(kernels),
    ...batchNormOverrides(kernels),
    ...joinChannelsOverrides(kernels),
    ...sparseOverrides(kernels),
    maxPoolGradOverride(kernels),
    avgPoolGradOverride(kernels),
    undoActivationOverride(kernels),
    descendOverride(kernels),
    identityOverride,
  ];
  for (const { kernelName, create } of overrides) {
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
