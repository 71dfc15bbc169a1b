import { address, int } from './job.ts';

/**
 * The way back through average-pooling: each output's gradient, divided by the size of the window, goes to all inputs of
 * its window. Means over fewer values, at a border, are the caller's affair.
 *
 * Parameters: 0 dy `[images, p, q, c]`, 1 dx `[images, h, w, c]`, 2 h, 3 w, 4 c, 5 p, 6 q, 7, 8 window, 9, 10 stride,
 * 11 top, 12 left (padding). Units: images.
 */
export function avgPoolGradient(job: usize, unit: i32): void {
  const height = int(job, 2);
  const width = int(job, 3);
  const channels = int(job, 4);
  const pixel = <usize>channels << 2;
  const dx = address(job, 1) + <usize>(unit * height * width) * pixel;
  let dy = address(job, 0) + <usize>(unit * int(job, 5) * int(job, 6)) * pixel;
  const share = <f32>1 / <f32>(int(job, 7) * int(job, 8));
  memory.fill(dx, 0, <usize>(height * width) * pixel);
  for (let p = 0, outHeight = int(job, 5); p < outHeight; p++) {
    const rowStart = p * int(job, 9) - int(job, 11);
    const rowLow = max(0, rowStart);
    const rowHigh = min(height, rowStart + int(job, 7));
    for (let q = 0, outWidth = int(job, 6); q < outWidth; q++) {
      const columnStart = q * int(job, 10) - int(job, 12);
      const columnLow = max(0, columnStart);
      const columnHigh = min(width, columnStart + int(job, 8));
      for (let row = rowLow; row < rowHigh; row++) {
        let to = dx + <usize>(row * width + columnLow) * pixel;
        for (let column = columnLow; column < columnHigh; column++) {
          addShare(to, dy, pixel, share);
          to += pixel;
        }
      }
      dy += pixel;
    }
  }
}

function addShare(to: usize, dy: usize, pixel: usize, share: f32): void {
  const shares = f32x4.splat(share);
  let c: usize = 0;
  for (; c + 16 <= pixel; c += 16) {
    v128.store(to + c, f32x4.add(v128.load(to + c), f32x4.mul(v128.load(dy + c), shares)));
  }
  for (; c < pixel; c += 4) store<f32>(to + c, load<f32>(to + c) + load<f32>(dy + c) * share);
}
