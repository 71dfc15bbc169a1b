import { address, int } from './job.ts';
import { loadLanes, storeLanes } from './partial.ts';
import { addTransposed8 } from './product.ts';
import { APART } from './tiles.ts';
import { transformInput } from './winograd.ts';

/**
 * The gradient of the filters of `winogradForward` by the same transforms the other way about:
 *
 *     dg = Gᵀ [ Σ_tiles (Bᵀ d B) ⊙ (A dY Aᵀ) ] G
 *
 * A unit of work sums one row of the four of transformed tiles for up to 32 columns, through all tiles in their order:
 * threads change nothing in it.
 */
const BLOCK_TILES = 64;
const GROUP_COLUMNS = 32;
const GROUP_BYTES: usize = GROUP_COLUMNS << 2;
/** Bytes from one place of a block to the next. */
const DY_PLACE_BYTES: usize = BLOCK_TILES * GROUP_BYTES + APART;

/** Bytes of the sums of one place: tiles of 4 channels × 8 columns. */
function sumBytes(depth: i32): usize {
  return (<usize>((depth + 3) >> 2)) * (GROUP_BYTES << 2);
}

/**
 * Σ (Bᵀ d B) ⊙ (A dY Aᵀ).
 *
 * Parameters: 0 … 6 as of `winogradForward` (x and y's sides), 7 dy, 8 columns, 9 sums `[units, 4, channels / 4, 4, 4, 8]`,
 * 10 scratch, 11 bytes of a thread's scratch: `[4, 64, channels rounded up to 4]` and `[4, 64, 32]` floats and 512 bytes.
 * Units: groups of columns × 4 rows, the rows fastest.
 */
export function winogradFilterSums(job: usize, unit: i32, thread: i32): void {
  const row = unit & 3;
  const column = (unit >> 2) * GROUP_COLUMNS;
  const depth = int(job, 3);
  const height = int(job, 5);
  const width = int(job, 6);
  const columns = int(job, 8);
  const count = min(GROUP_COLUMNS, columns - column);
  const depthBytes = (<usize>((depth + 3) & ~3)) << 2;
  const placeBytes = <usize>BLOCK_TILES * depthBytes + APART;
  const ds = address(job, 10) + <usize>thread * address(job, 11);
  const dys = ds + 4 * placeBytes;
  const sumsOfPlace = sumBytes(depth);
  const sums = address(job, 9) + <usize>unit * 4 * sumsOfPlace;
  memory.fill(sums, 0, 4 * sumsOfPlace);

  const lineBytes = address(job, 2);
  const pixelBytes = (<usize>depth) << 2;
  const dyPixelBytes = (<usize>columns) << 2;
  const dyLineBytes = <usize>width * dyPixelBytes;
  const across = (width + 1) >> 1;
  const down = (height + 1) >> 1;
  let block = 0;
  for (let image = 0, images = int(job, 4); image < images; image++) {
    for (let line = 0; line < down; line++) {
      let d = address(job, 0) + <usize>image * address(job, 1) + <usize>(line << 1) * lineBytes;
      let dy = address(job, 7) + <usize>(image * height + (line << 1)) * dyLineBytes + (<usize>column << 2);
      const below = (line << 1) + 1 < height;
      for (let pixel = 0; pixel < across; pixel++) {
        transformInput(row, d, lineBytes, pixelBytes, depthBytes, ds + <usize>block * depthBytes, placeBytes);
        const right = (pixel << 1) + 1 < width;
        transformDy(row, dy, dyLineBytes, dyPixelBytes, below, right, count, dys + <usize>block * GROUP_BYTES);
        d += 2 * pixelBytes;
        dy += 2 * dyPixelBytes;
        if (++block == BLOCK_TILES) {
          addBlock(block, ds, depthBytes, dys, count, sums, sumsOfPlace);
          block = 0;
        }
      }
    }
  }
  if (block > 0) addBlock(block, ds, depthBytes, dys, count, sums, sumsOfPlace);
}

/** Adds the products of a block of tiles at four places to the sums. */
function addBlock(tiles: i32, ds: usize, depthBytes: usize, dys: usize, columns: i32, sums: usize, sumsOfPlace: usize): void {
  for (let place: usize = 0; place < 4; place++) {
    const d = ds + place * (<usize>BLOCK_TILES * depthBytes + APART);
    const dy = dys + place * DY_PLACE_BYTES;
    for (let column = 0; column < columns; column += 8) {
      let sum = sums + place * sumsOfPlace + (<usize>column << 4);
      for (let at: usize = 0; at < depthBytes; at += 16) {
        addTransposed8(d + at, 0, depthBytes, dy + ((<usize>column) << 2), GROUP_BYTES, tiles, 1, sum);
        sum += GROUP_BYTES << 2;
      }
    }
  }
}

/** Row `row` of A dY Aᵀ of a tile: four rows of 32 columns; what lies outside dy counts 0. */
function transformDy(row: i32, dy: usize, lineBytes: usize, pixelBytes: usize, below: bool, right: bool, columns: i32, to: usize): void {
  const zero = f32x4.splat(0);
  for (let column = 0; column < columns; column += 8) {
    for (let half = column; half < column + 8; half += 4) {
      const lanes = columns - half;
      let left = zero;
      let other = zero;
      if (row != 3) {
        left = loadLanes(dy, 4, lanes);
        if (right) other = loadLanes(dy + pixelBytes, 4, lanes);
      }
      if (row != 0 && below) {
        const y10 = loadLanes(dy + lineBytes, 4, lanes);
        const y11 = right ? loadLanes(dy + lineBytes + pixelBytes, 4, lanes) : zero;
        left = row == 1 ? f32x4.add(left, y10) : f32x4.sub(left, y10);
        other = row == 1 ? f32x4.add(other, y11) : f32x4.sub(other, y11);
      }
      v128.store(to, left);
      v128.store(to + DY_PLACE_BYTES, f32x4.add(left, other));
      v128.store(to + 2 * DY_PLACE_BYTES, f32x4.sub(left, other));
      v128.store(to + 3 * DY_PLACE_BYTES, f32x4.sub(zero, other));
      dy += 16;
      to += 16;
    }
  }
}

/**
 * dg = Gᵀ sums G.
 *
 * Parameters: 0 sums, 1 channels, 2 columns, 3 dg `[3, 3, channels, columns]`. Units: channels.
 */
export function winogradFilterGradient(job: usize, unit: i32): void {
  const depth = int(job, 1);
  const columns = int(job, 2);
  const placeBytes = sumBytes(depth);
  const tapBytes = (<usize>(depth * columns)) << 2;
  for (let column = 0; column < columns; column += 4) {
    const group = column / GROUP_COLUMNS;
    const inGroup = column - group * GROUP_COLUMNS;
    const sum =
      address(job, 0) +
      <usize>(group << 4) * placeBytes +
      <usize>(unit >> 2) * (GROUP_BYTES << 2) +
      (<usize>(inGroup >> 3) << 7) +
      (<usize>(unit & 3) << 5) +
      (<usize>(inGroup & 4) << 2);
    const to = address(job, 3) + ((<usize>(unit * columns + column)) << 2);
    const lanes = min(4, columns - column);
    for (let line: usize = 0; line < 3; line++) {
      const at = to + 3 * line * tapBytes;
      const s0 = mixLines(line, sum, placeBytes << 2);
      const s1 = mixLines(line, sum + placeBytes, placeBytes << 2);
      const s2 = mixLines(line, sum + 2 * placeBytes, placeBytes << 2);
      const s3 = mixLines(line, sum + 3 * placeBytes, placeBytes << 2);
      storeLanes(at, mix(0, s0, s1, s2, s3), lanes);
      storeLanes(at + tapBytes, mix(1, s0, s1, s2, s3), lanes);
      storeLanes(at + 2 * tapBytes, mix(2, s0, s1, s2, s3), lanes);
    }
  }
}

function mixLines(line: usize, from: usize, step: usize): v128 {
  return mix(line, v128.load(from), v128.load(from + step), v128.load(from + 2 * step), v128.load(from + 3 * step));
}

/** Row `line` of Gᵀ times four values. */
function mix(line: usize, s0: v128, s1: v128, s2: v128, s3: v128): v128 {
  const half = f32x4.splat(0.5);
  if (line == 1) return f32x4.mul(half, f32x4.sub(s1, s2));
  return f32x4.add(f32x4.mul(half, f32x4.add(s1, s2)), line == 0 ? s0 : s3);
}
