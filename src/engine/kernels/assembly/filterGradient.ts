import { address, int } from './job.ts';
import { addTransposed8 } from './product.ts';
import { base, columnStep, imageStride, images, lineStep, outHeight, outWidth, runLength, runStride, runs } from './rows.ts';

/** Output positions that are summed before the next tile is turned to: rows and dy of so many stay in the nearest cache. */
const BLOCK_POSITIONS = 64;

/**
 * dB = rowsᵀ · dy: the gradient of a filter `[runs · runLength, columns]`.
 *
 * Parameters after the rows: 11 dy `[images · positions, dyStride]`, 12 dyStride in floats (a multiple of 4, its tail
 * anything), 13 dB, 14 columns, 15 sums `[tiles, dyStride / 4 rounded up to 2, 4, 4]` of the tiles (scratch), 16 tiles of a unit.
 * Units: groups of tiles; a run is cut into tiles of four entries, the last one moved back to end with the run.
 * Where a run is shorter than four, entries behind its end are read and thrown away: rows must have room behind.
 */
export function filterGradient(job: usize, unit: i32): void {
  const length = runLength(job);
  const tilesPerRun = (length + 3) >> 2;
  const tiles = tilesPerRun * runs(job);
  const firstTile = unit * int(job, 16);
  const endTile = min(tiles, firstTile + int(job, 16));
  const stride = int(job, 12);
  const panels = (stride + 7) >> 3;
  const sums = address(job, 15);
  const tileBytes = <usize>panels << 7;
  memory.fill(sums + <usize>firstTile * tileBytes, 0, <usize>(endTile - firstTile) * tileBytes);

  const lines = outHeight(job);
  const width = outWidth(job);
  const positions = lines * width;
  const blockLines = max(1, BLOCK_POSITIONS / width);
  for (let image = 0, count = images(job); image < count; image++) {
    const x = base(job) + <usize>image * imageStride(job);
    const dyImage = address(job, 11) + (<usize>(image * positions * stride) << 2);
    for (let line = 0; line < lines; line += blockLines) {
      const count = min(blockLines, lines - line);
      const dyBlock = dyImage + (<usize>(line * width * stride) << 2);
      for (let panel = 0; panel < panels; panel++) {
        const dy = dyBlock + (<usize>panel << 5);
        const narrow = stride - (panel << 3) <= 4;
        for (let tile = firstTile; tile < endTile; tile++) {
          const run = tile / tilesPerRun;
          const entry = entryOf(tile - run * tilesPerRun, length);
          const place = <usize>line * lineStep(job) + <usize>run * runStride(job) + (<usize>entry << 2);
          const sum = sums + <usize>tile * tileBytes + (<usize>panel << 7);
          if (narrow) accumulate4(job, x + place, dy, <usize>stride << 2, count, sum);
          else addTransposed8(x + place, lineStep(job), columnStep(job), dy, <usize>stride << 2, width, count, sum);
        }
      }
    }
  }

  for (let tile = firstTile; tile < endTile; tile++) {
    const run = tile / tilesPerRun;
    const entry = entryOf(tile - run * tilesPerRun, length);
    storeTile(job, run * length + entry, min(4, length), sums + <usize>tile * tileBytes);
  }
}

function entryOf(tile: i32, length: i32): i32 {
  return max(0, min(tile << 2, length - 4));
}

function storeTile(job: usize, row: i32, rows: i32, sum: usize): void {
  const columns = int(job, 14);
  for (let column = 0; column < columns; column += 8) {
    const width = min(8, columns - column);
    for (let index = 0; index < rows; index++) {
      const target = address(job, 13) + (<usize>((row + index) * columns + column) << 2);
      const from = sum + (<usize>index << 5);
      if (width == 8) {
        v128.store(target, v128.load(from));
        v128.store(target, v128.load(from, 16), 16);
      } else {
        for (let lane = 0; lane < width; lane++) {
          store<f32>(target + (<usize>lane << 2), load<f32>(from + (<usize>lane << 2)));
        }
      }
    }
    sum += 128;
  }
}

function accumulate4(job: usize, from: usize, dyFrom: usize, dyStep: usize, lines: i32, sum: usize): void {
  let c0 = v128.load(sum);
  let c1 = v128.load(sum, 32);
  let c2 = v128.load(sum, 64);
  let c3 = v128.load(sum, 96);
  const step = columnStep(job);
  const width = outWidth(job);
  let dy = dyFrom;
  for (let line = 0; line < lines; line++) {
    let x = from + <usize>line * lineStep(job);
    const end = dy + <usize>width * dyStep;
    while (dy < end) {
      const b0 = v128.load(dy);
      c0 = f32x4.add(c0, f32x4.mul(v128.load_splat<f32>(x), b0));
      c1 = f32x4.add(c1, f32x4.mul(v128.load_splat<f32>(x, 4), b0));
      c2 = f32x4.add(c2, f32x4.mul(v128.load_splat<f32>(x, 8), b0));
      c3 = f32x4.add(c3, f32x4.mul(v128.load_splat<f32>(x, 12), b0));
      x += step;
      dy += dyStep;
    }
  }
  v128.store(sum, c0);
  v128.store(sum, c1, 32);
  v128.store(sum, c2, 64);
  v128.store(sum, c3, 96);
}
