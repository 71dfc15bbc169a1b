import type { KernelModule, Scratch } from './kernelModule.ts';
import { type ConvInfo, type PaddedLayout, padImages } from './rowsOf.ts';

const UNIT_TILES = 32;
const PLACES = 16;

/** True where a convolution is computed by Winograd's way: 3×3, stride 1, and enough channels that it pays. */
export function isWinograd(info: ConvInfo): boolean {
  return (
    info.filterHeight === 3 &&
    info.filterWidth === 3 &&
    info.strideHeight * info.strideWidth === 1 &&
    info.dilationHeight * info.dilationWidth === 1 &&
    info.inChannels >= 8 &&
    info.outChannels >= 8
  );
}

/** Filters `[3, 3, depth, columns]` in the heap. */
export interface Filters {
  /** Of the first tap. */
  readonly address: number;
  readonly tapBytes: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
  readonly depth: number;
  readonly columns: number;
  /** Address of the bias, 0 for none. */
  readonly bias: number;
}

/** Images that a convolution reads and writes, and the border before the first of them. */
export interface Sides
  extends Pick<ConvInfo, 'batchSize' | 'inHeight' | 'inWidth' | 'outHeight' | 'outWidth'> {
  readonly top: number;
  readonly left: number;
}

function layoutOf(
  { inHeight, inWidth, outHeight, outWidth, top, left }: Sides,
  channels: number,
): PaddedLayout {
  const height = Math.max(inHeight + top, 2 * Math.ceil(outHeight / 2) + 2);
  const width = Math.max(inWidth + left, 2 * Math.ceil(outWidth / 2) + 2);
  const lineBytes = 4 * width * channels;
  return {
    height,
    width,
    lineBytes,
    imageBytes: height * lineBytes,
    cornerBytes: top * lineBytes + 4 * left * channels,
    bare: height === inHeight && width === inWidth && channels % 4 === 0,
  };
}

/** The first seven parameters of the jobs: images with their border, and the sides of y. */
function imagesOf(
  kernels: KernelModule,
  scratch: Scratch,
  x: number,
  sides: Sides,
  depth: number,
): readonly number[] {
  const layout = layoutOf(sides, depth);
  const padded = layout.bare ? x : padImages(kernels, scratch, x, sides, depth, layout);
  const { batchSize, outHeight, outWidth } = sides;
  return [padded, layout.imageBytes, layout.lineBytes, depth, batchSize, outHeight, outWidth];
}

/** y = act(x ∗ filters + bias) at `to`. */
export function convolveWinograd(
  kernels: KernelModule,
  scratch: Scratch,
  x: number,
  filters: Filters,
  sides: Sides,
  to: number,
  relu: boolean,
): void {
  const { depth, columns } = filters;
  const panelCount = Math.ceil(columns / 8);
  const panels = scratch.take(panelCount * PLACES * (1 + depth) * 32);
  kernels.run('winogradFilters', panelCount, [
    filters.address,
    filters.tapBytes,
    filters.rowBytes,
    filters.columnBytes,
    depth,
    columns,
    filters.bias,
    panels,
  ]);
  const images = imagesOf(kernels, scratch, x, sides, depth);
  const spareBytes = PLACES * (4 * UNIT_TILES * (Math.ceil(depth / 4) * 4 + 8) + 128);
  const tiles = sides.batchSize * Math.ceil(sides.outHeight / 2) * Math.ceil(sides.outWidth / 2);
  kernels.run('winogradForward', Math.ceil(tiles / UNIT_TILES), [
    ...images,
    panels,
    to,
    columns,
    relu ? 1 : 0,
    scratch.take(kernels.threads * spareBytes),
    spareBytes,
  ]);
}

const GROUP_COLUMNS = 32;
const BLOCK_TILES = 64;

/** dg at `to`: the gradient of filters `[3, 3, depth, columns]`. */
export function computeWinogradFilterGradient(
  kernels: KernelModule,
  scratch: Scratch,
  x: number,
  sides: Sides,
  depth: number,
  dy: number,
  columns: number,
  to: number,
): void {
  const evenDepth = Math.ceil(depth / 4) * 4;
  const units = 4 * Math.ceil(columns / GROUP_COLUMNS);
  const sums = scratch.take(units * 4 * 4 * evenDepth * GROUP_COLUMNS);
  const spareBytes = 4 * (4 * BLOCK_TILES * (evenDepth + GROUP_COLUMNS) + 128);
  kernels.run('winogradFilterSums', units, [
    ...imagesOf(kernels, scratch, x, sides, depth),
    dy,
    columns,
    sums,
    scratch.take(kernels.threads * spareBytes),
    spareBytes,
  ]);
  kernels.run('winogradFilterGradient', depth, [sums, depth, columns, to]);
}
