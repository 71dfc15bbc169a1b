import { address, int } from './job.ts';
import { loadLanes, storeLanes } from './partial.ts';
import {
  APART,
  inputsOf,
  linesOf,
  multiplyPlaces,
  outputsOf,
  PRODUCT_BYTES,
  panelBytes,
  pixelsOf,
  placeTiles,
  TABLE_BYTES,
  UNIT_TILES,
} from './tiles.ts';
import { dropBelow, LEAST_WEIGHT } from './subnormals.ts';

/**
 * 3×3 convolutions with stride 1 by Winograd's F(2×2, 3×3) (Lavin & Gray 2016, arXiv 1509.09308, §4): 16 products
 * for four outputs instead of 36.
 *
 *     Y = Aᵀ [ (G g Gᵀ) ⊙ (Bᵀ d B) ] A
 *
 * A tile is 2×2 outputs `Y` and the 4×4 inputs `d` that they read. Of each of the 16 places of a transformed tile, the
 * products of all channels with all filters are those of a matrix. Tiles are counted through all images, and a unit of
 * work takes up to 32 of them: neither the batch nor the threads change a sum.
 */
const PLACES = 16;

/**
 * G g Gᵀ of filters `[3, 3, depth, columns]` as panels `[16, 1 + depth, 8]` (the last one four wide where four columns
 * or fewer are left), values below 2⁻¹⁰⁰ 0, led by a row of zeros, but by the bias at place (1, 1), which comes into all
 * four outputs once.
 *
 * Parameters: 0 first tap, 1 bytes from one tap to the next, 2 bytes from one row to the next, 3 bytes from one column
 * to the next, 4 depth, 5 columns, 6 bias (0 for none), 7 panels. Units: panels.
 */
export function winogradFilters(job: usize, unit: i32): void {
  const tapBytes = address(job, 1);
  const columnBytes = address(job, 3);
  const depth = int(job, 4);
  const first = unit << 3;
  const count = min(8, int(job, 5) - first);
  const shift: usize = count > 4 ? 5 : 4;
  const bias = address(job, 6);
  const panel = address(job, 7) + <usize>unit * panelBytes(PLACES, depth);
  const placeBytes = (<usize>(1 + depth)) << shift;
  for (let half = 0; half < count; half += 4) {
    const lanes = min(4, count - half);
    const to = panel + ((<usize>half) << 2);
    for (let place = 0; place < PLACES; place++) v128.store(to + <usize>place * placeBytes, f32x4.splat(0));
    if (bias != 0) v128.store(to + 5 * placeBytes, loadLanes(bias + ((<usize>(first + half)) << 2), 4, lanes));
    const filters = address(job, 0) + <usize>(first + half) * columnBytes;
    for (let row = 0; row < depth; row++) {
      const from = filters + <usize>row * address(job, 2);
      for (let line = 0; line < 4; line++) {
        const g0 = mixTaps(line, from, 3 * tapBytes, columnBytes, lanes);
        const g1 = mixTaps(line, from + tapBytes, 3 * tapBytes, columnBytes, lanes);
        const g2 = mixTaps(line, from + 2 * tapBytes, 3 * tapBytes, columnBytes, lanes);
        const place = to + ((<usize>(1 + row)) << shift) + <usize>(line << 2) * placeBytes;
        v128.store(place, dropBelow(g0, LEAST_WEIGHT));
        v128.store(place + placeBytes, dropBelow(halfOf(f32x4.add(f32x4.add(g0, g2), g1)), LEAST_WEIGHT));
        v128.store(place + 2 * placeBytes, dropBelow(halfOf(f32x4.sub(f32x4.add(g0, g2), g1)), LEAST_WEIGHT));
        v128.store(place + 3 * placeBytes, dropBelow(g2, LEAST_WEIGHT));
      }
    }
  }
}

/** Row `line` of G times three taps of up to four columns. */
function mixTaps(line: i32, from: usize, step: usize, columnBytes: usize, lanes: i32): v128 {
  if (line == 3) return loadLanes(from + 2 * step, columnBytes, lanes);
  const g0 = loadLanes(from, columnBytes, lanes);
  if (line == 0) return g0;
  const g1 = loadLanes(from + step, columnBytes, lanes);
  const outer = f32x4.add(g0, loadLanes(from + 2 * step, columnBytes, lanes));
  return halfOf(line == 1 ? f32x4.add(outer, g1) : f32x4.sub(outer, g1));
}

function halfOf(values: v128): v128 {
  return f32x4.mul(values, f32x4.splat(0.5));
}

/**
 * Row `row` of Bᵀ d B for four channels or more of a tile: four vectors of `to`, `placeBytes` apart.
 * `depthBytes` is a multiple of 16; values of the next pixel may be among the last.
 */
export function transformInput(row: i32, d: usize, lineBytes: usize, pixelBytes: usize, depthBytes: usize, to: usize, placeBytes: usize): void {
  // Bᵀ: d0 − d2, d1 + d2, d2 − d1, d1 − d3.
  const first = d + (row == 0 ? 0 : row == 2 ? 2 : 1) * lineBytes;
  const second = d + (row == 2 ? 1 : row == 3 ? 3 : 2) * lineBytes;
  const sign = i32x4.splat(row == 1 ? 0 : <i32>0x80000000);
  for (let at: usize = 0; at < depthBytes; at += 16) {
    let a = first + at;
    let b = second + at;
    const r0 = f32x4.add(v128.load(a), v128.xor(v128.load(b), sign));
    a += pixelBytes;
    b += pixelBytes;
    const r1 = f32x4.add(v128.load(a), v128.xor(v128.load(b), sign));
    a += pixelBytes;
    b += pixelBytes;
    const r2 = f32x4.add(v128.load(a), v128.xor(v128.load(b), sign));
    a += pixelBytes;
    b += pixelBytes;
    const r3 = f32x4.add(v128.load(a), v128.xor(v128.load(b), sign));
    let place = to + at;
    v128.store(place, f32x4.sub(r0, r2));
    place += placeBytes;
    v128.store(place, f32x4.add(r1, r2));
    place += placeBytes;
    v128.store(place, f32x4.sub(r2, r1));
    place += placeBytes;
    v128.store(place, f32x4.sub(r1, r3));
  }
}

/**
 * y = act(x ∗ filters + bias), `[images, height, width, columns]`.
 *
 * Parameters: 0 x, with a border, 1 bytes of an image, 2 bytes of a line, 3 channels, 4 images, 5 height and 6 width of
 * y, 7 panels (see `winogradFilters`), 8 y, 9 columns, 10 one where ReLU follows, 11 scratch, 12 bytes of a thread's
 * scratch: the table of tiles, `[16, 32, channels rounded up to 4]` and `[16, 32, 8]` floats, 64 bytes behind each place. x needs room for tiles that overhang y, and
 * 12 bytes behind. Units: 32 tiles each.
 */
export function winogradForward(job: usize, unit: i32, thread: i32): void {
  const depth = int(job, 3);
  const columns = int(job, 9);
  const depthBytes = (<usize>((depth + 3) & ~3)) << 2;
  const table = address(job, 11) + <usize>thread * address(job, 12);
  const transformed = table + TABLE_BYTES;
  const placeBytes = <usize>UNIT_TILES * depthBytes + APART;
  const products = transformed + <usize>PLACES * placeBytes;
  const tiles = placeTiles(job, unit, table);

  for (let tile = 0; tile < tiles; tile++) {
    const d = inputsOf(table, tile);
    let to = transformed + <usize>tile * depthBytes;
    for (let row = 0; row < 4; row++) {
      transformInput(row, d, address(job, 2), (<usize>depth) << 2, depthBytes, to, placeBytes);
      to += 4 * placeBytes;
    }
  }

  for (let column = 0; column < columns; column += 8) {
    const width = min(8, columns - column);
    const panel = address(job, 7) + <usize>(column >> 3) * panelBytes(PLACES, depth);
    multiplyPlaces(PLACES, tiles, transformed, placeBytes, depth, depthBytes, panel, width, products);
    for (let tile = 0; tile < tiles; tile++) {
      const y = outputsOf(table, tile) + ((<usize>column) << 2);
      const from = products + ((<usize>tile) << 5);
      storeOutput(job, from, width, y, linesOf(table, tile) > 1, pixelsOf(table, tile) > 1);
    }
  }
}

/** Aᵀ M A of eight columns of a tile at y, with ReLU, as far as it lies inside y. */
function storeOutput(job: usize, product: usize, width: i32, y: usize, below: bool, right: bool): void {
  const pixelBytes = (<usize>int(job, 9)) << 2;
  const lineBytes = <usize>int(job, 6) * pixelBytes;
  const floor = f32x4.splat(int(job, 10) != 0 ? 0 : -Infinity);
  const placeBytes = PRODUCT_BYTES;
  for (let half = 0; half < width; half += 4) {
    const m = product + (<usize>half << 2);
    const target = y + (<usize>half << 2);
    const lanes = min(4, width - half);
    let top = mixDown(m, 0);
    let sum0 = top;
    let low0 = mixUp(m, 0);
    top = mixDown(m, placeBytes);
    let low = mixUp(m, placeBytes);
    sum0 = f32x4.add(sum0, top);
    low0 = f32x4.add(low0, low);
    let sum1 = top;
    let low1 = low;
    top = mixDown(m, 2 * placeBytes);
    low = mixUp(m, 2 * placeBytes);
    sum0 = f32x4.add(sum0, top);
    low0 = f32x4.add(low0, low);
    sum1 = f32x4.sub(sum1, top);
    low1 = f32x4.sub(low1, low);
    sum1 = f32x4.sub(sum1, mixDown(m, 3 * placeBytes));
    low1 = f32x4.sub(low1, mixUp(m, 3 * placeBytes));
    storeLanes(target, f32x4.max(sum0, floor), lanes);
    if (right) storeLanes(target + pixelBytes, f32x4.max(sum1, floor), lanes);
    if (below) storeLanes(target + lineBytes, f32x4.max(low0, floor), lanes);
    if (below && right) storeLanes(target + lineBytes + pixelBytes, f32x4.max(low1, floor), lanes);
  }
}

/** First row of Aᵀ times column `at` of a tile's products. */
function mixDown(m: usize, at: usize): v128 {
  const lineBytes: usize = 4 * PRODUCT_BYTES;
  const from = m + at;
  return f32x4.add(f32x4.add(v128.load(from), v128.load(from + lineBytes)), v128.load(from + 2 * lineBytes));
}

/** Second row of Aᵀ times column `at` of a tile's products. */
function mixUp(m: usize, at: usize): v128 {
  const lineBytes: usize = 4 * PRODUCT_BYTES;
  const from = m + at;
  return f32x4.sub(f32x4.sub(v128.load(from + lineBytes), v128.load(from + 2 * lineBytes)), v128.load(from + 3 * lineBytes));
}
