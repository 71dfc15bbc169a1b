import type { KernelModule } from './kernelModule.ts';
import { poolInfoOf, poolParametersOf } from './poolInfoOf.ts';
import type { WasmKernelOverride } from './wasmOps.ts';

/** Gradient of max-pooling: each output's gradient goes to the first largest input of its window, as in the other backends. */
export const maxPoolGradOverride = (kernels: KernelModule): WasmKernelOverride => ({
  kernelName: 'MaxPoolGrad',
  create:
    () =>
    ({ inputs, attrs, backend }) => {
      const input = inputs.input!;
      const info = poolInfoOf(input.shape, attrs);
      const dx = backend.makeOutput(input.shape, 'float32');
      kernels.run('maxPoolGradient', info.batchSize, [
        kernels.addressOf(input),
        kernels.addressOf(inputs.dy!),
        kernels.addressOf(dx),
        ...poolParametersOf(info),
      ]);
      return dx;
    },
});
