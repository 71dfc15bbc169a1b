/**
 * Products of four rows with a panel of eight or four columns.
 *
 * A row is `runs` runs of `runLength` floats, `runStride` bytes apart: a patch of an image without being copied out, or
 * a row of a matrix (one run). A panel is `[1 + runs · runLength, width]`: the sums begin with its first row (the bias).
 *
 * The loops are as small as can be on purpose: engines unroll small loops and keep their sums in registers, and spill
 * them in larger ones.
 */

/** Puts `[4, 8]` sums down at `tile`. */
export function multiply8(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  runs: i32,
  runLength: i32,
  runStride: usize,
  panel: usize,
  tile: usize,
): void {
  let c00 = v128.load(panel);
  let c01 = v128.load(panel, 16);
  let c10 = c00;
  let c11 = c01;
  let c20 = c00;
  let c21 = c01;
  let c30 = c00;
  let c31 = c01;
  let b = panel + 32;
  const skip = runStride - ((<usize>runLength) << 2);
  for (let run = 0; run < runs; run++) {
    const end = b + ((<usize>runLength) << 5);
    while (b < end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const x0 = v128.load_splat<f32>(a0);
      c00 = f32x4.add(c00, f32x4.mul(x0, b0));
      c01 = f32x4.add(c01, f32x4.mul(x0, b1));
      const x1 = v128.load_splat<f32>(a1);
      c10 = f32x4.add(c10, f32x4.mul(x1, b0));
      c11 = f32x4.add(c11, f32x4.mul(x1, b1));
      const x2 = v128.load_splat<f32>(a2);
      c20 = f32x4.add(c20, f32x4.mul(x2, b0));
      c21 = f32x4.add(c21, f32x4.mul(x2, b1));
      const x3 = v128.load_splat<f32>(a3);
      c30 = f32x4.add(c30, f32x4.mul(x3, b0));
      c31 = f32x4.add(c31, f32x4.mul(x3, b1));
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      b += 32;
    }
    a0 += skip;
    a1 += skip;
    a2 += skip;
    a3 += skip;
  }
  v128.store(tile, c00);
  v128.store(tile, c01, 16);
  v128.store(tile, c10, 32);
  v128.store(tile, c11, 48);
  v128.store(tile, c20, 64);
  v128.store(tile, c21, 80);
  v128.store(tile, c30, 96);
  v128.store(tile, c31, 112);
}

/**
 * Adds the products of four rows of `depth` values with a panel of eight columns to eight values at each target, which
 * must not overlap; the panel's first row is left out.
 */
export function addProduct8(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  depth: i32,
  panel: usize,
  target0: usize,
  target1: usize,
  target2: usize,
  target3: usize,
): void {
  let c00 = v128.load(target0);
  let c01 = v128.load(target0, 16);
  let c10 = v128.load(target1);
  let c11 = v128.load(target1, 16);
  let c20 = v128.load(target2);
  let c21 = v128.load(target2, 16);
  let c30 = v128.load(target3);
  let c31 = v128.load(target3, 16);
  let b = panel + 32;
  const end = b + (<usize>depth << 5);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load_splat<f32>(a0);
    c00 = f32x4.add(c00, f32x4.mul(x0, b0));
    c01 = f32x4.add(c01, f32x4.mul(x0, b1));
    const x1 = v128.load_splat<f32>(a1);
    c10 = f32x4.add(c10, f32x4.mul(x1, b0));
    c11 = f32x4.add(c11, f32x4.mul(x1, b1));
    const x2 = v128.load_splat<f32>(a2);
    c20 = f32x4.add(c20, f32x4.mul(x2, b0));
    c21 = f32x4.add(c21, f32x4.mul(x2, b1));
    const x3 = v128.load_splat<f32>(a3);
    c30 = f32x4.add(c30, f32x4.mul(x3, b0));
    c31 = f32x4.add(c31, f32x4.mul(x3, b1));
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    b += 32;
  }
  v128.store(target0, c00);
  v128.store(target0, c01, 16);
  v128.store(target1, c10);
  v128.store(target1, c11, 16);
  v128.store(target2, c20);
  v128.store(target2, c21, 16);
  v128.store(target3, c30);
  v128.store(target3, c31, 16);
}

/**
 * Adds the products of four values at each of `lines` lines of `width` places, with eight values of dy at each, to
 * `[4, 8]` sums: a tile of rowsᵀ · dy.
 */
export function addTransposed8(
  from: usize,
  lineStep: usize,
  columnStep: usize,
  dyFrom: usize,
  dyStep: usize,
  width: i32,
  lines: i32,
  sum: usize,
): void {
  let c00 = v128.load(sum);
  let c01 = v128.load(sum, 16);
  let c10 = v128.load(sum, 32);
  let c11 = v128.load(sum, 48);
  let c20 = v128.load(sum, 64);
  let c21 = v128.load(sum, 80);
  let c30 = v128.load(sum, 96);
  let c31 = v128.load(sum, 112);
  let dy = dyFrom;
  for (let line = 0; line < lines; line++) {
    let x = from + <usize>line * lineStep;
    const end = dy + <usize>width * dyStep;
    while (dy < end) {
      const b0 = v128.load(dy);
      const b1 = v128.load(dy, 16);
      const x0 = v128.load_splat<f32>(x);
      c00 = f32x4.add(c00, f32x4.mul(x0, b0));
      c01 = f32x4.add(c01, f32x4.mul(x0, b1));
      const x1 = v128.load_splat<f32>(x, 4);
      c10 = f32x4.add(c10, f32x4.mul(x1, b0));
      c11 = f32x4.add(c11, f32x4.mul(x1, b1));
      const x2 = v128.load_splat<f32>(x, 8);
      c20 = f32x4.add(c20, f32x4.mul(x2, b0));
      c21 = f32x4.add(c21, f32x4.mul(x2, b1));
      const x3 = v128.load_splat<f32>(x, 12);
      c30 = f32x4.add(c30, f32x4.mul(x3, b0));
      c31 = f32x4.add(c31, f32x4.mul(x3, b1));
      x += columnStep;
      dy += dyStep;
    }
  }
  v128.store(sum, c00);
  v128.store(sum, c01, 16);
  v128.store(sum, c10, 32);
  v128.store(sum, c11, 48);
  v128.store(sum, c20, 64);
  v128.store(sum, c21, 80);
  v128.store(sum, c30, 96);
  v128.store(sum, c31, 112);
}

/** As `multiply8` for a panel of four columns; the rows of `tile` stay eight floats apart. */
export function multiply4(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  runs: i32,
  runLength: i32,
  runStride: usize,
  panel: usize,
  tile: usize,
): void {
  let c0 = v128.load(panel);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let b = panel + 16;
  const skip = runStride - ((<usize>runLength) << 2);
  for (let run = 0; run < runs; run++) {
    const end = b + ((<usize>runLength) << 4);
    while (b < end) {
      const b0 = v128.load(b);
      c0 = f32x4.add(c0, f32x4.mul(v128.load_splat<f32>(a0), b0));
      c1 = f32x4.add(c1, f32x4.mul(v128.load_splat<f32>(a1), b0));
      c2 = f32x4.add(c2, f32x4.mul(v128.load_splat<f32>(a2), b0));
      c3 = f32x4.add(c3, f32x4.mul(v128.load_splat<f32>(a3), b0));
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      b += 16;
    }
    a0 += skip;
    a1 += skip;
    a2 += skip;
    a3 += skip;
  }
  v128.store(tile, c0);
  v128.store(tile, c1, 32);
  v128.store(tile, c2, 64);
  v128.store(tile, c3, 96);
}
