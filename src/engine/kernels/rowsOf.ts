import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelModule, Scratch } from './kernelModule.ts';

export type ConvInfo = ReturnType<typeof backend_util.computeConv2DInfo>;
type ConvStrides = Parameters<typeof backend_util.computeConv2DInfo>[2];
type ConvPadding = Parameters<typeof backend_util.computeConv2DInfo>[4];
type Rounding = 'floor' | 'round' | 'ceil' | undefined;

/** What a kernel call says of a convolution of images of that shape. */
export function convInfoOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: Readonly<Record<string, unknown>>,
  depthwise = false,
): ConvInfo {
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides as ConvStrides,
    (attrs.dilations ?? 1) as ConvStrides,
    attrs.pad as ConvPadding,
    attrs.dimRoundingMode as Rounding,
    depthwise,
  );
}

/** Images with the border that the windows reach into, in bytes. */
export interface PaddedLayout {
  readonly height: number;
  readonly width: number;
  readonly lineBytes: number;
  readonly imageBytes: number;
  /** From the start of a padded image to the first value that is not border. */
  readonly cornerBytes: number;
  /** True where the images as they are need no border. */
  readonly bare: boolean;
}

export function paddedLayoutOf(info: ConvInfo, channels: number): PaddedLayout {
  const height = (info.outHeight - 1) * info.strideHeight + info.filterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.filterWidth;
  return layoutAround({ ...info, ...info.padInfo }, height, width, channels);
}

/** The layout of images with `top` lines and `left` pixels before them, of which `readHeight` × `readWidth` is read. */
export function layoutAround(
  { inHeight, inWidth, top, left }: Readonly<Record<'inHeight' | 'inWidth' | 'top' | 'left', number>>,
  readHeight: number,
  readWidth: number,
  channels: number,
): PaddedLayout {
  const height = Math.max(inHeight + top, readHeight);
  const width = Math.max(inWidth + left, readWidth);
  const lineBytes = 4 * width * channels;
  return {
    height,
    width,
    lineBytes,
    imageBytes: height * lineBytes,
    cornerBytes: top * lineBytes + 4 * left * channels,
    bare: height === inHeight && width === inWidth,
  };
}

/** Bytes that a kernel may read behind the last row. */
export const SLACK_BYTES = 16;

/** Copies images into a scratch with border and slack; gives its address. */
export function padImages(
  kernels: KernelModule,
  scratch: Scratch,
  from: number,
  info: Pick<ConvInfo, 'batchSize' | 'inHeight' | 'inWidth'>,
  channels: number,
  layout: PaddedLayout,
): number {
  const to = scratch.take(info.batchSize * layout.imageBytes + SLACK_BYTES);
  const lineBytes = 4 * info.inWidth * channels;
  kernels.run('copyImages', info.batchSize, [
    from,
    to,
    info.inHeight,
    lineBytes,
    lineBytes,
    info.inHeight * lineBytes,
    layout.lineBytes,
    layout.imageBytes,
    0,
    layout.cornerBytes,
    layout.imageBytes,
  ]);
  return to;
}

/** Cuts the border off images in a scratch. */
export function cropImages(
  kernels: KernelModule,
  from: number,
  to: number,
  info: ConvInfo,
  channels: number,
  layout: PaddedLayout,
): void {
  const lineBytes = 4 * info.inWidth * channels;
  kernels.run('copyImages', info.batchSize, [
    from,
    to,
    info.inHeight,
    lineBytes,
    layout.lineBytes,
    layout.imageBytes,
    lineBytes,
    info.inHeight * lineBytes,
    layout.cornerBytes,
    0,
    0,
  ]);
}

/** The parameters of rows with the table of their offsets (see `assembly/rows.ts`). */
function withOffsets(
  kernels: KernelModule,
  scratch: Scratch,
  positions: number,
  rows: readonly number[],
): readonly number[] {
  const parameters = [...rows, scratch.take(4 * positions)];
  kernels.run('fillOffsets', 1, parameters);
  return parameters;
}

/** The eleven parameters of patches of padded images at `address`. */
export function patchRows(
  kernels: KernelModule,
  scratch: Scratch,
  address: number,
  info: ConvInfo,
  layout: PaddedLayout,
): readonly number[] {
  const pixelBytes = 4 * info.inChannels;
  return withOffsets(kernels, scratch, info.outHeight * info.outWidth, [
    address,
    info.batchSize,
    layout.imageBytes,
    info.outHeight,
    info.outWidth,
    info.strideHeight * layout.lineBytes,
    info.strideWidth * pixelBytes,
    info.filterHeight,
    info.filterWidth * info.inChannels,
    layout.lineBytes,
  ]);
}

/** The eleven parameters of the rows of a matrix `[rows, columns]`. */
export function matrixRows(
  kernels: KernelModule,
  scratch: Scratch,
  address: number,
  rows: number,
  columns: number,
): readonly number[] {
  const rowBytes = 4 * columns;
  return withOffsets(kernels, scratch, rows, [address, 1, 0, 1, rows, 0, rowBytes, 1, columns, rowBytes]);
}

/** Units of a `forward` job. */
export function countForwardUnits(images: number, positions: number, columns: number): number {
  return images * Math.ceil(positions / 64) * Math.ceil(Math.ceil(columns / 8) / 8);
}

/** Address of a tensor, 0 for none. */
export function addressOrZero(kernels: KernelModule, tensor: TensorInfo | undefined | null): number {
  return tensor ? kernels.addressOf(tensor) : 0;
}
