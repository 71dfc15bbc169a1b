import type { KernelModule, Scratch } from './kernelModule.ts';
import { type ConvInfo, layoutAround, padImages } from './rowsOf.ts';

/** A way of computing convolutions on tiles, as the job `forward` has it. */
interface Tiling {
  readonly filters: 'winogradFilters' | 'roughFilters';
  readonly forward: 'winogradForward' | 'roughForward';
  /** Taps of a filter a side. */
  readonly taps: number;
  /** Bytes of a thread's scratch besides the transformed tiles. */
  readonly spareBytes: number;
}

/** F(2×2, 3×3), see `assembly/winograd.ts`. */
const FINE = {
  filters: 'winogradFilters',
  forward: 'winogradForward',
  taps: 3,
  spareBytes: 512,
} as const;
/** F(2×2, 5×5), see `assembly/roughWinograd.ts`. */
const ROUGH = {
  filters: 'roughFilters',
  forward: 'roughForward',
  taps: 5,
  spareBytes: 1664,
} as const;
/** Outputs of a tile a side. */
const SIDE = 2;
const UNIT_TILES = 32;
const APART_BYTES = 64;

/** As in `assembly/winogradFilterGradient.ts`. */
const GROUP_COLUMNS = 32;
const BLOCK_TILES = 64;

/**
 * True where a convolution and its gradients go Winograd's way: 3×3, stride 1, and so many channels and outputs that it
 * is quicker (measured: from 8 × 16 channels on, both ways, and not for images of 2 × 2).
 */
export function isWinograd(info: ConvInfo): boolean {
  return isTiled(info, FINE);
}

/** True where a convolution with such a filter may be rounded coarsely when that is allowed. */
export function mayBeRough([height, width]: readonly [number, number], stride: number): boolean {
  return height === ROUGH.taps && width === ROUGH.taps && stride === 1;
}

function isTiled(info: ConvInfo, { taps }: Tiling): boolean {
  const { filterHeight, filterWidth, inChannels, outChannels, padInfo } = info;
  return (
    filterHeight === taps &&
    filterWidth === taps &&
    info.strideHeight * info.strideWidth === 1 &&
    info.dilationHeight * info.dilationWidth === 1 &&
    Math.min(inChannels, outChannels) >= 8 &&
    inChannels * outChannels >= 128 &&
    Math.min(info.outHeight, info.outWidth) >= 4 &&
    Math.max(padInfo.top, padInfo.left) < taps
  );
}

/** A convolution in the heap, `[batch, inHeight, inWidth, depth]` to `[batch, outHeight, outWidth, columns]`. */
interface Convolution
  extends Pick<ConvInfo, 'batchSize' | 'inHeight' | 'inWidth' | 'outHeight' | 'outWidth'> {
  /** Lines and pixels of border before the first image's values. */
  readonly top: number;
  readonly left: number;
  readonly depth: number;
  readonly columns: number;
}

function convolutionOf(info: ConvInfo): Convolution {
  const { padInfo, inChannels, outChannels } = info;
  return { ...info, top: padInfo.top, left: padInfo.left, depth: inChannels, columns: outChannels };
}

/** The first seven parameters of the jobs: images with their border, and the sides of what is computed. */
function imagesOf(
  kernels: KernelModule,
  scratch: Scratch,
  x: number,
  convolution: Convolution,
  tiling: Tiling,
): readonly number[] {
  const { batchSize, outHeight, outWidth, depth } = convolution;
  // Tiles may overhang what is computed.
  const sideOf = (outputs: number) => SIDE * Math.ceil(outputs / SIDE) + tiling.taps - 1;
  const layout = layoutAround(convolution, sideOf(outHeight), sideOf(outWidth), depth);
  // Where the depth is no multiple of four, values behind the last are read.
  const bare = layout.bare && depth % 4 === 0;
  const padded = bare ? x : padImages(kernels, scratch, x, convolution, depth, layout);
  return [padded, layout.imageBytes, layout.lineBytes, depth, batchSize, outHeight, outWidth];
}

const evenDepthOf = ({ depth }: Convolution) => Math.ceil(depth / 4) * 4;

/** `filters` are the first four parameters of the job `winogradFilters`. */
function convolve(
  kernels: KernelModule,
  scratch: Scratch,
  convolution: Convolution,
  tiling: Tiling,
  x: number,
  filters: readonly [tap: number, tapBytes: number, rowBytes: number, columnBytes: number],
  bias: number,
  to: number,
  relu: boolean,
): void {
  const { depth, columns } = convolution;
  const panels = Math.ceil(columns / 8);
  const places = (tiling.taps + SIDE - 1) ** 2;
  const panelsAddress = scratch.take(panels * places * (1 + depth) * 32);
  kernels.run(tiling.filters, panels, [...filters, depth, columns, bias, panelsAddress]);
  const tileBytes = 4 * UNIT_TILES * (evenDepthOf(convolution) + 8);
  const spareBytes = places * (tileBytes + 2 * APART_BYTES) + tiling.spareBytes;
  const { batchSize, outHeight, outWidth } = convolution;
  const tiles = batchSize * Math.ceil(outHeight / SIDE) * Math.ceil(outWidth / SIDE);
  kernels.run(tiling.forward, Math.ceil(tiles / UNIT_TILES), [
    ...imagesOf(kernels, scratch, x, convolution, tiling),
    panelsAddress,
    to,
    columns,
    relu ? 1 : 0,
    scratch.take(kernels.threads * spareBytes),
    spareBytes,
  ]);
}

/** y = act(x ∗ filter + bias) at `to`, addresses, that of the bias 0 for none; false where the plain way is better. */
export function convolveWinograd(
  kernels: KernelModule,
  scratch: Scratch,
  info: ConvInfo,
  { x, filter, bias, to }: Readonly<Record<'x' | 'filter' | 'bias' | 'to', number>>,
  relu: boolean,
  rough: boolean,
): boolean {
  const tiling = [FINE, ...(rough ? [ROUGH] : [])].find((way) => isTiled(info, way));
  if (!tiling) return false;
  const convolution = convolutionOf(info);
  const { depth, columns } = convolution;
  const filters = [filter, 4 * depth * columns, 4 * columns, 4] as const;
  convolve(kernels, scratch, convolution, tiling, x, filters, bias, to, relu);
  return true;
}

/** dx at `to`: dy convolved with the filters turned about. */
export function computeWinogradInputGradient(
  kernels: KernelModule,
  scratch: Scratch,
  info: ConvInfo,
  { dy, filter, to }: Readonly<Record<'dy' | 'filter' | 'to', number>>,
): void {
  const { depth, columns, top, left, ...sides } = convolutionOf(info);
  const back: Convolution = {
    batchSize: sides.batchSize,
    inHeight: sides.outHeight,
    inWidth: sides.outWidth,
    outHeight: sides.inHeight,
    outWidth: sides.inWidth,
    top: 2 - top,
    left: 2 - left,
    depth: columns,
    columns: depth,
  };
  const tapBytes = 4 * depth * columns;
  const filters = [filter + 8 * tapBytes, -tapBytes, 4, 4 * columns] as const;
  convolve(kernels, scratch, back, FINE, dy, filters, 0, to, false);
}

/** dg at `to`: the gradient of filters `[3, 3, depth, columns]`. */
export function computeWinogradFilterGradient(
  kernels: KernelModule,
  scratch: Scratch,
  info: ConvInfo,
  { x, dy, to }: Readonly<Record<'x' | 'dy' | 'to', number>>,
): void {
  const convolution = convolutionOf(info);
  const { depth, columns } = convolution;
  const evenDepth = evenDepthOf(convolution);
  const units = 4 * Math.ceil(columns / GROUP_COLUMNS);
  const sums = scratch.take(units * 4 * 4 * evenDepth * GROUP_COLUMNS);
  const spareBytes = 4 * (4 * BLOCK_TILES * (evenDepth + GROUP_COLUMNS) + 2 * APART_BYTES);
  kernels.run('winogradFilterSums', units, [
    ...imagesOf(kernels, scratch, x, convolution, FINE),
    dy,
    columns,
    sums,
    scratch.take(kernels.threads * spareBytes),
    spareBytes,
  ]);
  kernels.run('winogradFilterGradient', depth, [sums, depth, columns, to]);
}
