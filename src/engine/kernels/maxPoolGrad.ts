import { backend_util } from '@tensorflow/tfjs-core';
import type { WasmKernelCall, WasmKernelOverride } from './wasmOps.ts';

type PoolSize = Parameters<typeof backend_util.computePool2DInfo>[1];
type PoolStrides = Parameters<typeof backend_util.computePool2DInfo>[2];
type PoolPadding = Parameters<typeof backend_util.computePool2DInfo>[4];

/**
 * Gradient of max-pooling as one loop over the heap: each output's gradient goes to the first largest input of its
 * window, as in the other backends. Several times as fast as the shipped kernel.
 */
function maxPoolGrad({ inputs, attrs, backend }: WasmKernelCall) {
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
  // The views are taken after the allocation, which may have moved the heap.
  const x = backend.typedArrayFromHeap(input) as Float32Array;
  const dy = backend.typedArrayFromHeap(inputs.dy!) as Float32Array;
  const gradient = backend.typedArrayFromHeap(dx) as Float32Array;
  gradient.fill(0);
  const { inHeight, inWidth, inChannels: channels, outHeight, outWidth, padInfo } = info;
  const { strideHeight, strideWidth, effectiveFilterHeight, effectiveFilterWidth } = info;
  const rowSize = inWidth * channels;
  let from = 0;
  for (let n = 0; n < info.batchSize; n++) {
    const imageStart = n * inHeight * rowSize;
    for (let p = 0; p < outHeight; p++) {
      const rowStart = p * strideHeight - padInfo.top;
      const rowLow = Math.max(0, rowStart);
      const rowHigh = Math.min(inHeight, rowStart + effectiveFilterHeight);
      for (let q = 0; q < outWidth; q++) {
        const columnStart = q * strideWidth - padInfo.left;
        const columnLow = Math.max(0, columnStart);
        const columnHigh = Math.min(inWidth, columnStart + effectiveFilterWidth);
        for (let c = 0; c < channels; c++, from++) {
          let best = -1;
          let bestValue = Number.NEGATIVE_INFINITY;
          for (let row = rowLow; row < rowHigh; row++) {
            let at = imageStart + row * rowSize + columnLow * channels + c;
            for (let column = columnLow; column < columnHigh; column++, at += channels) {
              const value = x[at]!;
              if (value > bestValue) {
                bestValue = value;
                best = at;
              }
            }
          }
          if (best >= 0) gradient[best] = gradient[best]! + dy[from]!;
        }
      }
    }
  }
  return dx;
}

export const maxPoolGradOverride: WasmKernelOverride = {
  kernelName: 'MaxPoolGrad',
  create: () => maxPoolGrad,
};
