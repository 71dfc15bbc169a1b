import { clear } from './conv2d.ts';
import { type KernelModule, Scratch } from './kernelModule.ts';
import {
  addressOrZero,
  type ConvInfo,
  convInfoOf,
  cropImages,
  type PaddedLayout,
  paddedLayoutOf,
  padImages,
} from './rowsOf.ts';
import type { WasmKernel, WasmKernelOverride } from './wasmOps.ts';

/** The convolution of a call, which our kernels take with one filter per channel and without dilation. */
function depthwiseInfoOf(
  shape: readonly number[],
  filterShape: readonly number[],
  attrs: Readonly<Record<string, unknown>>,
): ConvInfo {
  const info = convInfoOf(shape, filterShape, attrs, true);
  if (info.outChannels !== info.inChannels) throw new Error('no gradient of several filters per channel');
  if (info.dilationHeight * info.dilationWidth !== 1) throw new Error('no gradient of a dilated convolution');
  return info;
}

/** Channels that a unit of the filter gradient covers, as in `assembly/depthwise.ts`. */
const UNIT_CHANNELS = 16;

/** Parameters 3 … 12 of both jobs (see `assembly/depthwise.ts`). */
const parametersOf = (info: ConvInfo, { height, width }: PaddedLayout) => [
  info.batchSize,
  height,
  width,
  info.inChannels,
  info.outHeight,
  info.outWidth,
  info.filterHeight,
  info.filterWidth,
  info.strideHeight,
  info.strideWidth,
];

/**
 * Depthwise convolution with bias and ReLU. The shipped one is wrong for some kernels that are not square (1×3, stride 2,
 * same padding); it still takes what ours does not: several filters per channel, dilation, other activations.
 */
function createDepthwiseConv2d(kernels: KernelModule, shipped: WasmKernel): WasmKernel {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const x = inputs.x!;
    const filter = inputs.filter!;
    const info = convInfoOf(x.shape, filter.shape, attrs, true);
    const activation = attrs.activation ?? 'linear';
    const known = activation === 'linear' || activation === 'relu';
    if (!known || info.outChannels !== info.inChannels || info.dilationHeight * info.dilationWidth !== 1) {
      return shipped(call);
    }
    const layout = paddedLayoutOf(info, info.inChannels);
    const y = backend.makeOutput(info.outShape, 'float32');
    const scratch = new Scratch(kernels);
    try {
      const from = kernels.addressOf(x);
      kernels.run('depthwiseForward', info.batchSize * info.outHeight, [
        layout.bare ? from : padImages(kernels, scratch, from, info, info.inChannels, layout),
        kernels.addressOf(y),
        kernels.addressOf(filter),
        ...parametersOf(info, layout),
        addressOrZero(kernels, inputs.bias),
        activation === 'relu' ? 1 : 0,
      ]);
    } finally {
      scratch.free();
    }
    return y;
  };
}

function createFilterGradient(kernels: KernelModule): WasmKernel {
  return ({ inputs, attrs, backend }) => {
    const x = inputs.x!;
    const filterShape = attrs.filterShape as number[];
    const info = depthwiseInfoOf(x.shape, filterShape, attrs);
    const layout = paddedLayoutOf(info, info.inChannels);
    const gradient = backend.makeOutput(filterShape, 'float32');
    const scratch = new Scratch(kernels);
    try {
      const from = kernels.addressOf(x);
      const padded = layout.bare ? from : padImages(kernels, scratch, from, info, info.inChannels, layout);
      kernels.run('depthwiseFilterGradient', Math.ceil(info.inChannels / UNIT_CHANNELS), [
        padded,
        kernels.addressOf(inputs.dy!),
        kernels.addressOf(gradient),
        ...parametersOf(info, layout),
      ]);
    } finally {
      scratch.free();
    }
    return gradient;
  };
}

function createInputGradient(kernels: KernelModule): WasmKernel {
  return ({ inputs, attrs, backend }) => {
    const filter = inputs.filter!;
    const inputShape = attrs.inputShape as number[];
    const info = depthwiseInfoOf(inputShape, filter.shape, attrs);
    const layout = paddedLayoutOf(info, info.inChannels);
    const dx = backend.makeOutput(inputShape, 'float32');
    const scratch = new Scratch(kernels);
    try {
      const to = kernels.addressOf(dx);
      const padded = layout.bare ? to : scratch.take(info.batchSize * layout.imageBytes);
      clear(kernels, padded, info.batchSize, layout.imageBytes);
      kernels.run('depthwiseInputGradient', info.batchSize, [
        padded,
        kernels.addressOf(inputs.dy!),
        kernels.addressOf(filter),
        ...parametersOf(info, layout),
      ]);
      if (!layout.bare) cropImages(kernels, padded, to, info, info.inChannels, layout);
    } finally {
      scratch.free();
    }
    return dx;
  };
}

/** Depthwise convolution and its gradients; the shipped backend lacks the latter. */
export const depthwiseOverrides = (kernels: KernelModule): readonly WasmKernelOverride[] => [
  {
    kernelName: 'FusedDepthwiseConv2D',
    create: (shipped) => createDepthwiseConv2d(kernels, shipped!),
  },
  { kernelName: 'DepthwiseConv2dNativeBackpropFilter', create: () => createFilterGradient(kernels) },
  { kernelName: 'DepthwiseConv2dNativeBackpropInput', create: () => createInputGradient(kernels) },
];
