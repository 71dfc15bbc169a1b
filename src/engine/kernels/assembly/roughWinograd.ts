import { address, int, tileOf } from './job.ts';
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
  SIDE,
  TABLE_BYTES,
  UNIT_TILES,
} from './tiles.ts';
import { dropBelow, LEAST_WEIGHT } from './subnormals.ts';

/**
 * 5×5 convolutions with stride 1 by Winograd's F(2×2, 5×5): 36 products for four outputs instead of 100. Their rounding
 * is six times as coarse as that of plain sums (measured), for the transforms multiply by up to 5 and divide by 24.
 *
 * On tiles of 6×6 inputs with the points 0, ±1, ±2 and ∞ (Lavin & Gray 2016, arXiv 1509.09308, §4): G has the rows
 * fₖ · [1, pₖ, …, pₖ⁴], Aᵀ the columns [1, pₖ], Bᵀ is theirs.
 */
const TAPS = 5;
const LINE = 6;
const PLACES = 36;
/** Bytes of a tile between its two transforms: a vector for each place. */
const TILE_BYTES: usize = PLACES << 4;

/**
 * G g Gᵀ of filters `[5, 5, depth, columns]` as panels `[36, 1 + depth, 8]` (the last one four wide where four
 * columns or fewer are left), values below 2⁻¹⁰⁰ 0, led by a row of zeros, but by the bias at place (1, 1), which
 * comes into all four outputs once.
 *
 * Parameters: 0 first tap, 1 bytes from one tap to the next, 2 bytes from one row to the next, 3 bytes from one column
 * to the next, 4 depth, 5 columns, 6 bias (0 for none), 7 panels. Units: panels.
 */
export function roughFilters(job: usize, unit: i32, thread: i32): void {
  const columnBytes = address(job, 3);
  const depth = int(job, 4);
  const first = unit << 3;
  const count = min(8, int(job, 5) - first);
  const shift: usize = count > 4 ? 5 : 4;
  const panel = address(job, 7) + <usize>unit * panelBytes(PLACES, depth);
  const placeBytes = (<usize>(1 + depth)) << shift;
  const mixed = tileOf(job, thread);
  for (let half = 0; half < count; half += 4) {
    const lanes = min(4, count - half);
    const to = panel + ((<usize>half) << 2);
    for (let place = 0; place < PLACES; place++) v128.store(to + <usize>place * placeBytes, f32x4.splat(0));
    const bias = address(job, 6);
    if (bias != 0) v128.store(to + 7 * placeBytes, loadLanes(bias + ((<usize>(first + half)) << 2), 4, lanes));
    const filters = address(job, 0) + <usize>(first + half) * columnBytes;
    for (let row = 0; row < depth; row++) {
      const from = filters + <usize>row * address(job, 2);
      let target = to + ((<usize>(1 + row)) << shift);
      for (let line = 0; line < LINE; line++) {
        for (let tap = 0; tap < TAPS; tap++) {
          const column = from + <usize>tap * address(job, 1);
          v128.store(mixed + ((<usize>tap) << 4), mixTaps(line, column, TAPS * address(job, 1), columnBytes, lanes));
        }
        for (let place = 0; place < LINE; place++) {
          v128.store(target, dropBelow(mixTaps(place, mixed, 16, 4, 4), LEAST_WEIGHT));
          target += placeBytes;
        }
      }
    }
  }
}

/** Row `place` of G times five vectors. */
function mixTaps(place: i32, from: usize, step: usize, columnBytes: usize, lanes: i32): v128 {
  let sum = loadLanes(from + (TAPS - 1) * step, columnBytes, lanes);
  if (place == 5) return sum;
  const point = f32x4.splat(place == 0 ? 0 : place == 1 ? 1 : place == 2 ? -1 : place == 3 ? 2 : -2);
  for (let tap = TAPS - 2; tap >= 0; tap--) {
    sum = f32x4.add(f32x4.mul(sum, point), loadLanes(from + <usize>tap * step, columnBytes, lanes));
  }
  return f32x4.mul(sum, f32x4.splat(place == 0 ? 0.25 : place < 3 ? -1.0 / 6.0 : 1.0 / 24.0));
}

/** Bᵀ times six vectors. */
function transformLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  from += step;
  const d1 = v128.load(from);
  from += step;
  const d2 = v128.load(from);
  from += step;
  const d3 = v128.load(from);
  from += step;
  const d4 = v128.load(from);
  const d5 = v128.load(from + step);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  v128.store(to, f32x4.add(f32x4.sub(f32x4.mul(four, d0), f32x4.mul(five, d2)), d4));
  const even = f32x4.sub(d4, f32x4.mul(four, d2));
  const odd = f32x4.sub(d3, f32x4.mul(four, d1));
  to += toStep;
  v128.store(to, f32x4.add(even, odd));
  to += toStep;
  v128.store(to, f32x4.sub(even, odd));
  const outer = f32x4.sub(d4, d2);
  const half = f32x4.sub(d3, d1);
  const inner = f32x4.add(half, half);
  to += toStep;
  v128.store(to, f32x4.add(outer, inner));
  to += toStep;
  v128.store(to, f32x4.sub(outer, inner));
  to += toStep;
  v128.store(to, f32x4.add(f32x4.sub(f32x4.mul(four, d1), f32x4.mul(five, d3)), d5));
}

/** Aᵀ times six vectors. */
function collectLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from);
  from += step;
  const m1 = v128.load(from);
  from += step;
  const m2 = v128.load(from);
  from += step;
  const m3 = v128.load(from);
  from += step;
  const m4 = v128.load(from);
  const m5 = v128.load(from + step);
  const sum1 = f32x4.add(m1, m2);
  const sum2 = f32x4.add(m3, m4);
  const difference1 = f32x4.sub(m1, m2);
  const difference2 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, sum1), sum2));
  to += toStep;
  v128.store(to, f32x4.add(f32x4.add(difference1, f32x4.add(difference2, difference2)), m5));
}

/**
 * y = act(x ∗ filters + bias), `[images, height, width, columns]`.
 *
 * Parameters: 0 … 12 as of `winogradForward` with panels of `roughFilters` and 36 places instead of 16, and 1,152 bytes
 * of scratch more for each thread. x needs room for tiles that overhang y, and 12 bytes behind. Units: 32 tiles each.
 */
export function roughForward(job: usize, unit: i32, thread: i32): void {
  const depth = int(job, 3);
  const columns = int(job, 9);
  const depthBytes = (<usize>((depth + 3) & ~3)) << 2;
  const table = address(job, 11) + <usize>thread * address(job, 12);
  const between = table + TABLE_BYTES;
  const transformed = between + 2 * TILE_BYTES;
  const placeBytes = <usize>UNIT_TILES * depthBytes + APART;
  const products = transformed + <usize>PLACES * placeBytes;
  const tiles = placeTiles(job, unit, table);

  const lineBytes = address(job, 2);
  const pixelBytes = (<usize>depth) << 2;
  for (let tile = 0; tile < tiles; tile++) {
    const d = inputsOf(table, tile);
    const to = transformed + <usize>tile * depthBytes;
    for (let at: usize = 0; at < depthBytes; at += 16) {
      for (let pixel: usize = 0; pixel < 6; pixel++) {
        transformLine(d + at + pixel * pixelBytes, lineBytes, between + (pixel << 4), 96);
      }
      for (let line: usize = 0; line < 6; line++) {
        transformLine(between + line * 96, 16, to + at + line * 6 * placeBytes, placeBytes);
      }
    }
  }

  for (let column = 0; column < columns; column += 8) {
    const width = min(8, columns - column);
    const panel = address(job, 7) + <usize>(column >> 3) * panelBytes(PLACES, depth);
    multiplyPlaces(PLACES, tiles, transformed, placeBytes, depth, depthBytes, panel, width, products);
    for (let tile = 0; tile < tiles; tile++) {
      for (let half = 0; half < width; half += 4) {
        const from = products + ((<usize>tile) << 5) + ((<usize>half) << 2);
        for (let place: usize = 0; place < 6; place++) {
          collectLine(from + place * PRODUCT_BYTES, 6 * PRODUCT_BYTES, between + (place << 4), 96);
        }
        for (let line = 0; line < SIDE; line++) {
          collectLine(between + <usize>line * 96, 16, between + TILE_BYTES + ((<usize>(line * SIDE)) << 4), 16);
        }
        const y = outputsOf(table, tile) + ((<usize>(column + half)) << 2);
        storeOutput(job, between + TILE_BYTES, min(4, width - half), y, linesOf(table, tile), pixelsOf(table, tile));
      }
    }
  }
}

/** Puts up to four columns of a tile down at y, with ReLU, as far as they lie inside it. */
function storeOutput(job: usize, outputs: usize, lanes: i32, y: usize, lines: i32, pixels: i32): void {
  const pixelBytes = (<usize>int(job, 9)) << 2;
  const lineBytes = <usize>int(job, 6) * pixelBytes;
  const floor = f32x4.splat(int(job, 10) != 0 ? 0 : -Infinity);
  for (let line = 0; line < lines; line++) {
    let from = outputs + ((<usize>(line * SIDE)) << 4);
    let target = y + <usize>line * lineBytes;
    for (let pixel = 0; pixel < pixels; pixel++) {
      storeLanes(target, f32x4.max(v128.load(from), floor), lanes);
      from += 16;
      target += pixelBytes;
    }
  }
}
