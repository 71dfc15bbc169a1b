import { address, int } from './job.ts';

/**
 * Where the rows of a product lie: patches of images `[images, h, w, c]`, one for each output position, or the rows of a
 * matrix (one image, one line of positions, one run). Parameters 0 … 10 of every job that has rows.
 */

export function base(job: usize): usize {
  return address(job, 0);
}
export function images(job: usize): i32 {
  return int(job, 1);
}
/** Bytes from one image to the next. */
export function imageStride(job: usize): usize {
  return address(job, 2);
}
export function outHeight(job: usize): i32 {
  return int(job, 3);
}
export function outWidth(job: usize): i32 {
  return int(job, 4);
}
/** Bytes from the patch of one output line to the next line's. */
export function lineStep(job: usize): usize {
  return address(job, 5);
}
/** Bytes from the patch of one output position to its right neighbour's. */
export function columnStep(job: usize): usize {
  return address(job, 6);
}
export function runs(job: usize): i32 {
  return int(job, 7);
}
/** Floats of one run. */
export function runLength(job: usize): i32 {
  return int(job, 8);
}
/** Bytes from one run of a row to its next. */
export function runStride(job: usize): usize {
  return address(job, 9);
}

/** Bytes from the start of an image to the row of an output position, from the table that `fillOffsets` has made. */
export function rowOffset(job: usize, position: i32): usize {
  return <usize>load<u32>(address(job, 10) + (<usize>position << 2));
}

/** Makes the table of row offsets: looking one up is much quicker than dividing. One unit. */
export function fillOffsets(job: usize): void {
  let to = address(job, 10);
  for (let line = 0, lines = outHeight(job); line < lines; line++) {
    let offset = <usize>line * lineStep(job);
    for (let column = 0, width = outWidth(job); column < width; column++) {
      store<u32>(to, <u32>offset);
      offset += columnStep(job);
      to += 4;
    }
  }
}
