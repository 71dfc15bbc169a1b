import { address, float, int } from './job.ts';

/**
 * Batch normalisation of a matrix `[rows, channels]`, each of whose columns is one channel: four columns at a time, the
 * last ones singly and with sums in double precision, as there may be as many rows as a block has values. A unit of work is a block of rows that fits into the nearest cache; how many rows that are depends
 * on the shape alone, and blocks are added up in their order, so that sums never depend on the threads.
 *
 * Parameters of all jobs on blocks: 0 x, 1 rows, 2 channels, 3 rows of a block.
 *
 * Factors `[4, channels]`, which `batchNormFactors` makes: mean μ, γ/σ, β, 1/σ.
 */

function pixelOf(job: usize): usize {
  return <usize>int(job, 2) << 2;
}
function rowsOf(job: usize, unit: i32): i32 {
  return min(int(job, 3), int(job, 1) - unit * int(job, 3));
}
/** Bytes from the first row to that of a block. */
function startOf(job: usize, unit: i32): usize {
  return <usize>(unit * int(job, 3)) * pixelOf(job);
}

/** Means of the block and sums of the squared distances from them. Parameters: 4 partial `[blocks, 2, channels]`. */
export function batchNormMoments(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const rows = rowsOf(job, unit);
  const x = address(job, 0) + startOf(job, unit);
  const means = address(job, 4) + <usize>unit * (pixel << 1);
  const squares = means + pixel;
  const share = <f32>1 / <f32>rows;
  let c: usize = 0;
  for (; c + 16 <= pixel; c += 16) {
    const mean = f32x4.mul(sumFour(x + c, pixel, rows), f32x4.splat(share));
    v128.store(means + c, mean);
    v128.store(squares + c, sumSquaresFour(x + c, pixel, rows, mean));
  }
  for (; c < pixel; c += 4) {
    let sum: f64 = 0;
    let at = x + c;
    for (let row = 0; row < rows; row++) {
      sum += <f64>load<f32>(at);
      at += pixel;
    }
    const mean = <f32>(sum / <f64>rows);
    sum = 0;
    at = x + c;
    for (let row = 0; row < rows; row++) {
      const distance = load<f32>(at) - mean;
      sum += <f64>(distance * distance);
      at += pixel;
    }
    store<f32>(means + c, mean);
    store<f32>(squares + c, <f32>sum);
  }
}

/** Two rows at a time, since one sum would wait for itself. */
function sumFour(x: usize, pixel: usize, rows: i32): v128 {
  let even = f32x4.splat(0);
  let odd = even;
  const pairs = rows >> 1;
  for (let pair = 0; pair < pairs; pair++) {
    even = f32x4.add(even, v128.load(x));
    odd = f32x4.add(odd, v128.load(x + pixel));
    x += pixel << 1;
  }
  if ((rows & 1) != 0) even = f32x4.add(even, v128.load(x));
  return f32x4.add(even, odd);
}

function sumSquaresFour(x: usize, pixel: usize, rows: i32, mean: v128): v128 {
  let even = f32x4.splat(0);
  let odd = even;
  const pairs = rows >> 1;
  for (let pair = 0; pair < pairs; pair++) {
    const first = f32x4.sub(v128.load(x), mean);
    const second = f32x4.sub(v128.load(x + pixel), mean);
    even = f32x4.add(even, f32x4.mul(first, first));
    odd = f32x4.add(odd, f32x4.mul(second, second));
    x += pixel << 1;
  }
  if ((rows & 1) != 0) {
    const last = f32x4.sub(v128.load(x), mean);
    even = f32x4.add(even, f32x4.mul(last, last));
  }
  return f32x4.add(even, odd);
}

/**
 * Mean and biased variance of all rows from those of the blocks (Chan, Golub & LeVeque 1979):
 * m · σ² = Σ (squares of a block + its rows · (its mean − μ)²).
 *
 * Parameters: 0 unused, 4 partial `[blocks, 2, channels]`, 5 blocks, 6 mean, 7 variance, both `[channels]`. One unit.
 */
export function batchNormCombineMoments(job: usize): void {
  const pixel = pixelOf(job);
  const blocks = int(job, 5);
  const rows = <f64>int(job, 1);
  for (let c: usize = 0; c < pixel; c += 4) {
    let sum: f64 = 0;
    let from = address(job, 4) + c;
    for (let block = 0; block < blocks; block++) {
      sum += <f64>rowsOf(job, block) * <f64>load<f32>(from);
      from += pixel << 1;
    }
    const mean = sum / rows;
    let squares: f64 = 0;
    from = address(job, 4) + c;
    for (let block = 0; block < blocks; block++) {
      const distance = <f64>load<f32>(from) - mean;
      squares += <f64>load<f32>(from + pixel) + <f64>rowsOf(job, block) * distance * distance;
      from += pixel << 1;
    }
    store<f32>(address(job, 6) + c, <f32>mean);
    store<f32>(address(job, 7) + c, <f32>(squares / rows));
  }
}

/** The factors. Parameters: 0, 1, 3 unused, 4 mean, 5 variance, 6 γ, 7 β, 8 factors, 9 ε. One unit. */
export function batchNormFactors(job: usize): void {
  const pixel = pixelOf(job);
  const factors = address(job, 8);
  const epsilon = float(job, 9);
  for (let c: usize = 0; c < pixel; c += 4) {
    const inverse = <f32>1 / sqrt<f32>(load<f32>(address(job, 5) + c) + epsilon);
    store<f32>(factors + c, load<f32>(address(job, 4) + c));
    store<f32>(factors + pixel + c, load<f32>(address(job, 6) + c) * inverse);
    store<f32>(factors + 2 * pixel + c, load<f32>(address(job, 7) + c));
    store<f32>(factors + 3 * pixel + c, inverse);
  }
}

/** y = act((x − μ) · γ/σ + β). Parameters: 4 factors, 5 y, 6 one where ReLU follows. */
export function batchNormForward(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const rows = rowsOf(job, unit);
  const x = address(job, 0) + startOf(job, unit);
  const y = address(job, 5) + startOf(job, unit);
  const factors = address(job, 4);
  const floor: f32 = int(job, 6) != 0 ? 0 : -Infinity;
  let c: usize = 0;
  for (; c + 16 <= pixel; c += 16) normalizeFour(x + c, y + c, pixel, rows, factors + c, floor);
  for (; c < pixel; c += 4) {
    const mean = load<f32>(factors + c);
    const factor = load<f32>(factors + pixel + c);
    const shift = load<f32>(factors + 2 * pixel + c);
    let at = c;
    for (let row = 0; row < rows; row++) {
      store<f32>(y + at, max<f32>((load<f32>(x + at) - mean) * factor + shift, floor));
      at += pixel;
    }
  }
}

function normalizeFour(x: usize, y: usize, pixel: usize, rows: i32, factors: usize, floor: f32): void {
  const mean = v128.load(factors);
  const factor = v128.load(factors + pixel);
  const shift = v128.load(factors + 2 * pixel);
  const low = f32x4.splat(floor);
  for (let row = 0; row < rows; row++) {
    const value = f32x4.add(f32x4.mul(f32x4.sub(v128.load(x), mean), factor), shift);
    v128.store(y, f32x4.max(value, low));
    x += pixel;
    y += pixel;
  }
}

/**
 * The block's Σ dz and Σ dz · (x − μ), where dz is dy before the ReLU, found again from x.
 *
 * Parameters: 4 factors, 5 dy, 6 one where ReLU followed, 7 partial `[blocks, 2, channels]`.
 */
export function batchNormSums(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const rows = rowsOf(job, unit);
  const x = address(job, 0) + startOf(job, unit);
  const dy = address(job, 5) + startOf(job, unit);
  const factors = address(job, 4);
  const relu = int(job, 6) != 0;
  const to = address(job, 7) + <usize>unit * (pixel << 1);
  let c: usize = 0;
  for (; c + 16 <= pixel; c += 16) sumGradientsFour(x + c, dy + c, pixel, rows, factors + c, relu, to + c);
  for (; c < pixel; c += 4) {
    const mean = load<f32>(factors + c);
    const factor = load<f32>(factors + pixel + c);
    const shift = load<f32>(factors + 2 * pixel + c);
    let sum: f64 = 0;
    let products: f64 = 0;
    let at = c;
    for (let row = 0; row < rows; row++) {
      const centred = load<f32>(x + at) - mean;
      if (!relu || centred * factor + shift > 0) {
        const dz = load<f32>(dy + at);
        sum += <f64>dz;
        products += <f64>(dz * centred);
      }
      at += pixel;
    }
    store<f32>(to + c, <f32>sum);
    store<f32>(to + pixel + c, <f32>products);
  }
}

function sumGradientsFour(
  x: usize,
  dy: usize,
  pixel: usize,
  rows: i32,
  factors: usize,
  relu: bool,
  to: usize,
): void {
  const mean = v128.load(factors);
  const factor = v128.load(factors + pixel);
  const shift = v128.load(factors + 2 * pixel);
  const all = i32x4.splat(relu ? 0 : -1);
  const zero = f32x4.splat(0);
  let sum = zero;
  let products = zero;
  for (let row = 0; row < rows; row++) {
    const centred = f32x4.sub(v128.load(x), mean);
    const alive = v128.or(f32x4.gt(f32x4.add(f32x4.mul(centred, factor), shift), zero), all);
    const dz = v128.and(v128.load(dy), alive);
    sum = f32x4.add(sum, dz);
    products = f32x4.add(products, f32x4.mul(dz, centred));
    x += pixel;
    dy += pixel;
  }
  v128.store(to, sum);
  v128.store(to + pixel, products);
}

/**
 * dβ = Σ dz, dγ = Σ dz · (x − μ) / σ, and what they do to dx: slopes −γ/σ² · dγ / m and offsets −γ/σ · dβ / m, both 0
 * where μ and σ did not come of x.
 *
 * Parameters: 0, 3 unused, 4 factors, 5 partial `[blocks, 2, channels]`, 6 blocks, 7 dγ, 8 dβ, 9 slopes and offsets
 * `[2, channels]`, 10 one where μ and σ came of x. One unit.
 */
export function batchNormCombineSums(job: usize): void {
  const pixel = pixelOf(job);
  const blocks = int(job, 6);
  const share: f64 = int(job, 10) != 0 ? -1 / <f64>int(job, 1) : 0;
  for (let c: usize = 0; c < pixel; c += 4) {
    let sum: f64 = 0;
    let products: f64 = 0;
    let from = address(job, 5) + c;
    for (let block = 0; block < blocks; block++) {
      sum += <f64>load<f32>(from);
      products += <f64>load<f32>(from + pixel);
      from += pixel << 1;
    }
    const factor = <f64>load<f32>(address(job, 4) + pixel + c);
    const inverse = <f64>load<f32>(address(job, 4) + 3 * pixel + c);
    store<f32>(address(job, 7) + c, <f32>(products * inverse));
    store<f32>(address(job, 8) + c, <f32>sum);
    store<f32>(address(job, 9) + c, <f32>(factor * inverse * inverse * products * share));
    store<f32>(address(job, 9) + pixel + c, <f32>(factor * sum * share));
  }
}

/**
 * dx = dz · γ/σ + (x − μ) · slope + offset. Parameters: 4 factors, 5 dy, 6 one where ReLU followed, 7 dx, 8 slopes and
 * offsets `[2, channels]`.
 */
export function batchNormInputGradient(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const rows = rowsOf(job, unit);
  const x = address(job, 0) + startOf(job, unit);
  const dy = address(job, 5) + startOf(job, unit);
  const dx = address(job, 7) + startOf(job, unit);
  const factors = address(job, 4);
  const slopes = address(job, 8);
  const relu = int(job, 6) != 0;
  let c: usize = 0;
  for (; c + 16 <= pixel; c += 16) {
    undoFour(x + c, dy + c, dx + c, pixel, rows, factors + c, slopes + c, relu);
  }
  for (; c < pixel; c += 4) {
    const mean = load<f32>(factors + c);
    const factor = load<f32>(factors + pixel + c);
    const shift = load<f32>(factors + 2 * pixel + c);
    const slope = load<f32>(slopes + c);
    const offset = load<f32>(slopes + pixel + c);
    let at = c;
    for (let row = 0; row < rows; row++) {
      const centred = load<f32>(x + at) - mean;
      const alive = !relu || centred * factor + shift > 0;
      const dz = alive ? load<f32>(dy + at) : <f32>0;
      store<f32>(dx + at, dz * factor + (centred * slope + offset));
      at += pixel;
    }
  }
}

function undoFour(
  x: usize,
  dy: usize,
  dx: usize,
  pixel: usize,
  rows: i32,
  factors: usize,
  slopes: usize,
  relu: bool,
): void {
  const mean = v128.load(factors);
  const factor = v128.load(factors + pixel);
  const shift = v128.load(factors + 2 * pixel);
  const slope = v128.load(slopes);
  const offset = v128.load(slopes + pixel);
  const all = i32x4.splat(relu ? 0 : -1);
  const zero = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    const centred = f32x4.sub(v128.load(x), mean);
    const alive = v128.or(f32x4.gt(f32x4.add(f32x4.mul(centred, factor), shift), zero), all);
    const dz = v128.and(v128.load(dy), alive);
    const through = f32x4.add(f32x4.mul(centred, slope), offset);
    v128.store(dx, f32x4.add(f32x4.mul(dz, factor), through));
    x += pixel;
    dy += pixel;
    dx += pixel;
  }
}
