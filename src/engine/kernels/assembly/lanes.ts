import { address, int } from './job.ts';
import { base, imageStride, outHeight, outWidth, rowOffset, runLength, runStride, runs } from './rows.ts';

/**
 * Lays rows out as blocks of lanes, `[blocks, depth, width]`: for each value of a row the same value of the next rows
 * beside it. Lanes behind the last row repeat it.
 *
 * Parameters after the rows: 11 blocks' address, 12 width (a multiple of four), 13 rows in all.
 * Units: blocks × runs, the runs fastest.
 */
export function layLanes(job: usize, unit: i32): void {
  const width = int(job, 12);
  const run = unit % runs(job);
  const block = unit / runs(job);
  const floats = runLength(job);
  const laneBytes = (<usize>width) << 2;
  const depth = runs(job) * floats;
  const from = base(job) + <usize>run * runStride(job);
  const target = address(job, 11) + <usize>(block * depth + run * floats) * laneBytes;
  const last = int(job, 13) - 1;
  const whole = floats & ~3;
  for (let lane = 0; lane < width; lane += 4) {
    const first = block * width + lane;
    let a0 = from + placeOf(job, min(last, first));
    let a1 = from + placeOf(job, min(last, first + 1));
    let a2 = from + placeOf(job, min(last, first + 2));
    let a3 = from + placeOf(job, min(last, first + 3));
    let to = target + ((<usize>lane) << 2);
    for (let at = 0; at < whole; at += 4) {
      const v0 = v128.load(a0);
      const v1 = v128.load(a1);
      const v2 = v128.load(a2);
      const v3 = v128.load(a3);
      const low01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2));
      v128.store(to + laneBytes, v128.shuffle<i64>(low01, low23, 1, 3));
      v128.store(to + 2 * laneBytes, v128.shuffle<i64>(high01, high23, 0, 2));
      v128.store(to + 3 * laneBytes, v128.shuffle<i64>(high01, high23, 1, 3));
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      to += 4 * laneBytes;
    }
    for (let at = whole; at < floats; at++) {
      store<f32>(to, load<f32>(a0));
      store<f32>(to, load<f32>(a1), 4);
      store<f32>(to, load<f32>(a2), 8);
      store<f32>(to, load<f32>(a3), 12);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      to += laneBytes;
    }
  }
}

/** Bytes from the first image to a row, counted through all images. */
function placeOf(job: usize, row: i32): usize {
  const positions = outHeight(job) * outWidth(job);
  const image = row / positions;
  return <usize>image * imageStride(job) + rowOffset(job, row - image * positions);
}
