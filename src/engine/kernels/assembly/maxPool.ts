import { address, int } from './job.ts';

/**
 * The way back through max-pooling: each output's gradient goes to the first largest input of its window.
 *
 * Parameters: 0 x `[images, h, w, c]`, 1 dy `[images, p, q, c]`, 2 dx as x, 3 h, 4 w, 5 c, 6 p, 7 q, 8, 9 window, 10, 11
 * stride, 12 top, 13 left (padding). Units: images.
 */
export function maxPoolGradient(job: usize, unit: i32): void {
  const height = int(job, 3);
  const width = int(job, 4);
  const channels = int(job, 5);
  const outHeight = int(job, 6);
  const outWidth = int(job, 7);
  const x = address(job, 0) + ((<usize>(unit * height * width * channels)) << 2);
  const dx = address(job, 2) + ((<usize>(unit * height * width * channels)) << 2);
  let dy = address(job, 1) + ((<usize>(unit * outHeight * outWidth * channels)) << 2);
  memory.fill(dx, 0, (<usize>(height * width * channels)) << 2);
  for (let p = 0; p < outHeight; p++) {
    const rowStart = p * int(job, 10) - int(job, 12);
    const rowLow = max(0, rowStart);
    const rowHigh = min(height, rowStart + int(job, 8));
    for (let q = 0; q < outWidth; q++) {
      const columnStart = q * int(job, 11) - int(job, 13);
      const columnLow = max(0, columnStart);
      const columnHigh = min(width, columnStart + int(job, 9));
      const corner = (<usize>((rowLow * width + columnLow) * channels)) << 2;
      const rows = rowHigh - rowLow;
      const columns = columnHigh - columnLow;
      let channel = 0;
      for (; channel + 4 <= channels; channel += 4) {
        const offset = corner + ((<usize>channel) << 2);
        giveToLargest4(x + offset, dx + offset, dy + ((<usize>channel) << 2), rows, columns, width, channels);
      }
      for (; channel < channels; channel++) {
        const offset = corner + ((<usize>channel) << 2);
        giveToLargest(x + offset, dx + offset, dy + ((<usize>channel) << 2), rows, columns, width, channels);
      }
      dy += (<usize>channels) << 2;
    }
  }
}

function giveToLargest4(
  x: usize,
  dx: usize,
  dy: usize,
  rows: i32,
  columns: i32,
  width: i32,
  channels: i32,
): void {
  const pixel = (<usize>channels) << 2;
  const skip = (<usize>((width - columns) * channels)) << 2;
  let best = f32x4.splat(-Infinity);
  let bestAt = i32x4.splat(-1);
  let at = 0;
  let place = x;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = v128.load(place);
      const larger = f32x4.gt(value, best);
      best = v128.bitselect(value, best, larger);
      bestAt = v128.bitselect(i32x4.splat(at), bestAt, larger);
      at++;
      place += pixel;
    }
    place += skip;
  }
  const gradient = v128.load(dy);
  at = 0;
  place = dx;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const here = v128.and(gradient, i32x4.eq(bestAt, i32x4.splat(at)));
      v128.store(place, f32x4.add(v128.load(place), here));
      at++;
      place += pixel;
    }
    place += skip;
  }
}

function giveToLargest(
  x: usize,
  dx: usize,
  dy: usize,
  rows: i32,
  columns: i32,
  width: i32,
  channels: i32,
): void {
  let best: f32 = -Infinity;
  let bestOffset: usize = 0;
  let found = false;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const offset = (<usize>((row * width + column) * channels)) << 2;
      const value = load<f32>(x + offset);
      if (value > best) {
        best = value;
        bestOffset = offset;
        found = true;
      }
    }
  }
  if (found) store<f32>(dx + bestOffset, load<f32>(dx + bestOffset) + load<f32>(dy));
}
