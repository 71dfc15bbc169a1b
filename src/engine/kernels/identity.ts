import type { WasmKernelOverride } from './wasmOps.ts';

/** A copy that shares the values, counted by the backend: tfjs copies every tensor it keeps for the way back, and nothing writes into one. */
export const identityOverride: WasmKernelOverride = {
  kernelName: 'Identity',
  create:
    () =>
    ({ inputs, backend }) => {
      const x = inputs.x!;
      backend.incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
};
