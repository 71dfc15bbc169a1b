import { backend_util } from '@tensorflow/tfjs-core';
import { type WasmKernelCall, type WasmKernelOverride, WasmScope } from './wasmOps.ts';

type ConvStrides = Parameters<typeof backend_util.computeConv2DInfo>[2];
type ConvPadding = Parameters<typeof backend_util.computeConv2DInfo>[4];

/**
 * Gradient of a convolution with respect to its filter, itself computed as a convolution.
 *
 * dW[i, j, c, o] = Σ_{n, p, q} x[n, p·s + i − top, q·s + j − left, c] · dy[n, p, q, o]
 *
 * is the convolution of x with batch and channel axes swapped, `[c, h, w, n]`, by the "filter" dy `[p, q, n, o]`
 * dilated by the stride. The shipped backend has no such kernel (tensorflow/tfjs#8474).
 */
function conv2dBackpropFilter({ inputs, attrs, backend }: WasmKernelCall) {
  const x = inputs.x!;
  const dy = inputs.dy!;
  const filterShape = attrs.filterShape as [number, number, number, number];
  const info = backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filterShape,
    attrs.strides as ConvStrides,
    1,
    attrs.pad as ConvPadding,
    attrs.dimRoundingMode as 'floor' | 'round' | 'ceil' | undefined,
  );
  const top = info.padInfo.top;
  const left = info.padInfo.left;
  // Rows and columns that the windows reach beyond the input; negative where the last ones are read by no window.
  const bottom = info.filterHeight + (info.outHeight - 1) * info.strideHeight - info.inHeight - top;
  const right = info.filterWidth + (info.outWidth - 1) * info.strideWidth - info.inWidth - left;
  const scope = new WasmScope(backend);
  const read =
    bottom < 0 || right < 0
      ? scope.run(
          'Slice',
          { x },
          {
            begin: [0, 0, 0, 0],
            size: [
              info.batchSize,
              info.inHeight + Math.min(bottom, 0),
              info.inWidth + Math.min(right, 0),
              info.inChannels,
            ],
          },
        )
      : x;
  const gradient = scope.conv2d(
    scope.transpose(read, [3, 1, 2, 0]),
    scope.transpose(dy, [1, 2, 0, 3]),
    [
      [0, 0],
      [top, Math.max(bottom, 0)],
      [left, Math.max(right, 0)],
      [0, 0],
    ],
    [info.strideHeight, info.strideWidth],
  );
  return scope.finish(scope.transpose(gradient, [1, 2, 0, 3]));
}

export const conv2dBackpropFilterOverride: WasmKernelOverride = {
  kernelName: 'Conv2DBackpropFilter',
  create: () => conv2dBackpropFilter,
};
