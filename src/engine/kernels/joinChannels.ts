import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { KernelModule } from './kernelModule.ts';
import type { WasmKernel, WasmKernelOverride } from './wasmOps.ts';

/** Copies `channels` of the channels of every place of one tensor to those of another; counted in values. */
function copyChannels(
  kernels: KernelModule,
  [from, fromChannels, fromStart]: readonly [TensorInfo, number, number],
  [to, toChannels, toStart]: readonly [TensorInfo, number, number],
  channels: number,
): void {
  const images = from.shape[0]!;
  const places = util.sizeFromShape(from.shape.slice(1, -1));
  kernels.run('copyImages', images, [
    kernels.addressOf(from),
    kernels.addressOf(to),
    places,
    4 * channels,
    4 * fromChannels,
    4 * fromChannels * places,
    4 * toChannels,
    4 * toChannels * places,
    4 * fromStart,
    4 * toStart,
    0,
  ]);
}

const isFloat = ({ dtype }: TensorInfo) => dtype === 'float32';
const isEmpty = ({ shape }: TensorInfo) => shape.includes(0);

/** Tensors put side by side along their channels, the last axis; others go to the shipped kernel, which copies place by place from outside. */
function createConcat(kernels: KernelModule, shipped: WasmKernel): WasmKernel {
  return (call) => {
    const parts = Object.values(call.inputs);
    const { shape } = parts[0]!;
    const [axis] = util.parseAxisParam(call.attrs.axis as number, shape);
    if (shape.length < 2 || axis !== shape.length - 1 || !parts.every(isFloat) || parts.some(isEmpty)) {
      return shipped(call);
    }
    const channelsOf = (part: TensorInfo) => part.shape.at(-1)!;
    const channels = parts.reduce((sum, part) => sum + channelsOf(part), 0);
    const joined = call.backend.makeOutput([...shape.slice(0, -1), channels], 'float32');
    let start = 0;
    for (const part of parts) {
      copyChannels(kernels, [part, channelsOf(part), 0], [joined, channels, start], channelsOf(part));
      start += channelsOf(part);
    }
    return joined;
  };
}

/** Some channels of all places: the way back from `Concat`. Other slices go to the shipped kernel. */
function createSlice(kernels: KernelModule, shipped: WasmKernel): WasmKernel {
  return (call) => {
    const x = call.inputs.x!;
    const begin = call.attrs.begin as number[] | number;
    const size = call.attrs.size as number[] | number;
    if (!Array.isArray(begin) || !Array.isArray(size) || !isFloat(x)) return shipped(call);
    const { shape } = x;
    const last = shape.length - 1;
    const [start, channels] = [begin[last] ?? -1, size[last] ?? -1];
    const wholePlaces = shape.every((length, at) => at === last || (begin[at] === 0 && size[at] === length));
    const within = start >= 0 && channels > 0 && start + channels <= shape[last]!;
    if (shape.length < 2 || !wholePlaces || !within || isEmpty(x)) return shipped(call);
    const part = call.backend.makeOutput([...shape.slice(0, -1), channels], 'float32');
    copyChannels(kernels, [x, shape[last]!, start], [part, channels, 0], channels);
    return part;
  };
}

export const joinChannelsOverrides = (kernels: KernelModule): readonly WasmKernelOverride[] => [
  { kernelName: 'Concat', create: (shipped) => createConcat(kernels, shipped!) },
  { kernelName: 'Slice', create: (shipped) => createSlice(kernels, shipped!) },
];
