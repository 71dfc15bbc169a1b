import { address, int, tileOf } from './job.ts';
import { multiply4, multiply8 } from './product.ts';
import { base, imageStride, outHeight, outWidth, rowOffset, runLength, runStride, runs } from './rows.ts';

/** Output positions and columns that one unit of work covers at most. */
const UNIT_POSITIONS = 64;
const UNIT_PANELS = 8;

/**
 * y = act(rows · panels), `[images · positions, columns]`.
 *
 * Parameters after the rows: 11 panels (see `packPanels`), 12 y, 13 columns, 14 one where ReLU follows.
 * Units: images × blocks of positions × groups of panels, the last fastest.
 */
export function forward(job: usize, unit: i32, thread: i32): void {
  const columns = int(job, 13);
  const positions = outHeight(job) * outWidth(job);
  const blocks = (positions + UNIT_POSITIONS - 1) / UNIT_POSITIONS;
  const panels = (columns + 7) >> 3;
  const groups = (panels + UNIT_PANELS - 1) / UNIT_PANELS;
  const group = unit % groups;
  const block = (unit / groups) % blocks;
  const image = unit / groups / blocks;

  const x = base(job) + <usize>image * imageStride(job);
  const depth = runs(job) * runLength(job);
  const rowBytes = (<usize>columns) << 2;
  const y = address(job, 12) + <usize>(image * positions) * rowBytes;
  const tile = tileOf(job, thread);
  const relu = int(job, 14) != 0;
  const firstPosition = block * UNIT_POSITIONS;
  const endPosition = min(positions, firstPosition + UNIT_POSITIONS);
  const endPanel = min(panels, (group + 1) * UNIT_PANELS);
  for (let panel = group * UNIT_PANELS; panel < endPanel; panel++) {
    const column = panel << 3;
    const width = min(8, columns - column);
    const b = address(job, 11) + ((<usize>(panel * (depth + 1))) << 5);
    for (let position = firstPosition; position < endPosition; position += 4) {
      const last = endPosition - 1;
      const a0 = x + rowOffset(job, position);
      const a1 = x + rowOffset(job, min(last, position + 1));
      const a2 = x + rowOffset(job, min(last, position + 2));
      const a3 = x + rowOffset(job, min(last, position + 3));
      if (width > 4) multiply8(a0, a1, a2, a3, runs(job), runLength(job), runStride(job), b, tile);
      else multiply4(a0, a1, a2, a3, runs(job), runLength(job), runStride(job), b, tile);
      const target = y + <usize>position * rowBytes + ((<usize>column) << 2);
      storeTile(tile, target, rowBytes, min(4, endPosition - position), width, relu);
    }
  }
}

function storeTile(tile: usize, target: usize, rowBytes: usize, rows: i32, width: i32, relu: bool): void {
  const zero = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    let low = v128.load(tile);
    let high = v128.load(tile, 16);
    if (relu) {
      low = f32x4.max(low, zero);
      high = f32x4.max(high, zero);
    }
    if (width == 8) {
      v128.store(target, low);
      v128.store(target, high, 16);
    } else {
      v128.store(tile, low);
      v128.store(tile, high, 16);
      for (let lane = 0; lane < width; lane++) {
        store<f32>(target + ((<usize>lane) << 2), load<f32>(tile + ((<usize>lane) << 2)));
      }
    }
    tile += 32;
    target += rowBytes;
  }
}
