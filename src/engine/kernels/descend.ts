import type { OptimizerConfig } from '../engine.ts';
import type { KernelModule } from './kernelModule.ts';
import { addressOrZero } from './rowsOf.ts';
import type { WasmKernelOverride } from './wasmOps.ts';

/** What a `Descend` call is given besides its tensors. */
export interface DescendAttrs {
  readonly optimizer: OptimizerConfig;
  readonly learningRate: number;
  /** 1 at the first step. */
  readonly step: number;
  /** Added to the gradient as `l2 · w` and `l1 · sign(w)`. */
  readonly l2: number;
  readonly l1: number;
}

/**
 * One step of gradient descent in one pass: inputs `weight`, `gradient`, as many of `slot0` and `slot1` as the rule has,
 * and `mask` where one holds; gives the new weight and changes the slots in place. A kernel of our own: other backends
 * compose it of `OPTIMIZER_RULES`.
 */
export const DESCEND = 'Descend';

const RULES = ['sgd', 'momentum', 'nesterov', 'adam'] as const satisfies readonly OptimizerConfig['kind'][];
/** As in `assembly/optimizer.ts`. */
const UNIT_VALUES = 8192;

export const descendOverride = (kernels: KernelModule): WasmKernelOverride => ({
  kernelName: DESCEND,
  create:
    () =>
    ({ inputs, attrs, backend }) => {
      const { optimizer, learningRate, step, l2, l1 } = attrs as unknown as DescendAttrs;
      const weight = inputs.weight!;
      const updated = backend.makeOutput(weight.shape, 'float32');
      const size = weight.shape.reduce((product, length) => product * length, 1);
      const adam = optimizer.kind === 'adam';
      const { beta1, beta2, epsilon, momentum } = optimizer;
      kernels.run(
        'descend',
        Math.ceil(size / UNIT_VALUES),
        [
          kernels.addressOf(weight),
          kernels.addressOf(inputs.gradient!),
          addressOrZero(kernels, inputs.slot0),
          addressOrZero(kernels, inputs.slot1),
          size,
          addressOrZero(kernels, inputs.mask),
          RULES.indexOf(optimizer.kind),
          kernels.addressOf(updated),
        ],
        [
          l2,
          l1,
          adam ? learningRate / (1 - beta1 ** step) : learningRate,
          adam ? beta1 : momentum,
          beta2,
          Math.sqrt(1 - beta2 ** step),
          epsilon,
          1 - beta1,
          1 - beta2,
        ],
      );
      return updated;
    },
});
