/**
 * A job as the page's side writes it into the heap, at the same places for every kind:
 *
 * | byte | what |
 * |---|---|
 * | 0 | number of the job; changes when a new one is there |
 * | 4 | threads that have finished it, the caller not counted |
 * | 8 | threads in all |
 * | 12 | next unit of work that nobody has taken |
 * | 16 | kind (see `index.ts`) |
 * | 20 | units of work in all |
 * | 64 … 255 | parameters, 32 bits each |
 * | 256 … | one tile of 4 × 8 floats for each thread, 128 bytes apart |
 *
 * Which thread takes a unit changes nothing in its result: numbers do not depend on the number of threads.
 */
export const SEQUENCE: usize = 0;
export const FINISHED: usize = 4;
export const THREADS: usize = 8;
export const NEXT_UNIT: usize = 12;
export const KIND: usize = 16;
export const UNITS: usize = 20;
const PARAMETERS: usize = 64;
const TILES: usize = 256;

/** Parameter `index` as a number. */
export function int(job: usize, index: usize): i32 {
  return load<i32>(job + PARAMETERS + index * 4);
}

/** Parameter `index` as an address or a number of bytes. */
export function address(job: usize, index: usize): usize {
  return <usize>load<u32>(job + PARAMETERS + index * 4);
}

/** Parameter `index` as a float. */
export function float(job: usize, index: usize): f32 {
  return load<f32>(job + PARAMETERS + index * 4);
}

/** The tile `[4, 8]` of a thread, where a product is put down before it is stored. */
export function tileOf(job: usize, thread: i32): usize {
  return job + TILES + (<usize>thread << 7);
}
