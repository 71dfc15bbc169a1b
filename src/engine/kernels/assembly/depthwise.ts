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
  const columns = int(job, 8);
  const step = <usize>int(job, 12) * pixel;
  const bias = address(job, 13);
  const floor = f32x4.splat(int(job, 14) != 0 ? 0 : -Infinity);
  let y = address(job, 1) + <usize>(unit * columns) * pixel;
  for (let column = 0; column < columns; column++) {
    const corner = x + <usize>column * step;
    let channel: usize = 0;
    for (; channel + 16 <= pixel; channel += 16) {
      const start = bias != 0 ? v128.load(bias + channel) : f32x4.splat(0);
      v128.store(y + channel, f32x4.max(dotFour(job, corner + channel, channel, start), floor));
    }
    for (; channel < pixel; channel += 4) {
      const start = bias != 0 ? load<f32>(bias + channel) : <f32>0;
      const value = dotOne(job, corner + channel, channel, start);
      store<f32>(y + channel, max<f32>(value, f32x4.extract_lane(floor, 0)));
    }
    y += pixel;
  }
}

function dotFour(job: usize, corner: usize, channel: usize, start: v128): v128 {
  const pixel = pixelOf(job);
  const lineBytes = <usize>int(job, 5) * pixel;
  const rowBytes = <usize>int(job, 10) * pixel;
  let sum = start;
  let filter = address(job, 2) + channel;
  for (let row = 0, rows = int(job, 9); row < rows; row++) {
    let x = corner + <usize>row * lineBytes;
    const end = filter + rowBytes;
    while (filter < end) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(x), v128.load(filter)));
      x += pixel;
      filter += pixel;
    }
  }
  return sum;
}

function dotOne(job: usize, corner: usize, channel: usize, start: f32): f32 {
  const pixel = pixelOf(job);
  const lineBytes = <usize>int(job, 5) * pixel;
  const rowBytes = <usize>int(job, 10) * pixel;
  let sum = start;
  let filter = address(job, 2) + channel;
  for (let row = 0, rows = int(job, 9); row < rows; row++) {
    let x = corner + <usize>row * lineBytes;
    const end = filter + rowBytes;
    while (filter < end) {
      sum += load<f32>(x) * load<f32>(filter);
      x += pixel;
      filter += pixel;
    }
  }
  return sum;
}

/** Units: blocks of four channels. */
export function depthwiseFilterGradient(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const first = <usize>unit << 4;
  const end = min<usize>(pixel, first + 16);
  const taps = int(job, 9) * int(job, 10);
  for (let tap = 0; tap < taps; tap++) {
    const gradient = address(job, 2) + <usize>tap * pixel;
    if (end - first == 16) {
      v128.store(gradient + first, sumFour(job, tap, first));
    } else {
      for (let channel = first; channel < end; channel += 4) {
        store<f32>(gradient + channel, sumOne(job, tap, channel));
      }
    }
  }
}

function sumFour(job: usize, tap: i32, channel: usize): v128 {
  const pixel = pixelOf(job);
  const imageBytes = <usize>(int(job, 4) * int(job, 5)) * pixel;
  const lineBytes = <usize>int(job, 8) * pixel;
  const step = <usize>int(job, 12) * pixel;
  let sum = f32x4.splat(0);
  let dy = address(job, 1) + channel;
  let image = address(job, 0) + channel;
  for (let index = 0, images = int(job, 3); index < images; index++) {
    for (let line = 0; line < int(job, 7); line++) {
      let x = image + placeOf(job, line, tap);
      const end = dy + lineBytes;
      while (dy < end) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(x), v128.load(dy)));
        x += step;
        dy += pixel;
      }
    }
    image += imageBytes;
  }
  return sum;
}

function sumOne(job: usize, tap: i32, channel: usize): f32 {
  const pixel = pixelOf(job);
  const imageBytes = <usize>(int(job, 4) * int(job, 5)) * pixel;
  const lineBytes = <usize>int(job, 8) * pixel;
  const step = <usize>int(job, 12) * pixel;
  let sum: f32 = 0;
  let dy = address(job, 1) + channel;
  let image = address(job, 0) + channel;
  for (let index = 0, images = int(job, 3); index < images; index++) {
    for (let line = 0; line < int(job, 7); line++) {
      let x = image + placeOf(job, line, tap);
      const end = dy + lineBytes;
      while (dy < end) {
        sum += load<f32>(x) * load<f32>(dy);
        x += step;
        dy += pixel;
      }
    }
    image += imageBytes;
  }
  return sum;
}

/** dx must be 0 before. Units: images. */
export function depthwiseInputGradient(job: usize, unit: i32): void {
  const pixel = pixelOf(job);
  const lineBytes = <usize>int(job, 8) * pixel;
  const step = <usize>int(job, 12) * pixel;
  const image = address(job, 0) + <usize>(unit * int(job, 4) * int(job, 5)) * pixel;
  const taps = int(job, 9) * int(job, 10);
  let channel: usize = 0;
  for (; channel < pixel; channel += channel + 16 <= pixel ? 16 : 4) {
    const vector = channel + 16 <= pixel;
    for (let tap = 0; tap < taps; tap++) {
      const filterAt = address(job, 2) + <usize>tap * pixel + channel;
      let dy = address(job, 1) + <usize>(unit * int(job, 7)) * lineBytes + channel;
      for (let line = 0; line < int(job, 7); line++) {
        let dx = image + placeOf(job, line, tap) + channel;
        const end = dy + lineBytes;
        if (vector) {
          const filter = v128.load(filterAt);
          while (dy < end) {
            v128.store(dx, f32x4.add(v128.load(dx), f32x4.mul(v128.load(dy), filter)));
            dx += step;
            dy += pixel;
          }
        } else {
          const filter = load<f32>(filterAt);
          while (dy < end) {
            store<f32>(dx, load<f32>(dx) + load<f32>(dy) * filter);
            dx += step;
            dy += pixel;
          }
        }
      }
    }
  }
}
