import { address, int } from './job.ts';

/**
 * Where the rows of a product lie: patches of images `[images, h, w, c]`, one for each output position, or the rows of a
 * matrix (one image, one line of positions, one run). Parameters 0 … 9 of every job that has rows.
 */

// @ts-expect-error: decorator
@inline
export function base(job: usize): usize {
  return address(job, 0);
}
// @ts-expect-error: decorator
@inline
export function images(job: usize): i32 {
  return int(job, 1);
}
// @ts-expect-error: decorator
@inline
/** Bytes from one image to the next. */
export function imageStride(job: usize): usize {
  return address(job, 2);
}
// @ts-expect-error: decorator
@inline
export function outHeight(job: usize): i32 {
  return int(job, 3);
}
// @ts-expect-error: decorator
@inline
export function outWidth(job: usize): i32 {
  return int(job, 4);
}
// @ts-expect-error: decorator
@inline
/** Bytes from the patch of one output line to the next line's. */
export function lineStep(job: usize): usize {
  return address(job, 5);
}
// @ts-expect-error: decorator
@inline
/** Bytes from the patch of one output position to its right neighbour's. */
export function columnStep(job: usize): usize {
  return address(job, 6);
}
// @ts-expect-error: decorator
@inline
export function runs(job: usize): i32 {
  return int(job, 7);
}
// @ts-expect-error: decorator
@inline
/** Floats of one run. */
export function runLength(job: usize): i32 {
  return int(job, 8);
}
// @ts-expect-error: decorator
@inline
/** Bytes from one run of a row to its next. */
export function runStride(job: usize): usize {
  return address(job, 9);
}

// @ts-expect-error: decorator
@inline
/** Bytes from the start of an image to the row of an output position. */
export function rowOffset(job: usize, position: i32): usize {
  const width = outWidth(job);
  const line = position / width;
  return <usize>line * lineStep(job) + <usize>(position - line * width) * columnStep(job);
}
