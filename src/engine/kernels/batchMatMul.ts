import { type WasmKernel, type WasmKernelOverride, WasmScope } from './wasmOps.ts';

/**
 * Matrix product that transposes first: the shipped kernel reaches XNNPACK only for plain products of single
 * matrices, and a transposed one (both gradients of a dense layer) is some ten times slower there than transpose + product.
 */
function createBatchMatMul(shipped: WasmKernel): WasmKernel {
  return (call) => {
    const a = call.inputs.a!;
    const b = call.inputs.b!;
    const transposeA = Boolean(call.attrs.transposeA);
    const transposeB = Boolean(call.attrs.transposeB);
    if (a.shape.length !== 2 || b.shape.length !== 2 || (!transposeA && !transposeB)) return shipped(call);
    const scope = new WasmScope(call.backend);
    const inputs = {
      a: transposeA ? scope.transpose(a, [1, 0]) : a,
      b: transposeB ? scope.transpose(b, [1, 0]) : b,
    };
    return scope.finish(
      shipped({ inputs, attrs: { transposeA: false, transposeB: false }, backend: call.backend }),
    );
  };
}

export const batchMatMulOverride: WasmKernelOverride = {
  kernelName: 'BatchMatMul',
  create: (shipped) => createBatchMatMul(shipped!),
};
