import type { KernelModule, Scratch } from './kernelModule.ts';
import { type ConvInfo, paddedLayoutOf, padImages, patchRows } from './rowsOf.ts';

/**
 * How the input of a layer is laid out for sparse arithmetic: in blocks `[blocks, depth, width]`, where one value of the
 * weights is multiplied with `width` neighbours at a time.
 *
 * - `images`: the same value of several images side by side, border included; every output position reads the block
 *   from an offset of its own. Nothing is copied twice.
 * - `patches`: the patches of all output positions, one beside the other; a value is copied for every patch it is in.
 * - `vector`: one image of a dense layer, as it is.
 */
export interface LanePlan {
  readonly kind: 'images' | 'patches' | 'vector';
  /** 16, 4 or, for a vector, 1. */
  readonly width: number;
  /** Lanes that hold something: images or patches. */
  readonly lanes: number;
  readonly blocks: number;
  /** Values of one lane. */
  readonly depth: number;
}

/** As many images fill lanes better than patches do. */
const LEAST_IMAGES = 16;

/** The plan of a convolution, or of a dense layer as one of `[images, 1, 1, in]`. */
export function planLanes(info: ConvInfo): LanePlan {
  const { batchSize, outHeight, outWidth, inChannels, filterHeight, filterWidth } = info;
  const positions = outHeight * outWidth;
  const isVector = positions === 1 && info.inHeight * info.inWidth === 1;
  if (isVector && batchSize === 1) {
    return { kind: 'vector', width: 1, lanes: 1, blocks: 1, depth: inChannels };
  }
  const kind = isVector || batchSize >= LEAST_IMAGES ? 'images' : 'patches';
  const lanes = kind === 'images' ? batchSize : batchSize * positions;
  // Blocks of 32 lanes measured a tenth slower.
  const width = lanes > 4 ? 16 : 4;
  const layout = paddedLayoutOf(info, inChannels);
  const depth = kind === 'images' ? layout.imageBytes / 4 : filterHeight * filterWidth * inChannels;
  return { kind, width, lanes, blocks: Math.ceil(lanes / width), depth };
}

/** Where in a lane each of the weights `[kernelH, kernelW, in]` of an output finds what it is multiplied with. */
export function listLaneColumns(info: ConvInfo, { kind }: LanePlan): Int32Array {
  const runLength = info.filterWidth * info.inChannels;
  const runStep = kind === 'images' ? paddedLayoutOf(info, info.inChannels).lineBytes / 4 : runLength;
  return Int32Array.from(
    { length: info.filterHeight * runLength },
    (_, at) => Math.floor(at / runLength) * runStep + (at % runLength),
  );
}

/** Lays images at `from` out at `to`, `[blocks, depth, width]`, as a plan says that is none of a vector. */
export function layLanes(
  kernels: KernelModule,
  scratch: Scratch,
  from: number,
  info: ConvInfo,
  { kind, blocks, width, lanes }: LanePlan,
  to: number,
): void {
  const layout = paddedLayoutOf(info, info.inChannels);
  const padded = layout.bare ? from : padImages(kernels, scratch, from, info, info.inChannels, layout);
  const rows =
    kind === 'patches'
      ? patchRows(kernels, scratch, padded, info, layout)
      : wholeImages(kernels, scratch, padded, info.batchSize, layout);
  const runs = rows[7]!;
  kernels.run('layLanes', blocks * runs, [...rows, to, width, lanes]);
}

/** The eleven parameters of images of which each is one row, a line a run. */
function wholeImages(
  kernels: KernelModule,
  scratch: Scratch,
  address: number,
  images: number,
  { height, lineBytes, imageBytes }: ReturnType<typeof paddedLayoutOf>,
): readonly number[] {
  const rows = [address, images, imageBytes, 1, 1, 0, 0, height, lineBytes / 4, lineBytes, scratch.take(4)];
  kernels.run('fillOffsets', 1, rows);
  return rows;
}
