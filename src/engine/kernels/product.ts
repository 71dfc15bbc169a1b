import type { KernelModule, Scratch } from './kernelModule.ts';
import { countForwardUnits } from './rowsOf.ts';

/** The left side of a product: rows as `patchRows` or `matrixRows` give them. */
export interface ProductRows {
  readonly rows: readonly number[];
  readonly images: number;
  /** Rows of one image. */
  readonly positions: number;
  /** Values of one row. */
  readonly depth: number;
}

/** The right side of a product, in the heap: a matrix `[depth, columns]` with any strides. */
export interface ProductColumns {
  readonly address: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
  readonly columns: number;
  /** Address of what is added to every row, 0 for nothing. */
  readonly bias: number;
}

/** Bytes of a matrix `[depth, columns]` as panels. */
function panelBytes(depth: number, columns: number): number {
  return Math.ceil(columns / 8) * (depth + 1) * 32;
}

/** Lays a matrix out as panels in `to`. */
function packPanels(kernels: KernelModule, matrix: ProductColumns, depth: number, to: number): void {
  const { address, rowBytes, columnBytes, columns, bias } = matrix;
  kernels.run('packPanels', Math.ceil(columns / 8), [
    address,
    rowBytes,
    columnBytes,
    depth,
    columns,
    bias,
    to,
  ]);
}

/** y = act(rows · columns + bias) at `to`. */
export function multiply(
  kernels: KernelModule,
  scratch: Scratch,
  { rows, images, positions, depth }: ProductRows,
  matrix: ProductColumns,
  to: number,
  relu: boolean,
): void {
  const panels = scratch.take(panelBytes(depth, matrix.columns));
  packPanels(kernels, matrix, depth, panels);
  const units = countForwardUnits(images, positions, matrix.columns);
  kernels.run('forward', units, [...rows, panels, to, matrix.columns, relu ? 1 : 0]);
}

/** The panels of the transposed filter that `inputGradient` reads: for each run those of `[columns, runLength]`. */
export function packTransposedRuns(
  kernels: KernelModule,
  scratch: Scratch,
  filter: number,
  runs: number,
  runLength: number,
  columns: number,
): number {
  const last = runLength % 8;
  const narrowed = last > 0 && last <= 4 ? (columns + 1) * 16 : 0;
  const runBytes = panelBytes(columns, runLength) - narrowed;
  const panels = scratch.take(runs * runBytes);
  for (let run = 0; run < runs; run++) {
    const matrix = {
      address: filter + 4 * run * runLength * columns,
      rowBytes: 4,
      columnBytes: 4 * columns,
      columns: runLength,
      bias: 0,
    };
    packPanels(kernels, matrix, columns, panels + run * runBytes);
  }
  return panels;
}

/** Tiles of four row entries that a unit of `filterGradient` takes at most. */
const UNIT_TILES = 8;

/** dB = rowsᵀ · dy at `to`, with dy `[images · positions, columns]`; rows shorter than four must have slack behind. */
export function multiplyTransposed(
  kernels: KernelModule,
  scratch: Scratch,
  { rows, images, positions }: ProductRows,
  runs: number,
  runLength: number,
  dy: number,
  columns: number,
  to: number,
): void {
  const stride = Math.ceil(columns / 4) * 4;
  const from = stride === columns ? dy : widen(kernels, scratch, dy, images * positions, columns, stride);
  const tiles = runs * Math.ceil(runLength / 4);
  const sums = scratch.take(tiles * Math.ceil(stride / 8) * 128);
  // Units of the same size, two at least: a few tiles would otherwise be the work of one thread alone.
  const unitTiles = Math.ceil(tiles / Math.max(2, Math.ceil(tiles / UNIT_TILES)));
  kernels.run('filterGradient', Math.ceil(tiles / unitTiles), [
    ...rows,
    from,
    stride,
    to,
    columns,
    sums,
    unitTiles,
  ]);
}

/** A copy of a matrix whose rows are `stride` values apart. */
function widen(
  kernels: KernelModule,
  scratch: Scratch,
  from: number,
  rows: number,
  columns: number,
  stride: number,
): number {
  const to = scratch.take(4 * rows * stride);
  const blockRows = 1024;
  kernels.run('undoActivation', Math.ceil(rows / blockRows), [
    from,
    0,
    to,
    rows,
    columns,
    stride,
    0,
    blockRows,
  ]);
  return to;
}
