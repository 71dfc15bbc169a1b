import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelModule, Scratch } from './kernelModule.ts';
import { multiply, multiplyTransposed, packTransposedRuns } from './product.ts';
import {
  addressOrZero,
  type ConvInfo,
  convInfoOf,
  cropImages,
  matrixRows,
  paddedLayoutOf,
  padImages,
  patchRows,
} from './rowsOf.ts';
import type { WasmKernel, WasmKernelOverride } from './wasmOps.ts';
import {
  computeWinogradFilterGradient,
  computeWinogradInputGradient,
  convolveWinograd,
  isWinograd,
} from './winograd.ts';

const isDense = ({ dilationHeight, dilationWidth }: ConvInfo) => dilationHeight === 1 && dilationWidth === 1;

/** True where every value is read by one window: the convolution is then the product of a matrix. */
const isPointwise = (info: ConvInfo) =>
  info.filterHeight * info.filterWidth * info.strideHeight * info.strideWidth === 1 &&
  info.inHeight === info.outHeight &&
  info.inWidth === info.outWidth;

/** Values that a convolution reads one window each, as the rows of one matrix. */
function pixelsOf(kernels: KernelModule, scratch: Scratch, x: TensorInfo, info: ConvInfo) {
  const positions = info.batchSize * info.outHeight * info.outWidth;
  const depth = info.inChannels;
  const rows = matrixRows(kernels, scratch, kernels.addressOf(x), positions, depth);
  return { rows, images: 1, positions, depth };
}

/** The patches that a convolution reads, in images copied where they need a border (or `slack` behind them). */
function patchesOf(kernels: KernelModule, scratch: Scratch, x: TensorInfo, info: ConvInfo, slack = false) {
  const depth = info.filterHeight * info.filterWidth * info.inChannels;
  const address = kernels.addressOf(x);
  const layout = paddedLayoutOf(info, info.inChannels);
  const padded =
    layout.bare && !slack ? address : padImages(kernels, scratch, address, info, info.inChannels, layout);
  return {
    rows: patchRows(kernels, scratch, padded, info, layout),
    images: info.batchSize,
    positions: info.outHeight * info.outWidth,
    depth,
  };
}

/** Convolution with bias and ReLU in one pass over the output, straight from the images; dilated ones go to the shipped kernel. */
function createConv2d(kernels: KernelModule, shipped: WasmKernel): WasmKernel {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const x = inputs.x!;
    const filter = inputs.filter!;
    const info = convInfoOf(x.shape, filter.shape, attrs);
    const activation = attrs.activation ?? 'linear';
    const biased = !inputs.bias || inputs.bias.shape.at(-1) === info.outChannels;
    if (!isDense(info) || !biased || (activation !== 'linear' && activation !== 'relu')) return shipped(call);
    const y = backend.makeOutput(info.outShape, 'float32');
    const scratch = new Scratch(kernels);
    try {
      const bias = addressOrZero(kernels, inputs.bias);
      const to = kernels.addressOf(y);
      const relu = activation === 'relu';
      const addresses = { x: kernels.addressOf(x), filter: kernels.addressOf(filter), bias, to };
      if (convolveWinograd(kernels, scratch, info, addresses, relu, attrs.rough === true)) return y;
      const matrix = {
        address: addresses.filter,
        rowBytes: 4 * info.outChannels,
        columnBytes: 4,
        columns: info.outChannels,
        bias,
      };
      const rows = isPointwise(info) ? pixelsOf : patchesOf;
      const patches = rows(kernels, scratch, x, info);
      multiply(kernels, scratch, patches, matrix, to, relu);
    } finally {
      scratch.free();
    }
    return y;
  };
}

/**
 * Gradient of a convolution with respect to its filter: patchesᵀ · dy, summed without copying the patches out.
 *
 * dW[i, j, c, o] = Σ_{n, p, q} x[n, p·s + i − top, q·s + j − left, c] · dy[n, p, q, o]
 *
 * The shipped backend has no such kernel (tensorflow/tfjs#8474).
 */
function createFilterGradient(kernels: KernelModule): WasmKernel {
  return ({ inputs, attrs, backend }) => {
    const x = inputs.x!;
    const filterShape = attrs.filterShape as number[];
    const info = convInfoOf(x.shape, filterShape, attrs);
    if (!isDense(info)) throw new Error('no filter gradient of a dilated convolution');
    const gradient = backend.makeOutput(filterShape, 'float32');
    const scratch = new Scratch(kernels);
    const runLength = info.filterWidth * info.inChannels;
    try {
      const dy = kernels.addressOf(inputs.dy!);
      const to = kernels.addressOf(gradient);
      if (isWinograd(info)) {
        computeWinogradFilterGradient(kernels, scratch, info, { x: kernels.addressOf(x), dy, to });
        return gradient;
      }
      multiplyTransposed(
        kernels,
        scratch,
        patchesOf(kernels, scratch, x, info, runLength < 4),
        info.filterHeight,
        runLength,
        dy,
        info.outChannels,
        to,
      );
    } finally {
      scratch.free();
    }
    return gradient;
  };
}

/** Gradient of a convolution with respect to its input: dy · filterᵀ, added to the patches that were read. */
function createInputGradient(kernels: KernelModule, shipped: WasmKernel): WasmKernel {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const filter = inputs.filter!;
    const info = convInfoOf(attrs.inputShape as number[], filter.shape, attrs);
    if (!isDense(info)) return shipped(call);
    const dx = backend.makeOutput(attrs.inputShape as number[], 'float32');
    const scratch = new Scratch(kernels);
    try {
      const addresses = [inputs.dy!, filter, dx].map((tensor) => kernels.addressOf(tensor));
      const [dyAddress, filterAddress, dxAddress] = addresses as [number, number, number];
      if (isPointwise(info)) {
        const positions = info.batchSize * info.outHeight * info.outWidth;
        const rows = matrixRows(kernels, scratch, dyAddress, positions, info.outChannels);
        const matrix = {
          address: filterAddress,
          rowBytes: 4,
          columnBytes: 4 * info.outChannels,
          columns: info.inChannels,
          bias: 0,
        };
        multiply(
          kernels,
          scratch,
          { rows, images: 1, positions, depth: info.outChannels },
          matrix,
          dxAddress,
          false,
        );
        return dx;
      }
      if (isWinograd(info)) {
        const addresses = { dy: dyAddress, filter: filterAddress, to: dxAddress };
        computeWinogradInputGradient(kernels, scratch, info, addresses);
        return dx;
      }
      const layout = paddedLayoutOf(info, info.inChannels);
      const padded = layout.bare ? dxAddress : scratch.take(info.batchSize * layout.imageBytes);
      clear(kernels, padded, info.batchSize, layout.imageBytes);
      const runLength = info.filterWidth * info.inChannels;
      const panels = packTransposedRuns(
        kernels,
        scratch,
        filterAddress,
        info.filterHeight,
        runLength,
        info.outChannels,
      );
      kernels.run('inputGradient', info.batchSize, [
        ...patchRows(kernels, scratch, padded, info, layout),
        panels,
        dyAddress,
        info.outChannels,
        info.inChannels >= 8 ? 1 : 0,
      ]);
      if (!layout.bare) cropImages(kernels, padded, dxAddress, info, info.inChannels, layout);
    } finally {
      scratch.free();
    }
    return dx;
  };
}

/** Makes images 0. */
export function clear(kernels: KernelModule, address: number, images: number, imageBytes: number): void {
  kernels.run('copyImages', images, [0, address, 0, 0, 0, 0, 0, imageBytes, 0, 0, imageBytes]);
}

export const conv2dOverrides = (kernels: KernelModule): readonly WasmKernelOverride[] => [
  { kernelName: 'Conv2D', create: (shipped) => createConv2d(kernels, shipped!) },
  { kernelName: 'FusedConv2D', create: (shipped) => createConv2d(kernels, shipped!) },
  { kernelName: 'Conv2DBackpropFilter', create: () => createFilterGradient(kernels) },
  { kernelName: 'Conv2DBackpropInput', create: (shipped) => createInputGradient(kernels, shipped!) },
];
