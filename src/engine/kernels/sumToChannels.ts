import { type WasmKernel, type WasmKernelOverride, WasmScope } from './wasmOps.ts';

/**
 * Sum over every axis but the last (the gradient of a bias) as a product with a row of ones, which spares the
 * transposition that the shipped kernel does first. All other sums go to the shipped kernel.
 */
function createSum(shipped: WasmKernel): WasmKernel {
  return (call) => {
    const x = call.inputs.x!;
    const rank = x.shape.length;
    const axis = call.attrs.axis as number | readonly number[] | null | undefined;
    const axes = new Set(
      (typeof axis === 'number' ? [axis] : (axis ?? [])).map((a) => (a < 0 ? a + rank : a)),
    );
    const toChannels = rank > 1 && axes.size === rank - 1 && !axes.has(rank - 1) && x.dtype === 'float32';
    const channels = x.shape[rank - 1] ?? 0;
    const rows = x.shape.slice(0, -1).reduce((product, size) => product * size, 1);
    if (!toChannels || rows * channels === 0) return shipped(call);
    const scope = new WasmScope(call.backend);
    const sums = scope.run(
      'BatchMatMul',
      { a: scope.ones([1, rows]), b: scope.reshape(x, [rows, channels]) },
      { transposeA: false, transposeB: false },
    );
    const keptShape = x.shape.map((size, index) => (index === rank - 1 ? size : 1));
    scope.finish(sums);
    return { ...sums, shape: call.attrs.keepDims ? keptShape : [channels] };
  };
}

export const sumOverride: WasmKernelOverride = {
  kernelName: 'Sum',
  create: (shipped) => createSum(shipped!),
};
