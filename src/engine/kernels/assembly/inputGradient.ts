import { address, int, tileOf } from './job.ts';
import { addProduct8, multiply4, multiply8 } from './product.ts';
import { base, imageStride, outHeight, outWidth, rowOffset, runLength, runStride, runs } from './rows.ts';

/**
 * dx: every output position adds dy · filterᵀ to the patch it has read; dx must be 0 before.
 *
 * The rows are those of dx. Parameters after them: 11 panels of filterᵀ, for each run those of `[columns, runLength]`
 * (see `packPanels`), 12 dy `[images · positions, columns]`, 13 columns, 14 one where a pixel
 * has eight channels or more, so that neighbours' targets do not overlap. Units: images.
 */
export function inputGradient(job: usize, unit: i32, thread: i32): void {
  const positions = outHeight(job) * outWidth(job);
  const columns = int(job, 13);
  const rowBytes = <usize>columns << 2;
  const dx = base(job) + <usize>unit * imageStride(job);
  const dy = address(job, 12) + <usize>(unit * positions) * rowBytes;
  const length = runLength(job);
  const tile = tileOf(job, thread);
  const last = positions - 1;
  const apart = int(job, 14) != 0;
  let panel = address(job, 11);
  for (let run = 0, count = runs(job); run < count; run++) {
    for (let entry = 0; entry < length; entry += 8) {
      const width = min(8, length - entry);
      const place = dx + <usize>run * runStride(job) + (<usize>entry << 2);
      for (let position = 0; position < positions; position += 4) {
        const a0 = dy + <usize>position * rowBytes;
        const a1 = dy + <usize>min(last, position + 1) * rowBytes;
        const a2 = dy + <usize>min(last, position + 2) * rowBytes;
        const a3 = dy + <usize>min(last, position + 3) * rowBytes;
        if (apart && width == 8 && position + 4 <= positions) {
          const target0 = place + rowOffset(job, position);
          const target1 = place + rowOffset(job, position + 1);
          const target2 = place + rowOffset(job, position + 2);
          const target3 = place + rowOffset(job, position + 3);
          addProduct8(a0, a1, a2, a3, columns, panel, target0, target1, target2, target3);
          continue;
        }
        if (width > 4) multiply8(a0, a1, a2, a3, 1, columns, 0, panel, tile);
        else multiply4(a0, a1, a2, a3, 1, columns, 0, panel, tile);
        const rows = min(4, positions - position);
        for (let row = 0; row < rows; row++) {
          addRow(place + rowOffset(job, position + row), tile + (<usize>row << 5), width);
        }
      }
      panel += <usize>(columns + 1) << (width > 4 ? 5 : 4);
    }
  }
}

function addRow(target: usize, from: usize, width: i32): void {
  if (width == 8) {
    v128.store(target, f32x4.add(v128.load(target), v128.load(from)));
    v128.store(target, f32x4.add(v128.load(target, 16), v128.load(from, 16)), 16);
    return;
  }
  if (width == 4) {
    v128.store(target, f32x4.add(v128.load(target), v128.load(from)));
    return;
  }
  for (let lane = 0; lane < width; lane++) {
    const at = target + (<usize>lane << 2);
    store<f32>(at, load<f32>(at) + load<f32>(from + (<usize>lane << 2)));
  }
}
