import { address, int } from './job.ts';

/**
 * The way back through ReLU and a bias: dz = dy where y > 0, else 0, and the sums of dz over all rows.
 *
 * Parameters: 0 dy `[rows, columns]`, 1 y (0 where no ReLU is undone), 2 dz `[rows, dzStride]` (0 for none),
 * 3 rows, 4 columns, 5 dzStride in floats, 6 sums `[blocks, columns]` of the blocks (0 for none), 7 rows of a block.
 * Units: blocks of rows.
 */
export function undoActivation(job: usize, unit: i32): void {
  const columns = int(job, 4);
  const blockRows = int(job, 7);
  const first = unit * blockRows;
  const end = min(int(job, 3), first + blockRows);
  const dyBase = address(job, 0);
  const yBase = address(job, 1);
  const dzBase = address(job, 2);
  const dzStride = int(job, 5);
  let sums = address(job, 6);
  if (sums != 0) sums += (<usize>(unit * columns)) << 2;
  if (sums != 0) memory.fill(sums, 0, (<usize>columns) << 2);
  const zero = f32x4.splat(0);
  const vectors = columns & ~3;
  for (let row = first; row < end; row++) {
    const at = (<usize>(row * columns)) << 2;
    const to = dzBase + ((<usize>(row * dzStride)) << 2);
    for (let column = 0; column < vectors; column += 4) {
      const offset = (<usize>column) << 2;
      let value = v128.load(dyBase + at + offset);
      if (yBase != 0) value = v128.and(value, f32x4.gt(v128.load(yBase + at + offset), zero));
      if (dzBase != 0) v128.store(to + offset, value);
      if (sums != 0) v128.store(sums + offset, f32x4.add(v128.load(sums + offset), value));
    }
    for (let column = vectors; column < columns; column++) {
      const offset = (<usize>column) << 2;
      let value = load<f32>(dyBase + at + offset);
      if (yBase != 0 && !(load<f32>(yBase + at + offset) > 0)) value = 0;
      if (dzBase != 0) store<f32>(to + offset, value);
      if (sums != 0) store<f32>(sums + offset, load<f32>(sums + offset) + value);
    }
    if (dzBase != 0)
      for (let column = columns; column < dzStride; column++) store<f32>(to + ((<usize>column) << 2), 0);
  }
}

/** Adds rows `[rows, columns]` up to `[columns]`. Parameters: 0 rows' address, 1 sum, 2 rows, 3 columns. One unit. */
export function addRows(job: usize): void {
  const columns = int(job, 3);
  const sum = address(job, 1);
  memory.copy(sum, address(job, 0), (<usize>columns) << 2);
  let from = address(job, 0);
  for (let row = 1, rows = int(job, 2); row < rows; row++) {
    from += (<usize>columns) << 2;
    for (let column = 0; column < columns; column++) {
      const at = sum + ((<usize>column) << 2);
      store<f32>(at, load<f32>(at) + load<f32>(from + ((<usize>column) << 2)));
    }
  }
}
