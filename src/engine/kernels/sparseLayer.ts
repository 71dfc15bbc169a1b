import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelModule, Scratch } from './kernelModule.ts';
import { addressOrZero, type ConvInfo, convInfoOf, paddedLayoutOf } from './rowsOf.ts';
import { type LanePlan, layLanes, planLanes } from './sparseLanes.ts';
import type { WasmKernel, WasmKernelOverride } from './wasmOps.ts';

/** A kernel of our own. */
export const SPARSE_LAYER = 'SparseLayer';

/** Outputs that a unit of work computes at one place. */
const UNIT_ROWS = 32;

/** A layer's input and weight as the convolution that it is: a dense layer is one of `[images, 1, 1, in]`. */
export function layerInfoOf(
  inputShape: readonly number[],
  weightShape: readonly number[],
  attrs: Readonly<Record<string, unknown>>,
): ConvInfo {
  if (inputShape.length === 4) return convInfoOf(inputShape, weightShape, attrs);
  const [images, inputs] = inputShape as [number, number];
  return convInfoOf([images, 1, 1, inputs], [1, 1, ...weightShape], { strides: [1, 1], pad: 'valid' });
}

/** The table of where the output positions of images begin, in bytes of one lane; one entry, 0, for anything else. */
function placeTable(kernels: KernelModule, scratch: Scratch, info: ConvInfo, { kind }: LanePlan) {
  const [height, width] = kind === 'images' ? [info.outHeight, info.outWidth] : [1, 1];
  const lineStep = info.strideHeight * paddedLayoutOf(info, info.inChannels).lineBytes;
  const columnStep = info.strideWidth * 4 * info.inChannels;
  const table = scratch.take(4 * height * width);
  kernels.run('fillOffsets', 1, [0, 1, 0, height, width, lineStep, columnStep, 0, 0, 0, table]);
  return { table, places: height * width };
}

interface SparseInputs {
  readonly x: TensorInfo;
  readonly rowStarts: TensorInfo;
  readonly columns: TensorInfo;
  readonly values: TensorInfo;
  readonly bias?: TensorInfo;
}

function multiplySparse(
  kernels: KernelModule,
  scratch: Scratch,
  inputs: SparseInputs,
  info: ConvInfo,
  y: TensorInfo,
  relu: boolean,
): void {
  const plan = planLanes(info);
  const { width, blocks, depth, lanes } = plan;
  let laid = kernels.addressOf(inputs.x);
  if (plan.kind !== 'vector') {
    laid = scratch.take(4 * blocks * depth * width);
    layLanes(kernels, scratch, kernels.addressOf(inputs.x), info, plan, laid);
  }
  const tiles = scratch.take(4 * kernels.threads * UNIT_ROWS * width);
  const { table, places } = placeTable(kernels, scratch, info, plan);
  const rows = info.outChannels;
  kernels.run('sparseForward', blocks * places * Math.ceil(rows / UNIT_ROWS), [
    laid,
    4 * depth * width,
    places,
    table,
    width,
    lanes,
    rows,
    kernels.addressOf(inputs.rowStarts),
    kernels.addressOf(inputs.columns),
    kernels.addressOf(inputs.values),
    addressOrZero(kernels, inputs.bias),
    kernels.addressOf(y),
    4 * rows * places,
    4 * rows,
    relu ? 1 : 0,
    tiles,
    UNIT_ROWS,
  ]);
}

/**
 * A convolution or dense layer whose weight is a sparse matrix (see `toSparseMatrix`), with bias and ReLU; takes and gives
 * what the dense kernels do, the layout in lanes and back included.
 *
 * Every sum is taken in the order of the dense kernel, so that the values are the same bits but for a single vector.
 */
function createSparseLayer(kernels: KernelModule): WasmKernel {
  return ({ inputs, attrs, backend }) => {
    const { shape } = inputs.x!;
    const info = layerInfoOf(shape, attrs.weightShape as number[], attrs);
    const y = backend.makeOutput(
      shape.length === 4 ? info.outShape : [info.batchSize, info.outChannels],
      'float32',
    );
    const scratch = new Scratch(kernels);
    try {
      multiplySparse(
        kernels,
        scratch,
        inputs as unknown as SparseInputs,
        info,
        y,
        attrs.activation === 'relu',
      );
    } finally {
      scratch.free();
    }
    return y;
  };
}

/** The layout alone: an input in lanes, `[blocks, depth, width]`. */
function createSparseLanes(kernels: KernelModule): WasmKernel {
  return ({ inputs, attrs, backend }) => {
    const info = layerInfoOf(inputs.x!.shape, attrs.weightShape as number[], attrs);
    const plan = planLanes(info);
    const laid = backend.makeOutput([plan.blocks, plan.depth, plan.width], 'float32');
    const scratch = new Scratch(kernels);
    try {
      layLanes(kernels, scratch, kernels.addressOf(inputs.x!), info, plan, kernels.addressOf(laid));
    } finally {
      scratch.free();
    }
    return laid;
  };
}

/** What the dense kernels do with a weight before they multiply: laid out as panels of eight columns. */
function createPanels(kernels: KernelModule): WasmKernel {
  return ({ inputs, backend }) => {
    const { shape } = inputs.weight!;
    const columns = shape.at(-1)!;
    const depth = shape.slice(0, -1).reduce((product, length) => product * length, 1);
    const panels = Math.ceil(columns / 8);
    const laid = backend.makeOutput([panels, depth + 1, 8], 'float32');
    const parameters = [kernels.addressOf(inputs.weight!), 4 * columns, 4, depth, columns, 0];
    kernels.run('packPanels', panels, [...parameters, kernels.addressOf(laid)]);
    return laid;
  };
}

export const sparseOverrides = (kernels: KernelModule): readonly WasmKernelOverride[] => [
  { kernelName: SPARSE_LAYER, create: () => createSparseLayer(kernels) },
  { kernelName: 'SparseLanes', create: () => createSparseLanes(kernels) },
  { kernelName: 'DensePanels', create: () => createPanels(kernels) },
];
