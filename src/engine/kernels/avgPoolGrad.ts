import type { KernelModule } from './kernelModule.ts';
import { poolInfoOf, poolParametersOf } from './poolInfoOf.ts';
import type { WasmKernelOverride } from './wasmOps.ts';

/**
 * Gradient of average-pooling: each output's gradient, over the size of the window, goes to all inputs of its window.
 *
 * The shipped one looks from every input for the outputs that read it, which takes the square of the time for large windows.
 */
export const avgPoolGradOverride = (kernels: KernelModule): WasmKernelOverride => ({
  kernelName: 'AvgPoolGrad',
  create:
    () =>
    ({ inputs, attrs, backend }) => {
      const { shape } = inputs.input!;
      const info = poolInfoOf(shape, attrs);
      const dx = backend.makeOutput(shape, 'float32');
      kernels.run('avgPoolGradient', info.batchSize, [
        kernels.addressOf(inputs.dy!),
        kernels.addressOf(dx),
        ...poolParametersOf(info),
      ]);
      return dx;
    },
});
