import type { FusedActivation } from '../layers.ts';
import { type KernelModule, Scratch } from './kernelModule.ts';
import type { WasmKernel, WasmKernelCall, WasmKernelOverride } from './wasmOps.ts';

/** What both kernels are given besides their tensors. */
export interface BatchNormAttrs {
  readonly epsilon: number;
  readonly activation: FusedActivation;
}

/**
 * act(γ · (x − μ) / √(σ² + ε) + β): inputs `x` `[…, c]`, `scale` γ and `shift` β `[c]`, and `mean` and `variance` where
 * they are not to be those of x. Gives [y], or [y, mean, variance] of x, the variance biased. A kernel of our own: other
 * backends compose it.
 */
export const BATCH_NORM = 'BatchNorm';

/** The way back through `BATCH_NORM`: its inputs with `mean` and `variance`, and `dy`; gives [dx, dγ, dβ]. */
export const BATCH_NORM_GRADIENT = 'BatchNormGradient';

export interface BatchNormGradientAttrs extends BatchNormAttrs {
  /** True where mean and variance are those of x, so that they too depend on it. */
  readonly ofBatch: boolean;
}

/** Bytes of a block of rows: with as much for a second matrix it stays in the nearest cache. */
const BLOCK_BYTES = 12_288;
const MIN_BLOCK_ROWS = 32;

/** A tensor `[…, channels]` as a matrix in blocks of rows. The blocks depend on the shape alone, never on the threads. */
function blocksOf(shape: readonly number[]) {
  const channels = shape.at(-1)!;
  const rows = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const blockRows = Math.min(
    Math.max(rows, 1),
    Math.max(MIN_BLOCK_ROWS, Math.floor(BLOCK_BYTES / 4 / channels)),
  );
  return { channels, rows, blockRows, blocks: Math.ceil(rows / blockRows) };
}

type Blocks = ReturnType<typeof blocksOf>;

/** Parameters 0 … 3 of all jobs. */
const leadOf = (x: number, { rows, channels, blockRows }: Blocks) => [x, rows, channels, blockRows];

interface Addresses {
  readonly x: number;
  readonly scale: number;
  readonly shift: number;
  readonly mean: number;
  readonly variance: number;
}

/** The factors `[4, channels]` of `assembly/batchNorm.ts`, in a scratch. */
function makeFactors(
  kernels: KernelModule,
  scratch: Scratch,
  at: Addresses,
  blocks: Blocks,
  epsilon: number,
): number {
  const factors = scratch.take(16 * blocks.channels);
  const parameters = [...leadOf(0, blocks), at.mean, at.variance, at.scale, at.shift, factors];
  kernels.run('batchNormFactors', 1, parameters, [epsilon]);
  return factors;
}

/** Two rows of `[channels]` for each block, in a scratch. */
const takePartial = (scratch: Scratch, { blocks, channels }: Blocks) => scratch.take(8 * blocks * channels);

function addressesOf(
  kernels: KernelModule,
  { inputs }: WasmKernelCall,
): Omit<Addresses, 'mean' | 'variance'> {
  return {
    x: kernels.addressOf(inputs.x!),
    scale: kernels.addressOf(inputs.scale!),
    shift: kernels.addressOf(inputs.shift!),
  };
}

const createForward =
  (kernels: KernelModule): WasmKernel =>
  (call) => {
    const { inputs, attrs, backend } = call;
    const { epsilon, activation } = attrs as unknown as BatchNormAttrs;
    const { shape } = inputs.x!;
    const blocks = blocksOf(shape);
    const y = backend.makeOutput([...shape], 'float32');
    const makeMoment = () => backend.makeOutput([blocks.channels], 'float32');
    const made = inputs.mean ? [] : [makeMoment(), makeMoment()];
    const [mean, variance] = inputs.mean ? [inputs.mean, inputs.variance] : made;
    const at = {
      ...addressesOf(kernels, call),
      mean: kernels.addressOf(mean!),
      variance: kernels.addressOf(variance!),
    };
    const lead = leadOf(at.x, blocks);
    const scratch = new Scratch(kernels);
    try {
      if (made.length > 0) {
        const partial = takePartial(scratch, blocks);
        kernels.run('batchNormMoments', blocks.blocks, [...lead, partial]);
        kernels.run('batchNormCombineMoments', 1, [...lead, partial, blocks.blocks, at.mean, at.variance]);
      }
      kernels.run('batchNormForward', blocks.blocks, [
        ...lead,
        makeFactors(kernels, scratch, at, blocks, epsilon),
        kernels.addressOf(y),
        activation === 'relu' ? 1 : 0,
      ]);
    } finally {
      scratch.free();
    }
    return [y, ...made];
  };

const createGradient =
  (kernels: KernelModule): WasmKernel =>
  (call) => {
    const { inputs, attrs, backend } = call;
    const { epsilon, activation, ofBatch } = attrs as unknown as BatchNormGradientAttrs;
    const { shape } = inputs.x!;
    const blocks = blocksOf(shape);
    const dx = backend.makeOutput([...shape], 'float32');
    const dScale = backend.makeOutput([blocks.channels], 'float32');
    const dShift = backend.makeOutput([blocks.channels], 'float32');
    const at = {
      ...addressesOf(kernels, call),
      mean: kernels.addressOf(inputs.mean!),
      variance: kernels.addressOf(inputs.variance!),
    };
    const scratch = new Scratch(kernels);
    try {
      const factors = makeFactors(kernels, scratch, at, blocks, epsilon);
      const partial = takePartial(scratch, blocks);
      const slopes = scratch.take(8 * blocks.channels);
      const lead = [...leadOf(at.x, blocks), factors];
      const undone = [...lead, kernels.addressOf(inputs.dy!), activation === 'relu' ? 1 : 0];
      kernels.run('batchNormSums', blocks.blocks, [...undone, partial]);
      kernels.run('batchNormCombineSums', 1, [
        ...lead,
        partial,
        blocks.blocks,
        kernels.addressOf(dScale),
        kernels.addressOf(dShift),
        slopes,
        ofBatch ? 1 : 0,
      ]);
      kernels.run('batchNormInputGradient', blocks.blocks, [...undone, kernels.addressOf(dx), slopes]);
    } finally {
      scratch.free();
    }
    return [dx, dScale, dShift];
  };

/** Batch normalisation and its gradient, in training and in evaluation. */
export const batchNormOverrides = (kernels: KernelModule): readonly WasmKernelOverride[] => [
  { kernelName: BATCH_NORM, create: () => createForward(kernels) },
  { kernelName: BATCH_NORM_GRADIENT, create: () => createGradient(kernels) },
];
