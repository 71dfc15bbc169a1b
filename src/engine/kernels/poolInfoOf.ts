import { backend_util } from '@tensorflow/tfjs-core';

export type PoolInfo = ReturnType<typeof backend_util.computePool2DInfo>;
type PoolArguments = Parameters<typeof backend_util.computePool2DInfo>;

/** What a kernel call says of a pooling of maps of that shape. */
export function poolInfoOf(shape: readonly number[], attrs: Readonly<Record<string, unknown>>): PoolInfo {
  return backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    attrs.filterSize as PoolArguments[1],
    attrs.strides as PoolArguments[2],
    1,
    attrs.pad as PoolArguments[4],
    attrs.dimRoundingMode as PoolArguments[5],
  );
}

/** Parameters of both jobs that undo a pooling, from the height of the map on (see `assembly/maxPool.ts`). */
export function poolParametersOf(info: PoolInfo): readonly number[] {
  return [
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outHeight,
    info.outWidth,
    info.effectiveFilterHeight,
    info.effectiveFilterWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
  ];
}
