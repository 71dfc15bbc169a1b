import { address, int } from './job.ts';
import { multiply4, multiply8 } from './product.ts';

/**
 * Tiles of the outputs of a convolution, counted through all images, as `winogradForward` and `roughForward` take them:
 * jobs with parameters 0 x with its border, 1 bytes of an image, 2 bytes of a line, 3 channels, 4 images, 5 height and
 * 6 width of y, 8 y, 9 columns.
 */
export const UNIT_TILES = 32;
/** Outputs of a tile a side. */
export const SIDE = 2;
/** Places lie this much further apart than they need, so that they do not meet in the cache. */
export const APART: usize = 64;
/** Bytes from one place of the products of eight columns to the next. */
export const PRODUCT_BYTES: usize = (UNIT_TILES << 5) + APART;
/** Bytes of the table of a unit's tiles. */
export const TABLE_BYTES: usize = UNIT_TILES << 4;

/** Bytes of a panel `[places, 1 + depth, 8]` of transformed filters. */
export function panelBytes(places: i32, depth: i32): usize {
  return (<usize>(places * (1 + depth))) << 5;
}

/**
 * Makes the table of the tiles of a unit: of each the address of its inputs, that of its outputs, and how
 * many lines and pixels of it lie inside y. Gives the number of tiles.
 */
export function placeTiles(job: usize, unit: i32, table: usize): i32 {
  const height = int(job, 5);
  const width = int(job, 6);
  const across = (width + SIDE - 1) / SIDE;
  const ofImage = across * ((height + SIDE - 1) / SIDE);
  const first = unit * UNIT_TILES;
  const tiles = min(UNIT_TILES, int(job, 4) * ofImage - first);
  const lineBytes = address(job, 2);
  const pixelBytes = (<usize>int(job, 3)) << 2;
  const outputBytes = (<usize>int(job, 9)) << 2;
  for (let tile = first; tile < first + tiles; tile++) {
    const image = tile / ofImage;
    const inImage = tile - image * ofImage;
    const down = inImage / across;
    const line = down * SIDE;
    const pixel = (inImage - down * across) * SIDE;
    const x = address(job, 0) + <usize>image * address(job, 1) + <usize>line * lineBytes + <usize>pixel * pixelBytes;
    const y = address(job, 8) + <usize>((image * height + line) * width + pixel) * outputBytes;
    store<u32>(table, <u32>x);
    store<u32>(table, <u32>y, 4);
    store<i32>(table, min(SIDE, height - line), 8);
    store<i32>(table, min(SIDE, width - pixel), 12);
    table += 16;
  }
  return tiles;
}

/**
 * Products of the transformed inputs `[places, 32, depthBytes]` of tiles with a panel of up to eight filters, place by
 * place: `[places, 32, 8]`. Places lie `placeBytes` and `PRODUCT_BYTES` apart.
 */
export function multiplyPlaces(
  places: i32,
  tiles: i32,
  inputs: usize,
  placeBytes: usize,
  depth: i32,
  depthBytes: usize,
  panel: usize,
  width: i32,
  products: usize,
): void {
  const filterBytes = (<usize>(1 + depth)) << (width > 4 ? 5 : 4);
  const last = tiles - 1;
  for (let place = 0; place < places; place++) {
    for (let tile = 0; tile < tiles; tile += 4) {
      const a0 = inputs + <usize>tile * depthBytes;
      const a1 = inputs + <usize>min(last, tile + 1) * depthBytes;
      const a2 = inputs + <usize>min(last, tile + 2) * depthBytes;
      const a3 = inputs + <usize>min(last, tile + 3) * depthBytes;
      const product = products + ((<usize>tile) << 5);
      if (width > 4) multiply8(a0, a1, a2, a3, 1, depth, 0, panel, product);
      else multiply4(a0, a1, a2, a3, 1, depth, 0, panel, product);
    }
    inputs += placeBytes;
    products += PRODUCT_BYTES;
    panel += filterBytes;
  }
}

/** Address of the inputs of a tile of the table. */
export function inputsOf(table: usize, tile: i32): usize {
  return <usize>load<u32>(table + ((<usize>tile) << 4));
}
/** Address of the outputs of a tile of the table. */
export function outputsOf(table: usize, tile: i32): usize {
  return <usize>load<u32>(table + ((<usize>tile) << 4), 4);
}
/** Lines of a tile of the table that lie inside y. */
export function linesOf(table: usize, tile: i32): i32 {
  return load<i32>(table + ((<usize>tile) << 4), 8);
}
/** Pixels of a line of a tile of the table that lie inside y. */
export function pixelsOf(table: usize, tile: i32): i32 {
  return load<i32>(table + ((<usize>tile) << 4), 12);
}
