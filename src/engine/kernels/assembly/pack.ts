import { address, int } from './job.ts';
import { dropBelow, dropOneBelow, LEAST_WEIGHT } from './subnormals.ts';

/**
 * Lays a matrix `[depth, columns]` out as panels `[1 + depth, 8]` (the last one `[1 + depth, 4]` where four columns or
 * fewer are left), each led by its part of the bias, empty columns 0, values below 2⁻¹⁰⁰ too.
 *
 * Parameters: 0 matrix, 1 bytes from one row to the next, 2 bytes from one column to the next, 3 depth, 4 columns,
 * 5 bias (0 for none), 6 panels. Units: panels.
 */
export function packPanels(job: usize, unit: i32): void {
  const rowStride = address(job, 1);
  const columnStride = address(job, 2);
  const depth = int(job, 3);
  const columns = int(job, 4);
  const bias = address(job, 5);
  const first = unit << 3;
  const count = min(8, columns - first);
  const width = count > 4 ? 8 : 4;
  let from = address(job, 0) + <usize>first * columnStride;
  let to = address(job, 6) + ((<usize>(unit * (depth + 1))) << 5);
  for (let lane = 0; lane < width; lane++) {
    const value = bias != 0 && lane < count ? load<f32>(bias + ((<usize>(first + lane)) << 2)) : <f32>0;
    store<f32>(to + ((<usize>lane) << 2), value);
  }
  to += (<usize>width) << 2;
  const contiguous = columnStride == 4 && count == 8;
  for (let row = 0; row < depth; row++) {
    if (contiguous) {
      v128.store(to, dropBelow(v128.load(from), LEAST_WEIGHT));
      v128.store(to, dropBelow(v128.load(from, 16), LEAST_WEIGHT), 16);
    } else {
      for (let lane = 0; lane < count; lane++) {
        const value = load<f32>(from + <usize>lane * columnStride);
        store<f32>(to + ((<usize>lane) << 2), dropOneBelow(value, LEAST_WEIGHT));
      }
      for (let lane = count; lane < width; lane++) store<f32>(to + ((<usize>lane) << 2), 0);
    }
    from += rowStride;
    to += (<usize>width) << 2;
  }
}

/**
 * Copies images `[images, h, w, c]` into larger ones with a border of zeros, or cuts the border off again.
 *
 * Parameters: 0 from, 1 to, 2 height, 3 bytes of a line, both of the smaller image; 4 bytes from one line to the next and
 * 5 bytes from one image to the next in `from`; 6, 7 the same in `to`; 8 bytes from the start of an image of `from` to
 * its first line copied, 9 the same in `to`; 10 bytes of an image of `to` to clear first (0 for none). Units: images.
 */
export function copyImages(job: usize, unit: i32): void {
  const lineBytes = address(job, 3);
  const image = address(job, 1) + <usize>unit * address(job, 7);
  const cleared = address(job, 10);
  if (cleared != 0) memory.fill(image, 0, cleared);
  let from = address(job, 0) + <usize>unit * address(job, 5) + address(job, 8);
  let to = image + address(job, 9);
  for (let line = 0, height = int(job, 2); line < height; line++) {
    memory.copy(to, from, lineBytes);
    from += address(job, 4);
    to += address(job, 6);
  }
}
