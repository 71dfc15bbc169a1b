import { address, int } from './job.ts';

/**
 * A depthwise convolution with one filter per channel and its gradients, four channels at a time, the last ones singly.
 *
 * Parameters of all: 0 x or dx `[images, h, w, c]` with its border, 1 y or dy `[images, p, q, c]`, 2 filter
 * `[kh, kw, c]` or its gradient, 3 images, 4 h, 5 w, 6 c, 7 p, 8 q, 9 kh, 10 kw, 11, 12 strides.
 */

/** Bytes of one pixel. */
function pixelOf(job: usize): usize {
  return <usize>int(job, 6) << 2;
}

/** Bytes from the start of an image to the pixel that a tap reads for the first output of a line. */
function placeOf(job: usize, line: i32, tap: i32): usize {
  const row = tap / int(job, 10);
  const column = tap - row * int(job, 10);
  return <usize>((line * int(job, 11) + row) * int(job, 5) + column) * pixelOf(job);
}

/** y = act(x ∗ filter + bias). Parameters: 13 bias (0 for none), 14 one where ReLU follows. Units: lines of all images. */
export function depthwiseForward(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const lines = int(job, 7);
  const image = unit / lines;
  const line = unit - image * lines;
  const x = address(job, 0) + <usize>(image * int(job, 4) * int(job, 5)) * pixel + placeOf(job, line, 0);
  const lineBytes = <usize>int(job, 5) * pixel;
  const filter = address(job, 2);
  const rows = int(job, 9);
  const rowBytes = <usize>int(job, 10) * pixel;
  const columns = int(job, 8);
  const step = <usize>int(job, 12) * pixel;
  const bias = address(job, 13);
  const floor: f32 = int(job, 14) != 0 ? 0 : -Infinity;
  let y = address(job, 1) + <usize>(unit * columns) * pixel;
  for (let column = 0; column < columns; column++) {
    const corner = x + <usize>column * step;
    let channel: usize = 0;
    for (; channel + 16 <= pixel; channel += 16) {
      const start = bias != 0 ? v128.load(bias + channel) : f32x4.splat(0);
      const sum = dotFour(corner + channel, filter + channel, rows, pixel, lineBytes, rowBytes, start);
      v128.store(y + channel, f32x4.max(sum, f32x4.splat(floor)));
    }
    for (; channel < pixel; channel += 4) {
      const start = bias != 0 ? load<f32>(bias + channel) : <f32>0;
      const sum = dotOne(corner + channel, filter + channel, rows, pixel, lineBytes, rowBytes, start);
      store<f32>(y + channel, max<f32>(sum, floor));
    }
    y += pixel;
  }
}

/** `start` and what `rows` rows of taps, `rowBytes` of the filter each, add to it. */
function dotFour(
  x: usize,
  filter: usize,
  rows: i32,
  pixel: usize,
  lineBytes: usize,
  rowBytes: usize,
  start: v128,
): v128 {
  let sum = start;
  for (let row = 0; row < rows; row++) {
    let at = x;
    const end = filter + rowBytes;
    while (filter < end) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(at), v128.load(filter)));
      at += pixel;
      filter += pixel;
    }
    x += lineBytes;
  }
  return sum;
}

/** As `dotFour` for one channel. */
function dotOne(
  x: usize,
  filter: usize,
  rows: i32,
  pixel: usize,
  lineBytes: usize,
  rowBytes: usize,
  start: f32,
): f32 {
  let sum = start;
  for (let row = 0; row < rows; row++) {
    let at = x;
    const end = filter + rowBytes;
    while (filter < end) {
      sum += load<f32>(at) * load<f32>(filter);
      at += pixel;
      filter += pixel;
    }
    x += lineBytes;
  }
  return sum;
}

/** Bytes of the channels that a unit of the filter gradient covers: a line of the processor's cache. */
const UNIT_BYTES: usize = 64;

/**
 * Sums over all outputs, kept in the gradient itself between the lines: x and dy are then read once and not once for
 * every tap. Units: blocks of 16 channels.
 */
export function depthwiseFilterGradient(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const first = <usize>unit * UNIT_BYTES;
  const end = min<usize>(pixel, first + UNIT_BYTES);
  const vectorEnd = first + ((end - first) & ~15);
  const rows = int(job, 9);
  const taps = int(job, 10);
  const rowBytes = <usize>taps * pixel;
  const gradient = address(job, 2);
  for (let tap = 0; tap < rows * taps; tap++) memory.fill(gradient + <usize>tap * pixel + first, 0, end - first);
  const imageBytes = <usize>(int(job, 4) * int(job, 5)) * pixel;
  const inputLine = <usize>int(job, 5) * pixel;
  const outputLine = <usize>int(job, 8) * pixel;
  const step = <usize>int(job, 12) * pixel;
  const lines = int(job, 7);
  let dy = address(job, 1);
  for (let image = 0, images = int(job, 3); image < images; image++) {
    for (let line = 0; line < lines; line++) {
      let x = address(job, 0) + <usize>image * imageBytes + placeOf(job, line, 0);
      let to = gradient;
      for (let row = 0; row < rows; row++) {
        let channel = first;
        for (; channel < vectorEnd; channel += 16) {
          addTaps(x + channel, dy + channel, outputLine, to + channel, taps, pixel, step);
        }
        for (; channel < end; channel += 4) {
          addOneTaps(x + channel, dy + channel, outputLine, to + channel, taps, pixel, step);
        }
        x += inputLine;
        to += rowBytes;
      }
      dy += outputLine;
    }
  }
}

/** Adds one line of outputs to a row of taps, three taps at a time. */
function addTaps(
  x: usize,
  dy: usize,
  lineBytes: usize,
  to: usize,
  taps: i32,
  pixel: usize,
  step: usize,
): void {
  const end = dy + lineBytes;
  let left = taps;
  while (left >= 3) {
    let sum0 = v128.load(to);
    let sum1 = v128.load(to + pixel);
    let sum2 = v128.load(to + 2 * pixel);
    let from = x;
    for (let at = dy; at < end; at += pixel) {
      const gradient = v128.load(at);
      sum0 = f32x4.add(sum0, f32x4.mul(v128.load(from), gradient));
      sum1 = f32x4.add(sum1, f32x4.mul(v128.load(from + pixel), gradient));
      sum2 = f32x4.add(sum2, f32x4.mul(v128.load(from + 2 * pixel), gradient));
      from += step;
    }
    v128.store(to, sum0);
    v128.store(to + pixel, sum1);
    v128.store(to + 2 * pixel, sum2);
    left -= 3;
    x += 3 * pixel;
    to += 3 * pixel;
  }
  for (; left > 0; left--) {
    let sum = v128.load(to);
    let from = x;
    for (let at = dy; at < end; at += pixel) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(from), v128.load(at)));
      from += step;
    }
    v128.store(to, sum);
    x += pixel;
    to += pixel;
  }
}

/** As `addTaps` for one channel. */
function addOneTaps(
  x: usize,
  dy: usize,
  lineBytes: usize,
  to: usize,
  taps: i32,
  pixel: usize,
  step: usize,
): void {
  const end = dy + lineBytes;
  for (let tap = 0; tap < taps; tap++) {
    let sum = load<f32>(to);
    let from = x;
    for (let at = dy; at < end; at += pixel) {
      sum += load<f32>(from) * load<f32>(at);
      from += step;
    }
    store<f32>(to, sum);
    x += pixel;
    to += pixel;
  }
}

/** dx must be 0 before. Units: images. */
export function depthwiseInputGradient(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const vectorEnd = pixel & ~15;
  const lines = int(job, 7);
  const lineBytes = <usize>int(job, 8) * pixel;
  const step = <usize>int(job, 12) * pixel;
  const image = address(job, 0) + <usize>(unit * int(job, 4) * int(job, 5)) * pixel;
  const taps = int(job, 9) * int(job, 10);
  let dy = address(job, 1) + <usize>(unit * lines) * lineBytes;
  for (let line = 0; line < lines; line++) {
    const end = dy + lineBytes;
    let filter = address(job, 2);
    for (let tap = 0; tap < taps; tap++) {
      let dx = image + placeOf(job, line, tap);
      for (let at = dy; at < end; at += pixel) {
        let channel: usize = 0;
        for (; channel < vectorEnd; channel += 16) {
          const product = f32x4.mul(v128.load(at + channel), v128.load(filter + channel));
          v128.store(dx + channel, f32x4.add(v128.load(dx + channel), product));
        }
        for (; channel < pixel; channel += 4) {
          const product = load<f32>(at + channel) * load<f32>(filter + channel);
          store<f32>(dx + channel, load<f32>(dx + channel) + product);
        }
        dx += step;
      }
      filter += pixel;
    }
    dy = end;
  }
}
