import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelModule, Scratch } from './kernelModule.ts';
import { addressOrZero } from './rowsOf.ts';
import type { WasmKernelOverride } from './wasmOps.ts';

/** Sums are made of this many blocks whatever the threads, so that they never depend on them. */
const BLOCKS = 64;

/**
 * The way back through ReLU and bias in one pass: inputs `dy` and, where ReLU followed, its output `y`; gives
 * [dy where y > 0, that summed over all axes but the last]. A kernel of our own: other backends compose it.
 */
export const UNDO_ACTIVATION = 'UndoActivation';

export const undoActivationOverride = (kernels: KernelModule): WasmKernelOverride => ({
  kernelName: UNDO_ACTIVATION,
  create:
    () =>
    ({ inputs, backend }) => {
      const dy = inputs.dy!;
      const columns = dy.shape.at(-1)!;
      const rows = dy.shape.slice(0, -1).reduce((product, length) => product * length, 1);
      const dz: TensorInfo = backend.makeOutput(dy.shape, 'float32');
      const sums: TensorInfo = backend.makeOutput([columns], 'float32');
      const blockRows = Math.ceil(rows / BLOCKS);
      const blocks = Math.ceil(rows / blockRows);
      const scratch = new Scratch(kernels);
      try {
        const blockSums = scratch.take(4 * blocks * columns);
        kernels.run('undoActivation', blocks, [
          kernels.addressOf(dy),
          addressOrZero(kernels, inputs.y),
          kernels.addressOf(dz),
          rows,
          columns,
          columns,
          blockSums,
          blockRows,
        ]);
        kernels.run('addRows', 1, [blockSums, kernels.addressOf(sums), blocks, columns]);
      } finally {
        scratch.free();
      }
      return [dz, sums];
    },
});
