import { backend_util } from '@tensorflow/tfjs-core';
import type { KernelModule } from './kernelModule.ts';
import type { WasmKernelOverride } from './wasmOps.ts';

type PoolSize = Parameters<typeof backend_util.computePool2DInfo>[1];
type PoolStrides = Parameters<typeof backend_util.computePool2DInfo>[2];
type PoolPadding = Parameters<typeof backend_util.computePool2DInfo>[4];

/** Gradient of max-pooling: each output's gradient goes to the first largest input of its window, as in the other backends. */
export const maxPoolGradOverride = (kernels: KernelModule): WasmKernelOverride => ({
  kernelName: 'MaxPoolGrad',
  create:
    () =>
    ({ inputs, attrs, backend }) => {
      const input = inputs.input!;
      const info = backend_util.computePool2DInfo(
        input.shape as [number, number, number, number],
        attrs.filterSize as PoolSize,
        attrs.strides as PoolStrides,
        1,
        attrs.pad as PoolPadding,
        attrs.dimRoundingMode as 'floor' | 'round' | 'ceil' | undefined,
      );
      const dx = backend.makeOutput(input.shape, 'float32');
      kernels.run('maxPoolGradient', info.batchSize, [
        kernels.addressOf(input),
        kernels.addressOf(inputs.dy!),
        kernels.addressOf(dx),
        info.inHeight,
        info.inWidth,
        info.inChannels,
        info.outHeight,
        info.outWidth,
        info.effectiveFilterHeight,
        info.effectiveFilterWidth,
        info.strideHeight,
        info.strideWidth,
        info.padInfo.top,
        info.padInfo.left,
      ]);
      return dx;
    },
});
