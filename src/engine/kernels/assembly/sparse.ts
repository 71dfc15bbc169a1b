import { address, int } from './job.ts';

/**
 * Products of a sparse matrix, whose rows are lists of values and their columns, with a matrix whose columns lie side by
 * side in lanes: one value of the sparse matrix is multiplied with `width` lanes at a time.
 */

/**
 * y = act(sparse rows · lanes + bias), a tile `[rows of the unit, width]` at a time, turned when it is stored.
 *
 * Parameters: 0 blocks (see `layLanes`), 1 bytes of a block, 2 positions at which a block is read, 3 table of their
 * offsets in bytes of one lane, 4 width (16 or 4; 1 for a plain vector), 5 lanes in all; 6 rows, 7 row starts
 * `[rows + 1]`, 8 columns, 9 values; 10 bias (0 for none), 11 y, 12 bytes from a lane to the next in y, 13 bytes from a
 * position to the next in y, 14 one where ReLU follows, 15 tiles of the threads, 16 rows of a unit (a multiple of four).
 * Units: blocks × positions × groups of rows, the last fastest.
 */
export function sparseForward(job: usize, unit: i32, thread: i32): void {
  const width = int(job, 4);
  const rows = int(job, 6);
  const unitRows = int(job, 16);
  const groups = (rows + unitRows - 1) / unitRows;
  const group = unit % groups;
  const place = unit / groups;
  const position = place % int(job, 2);
  const block = place / int(job, 2);
  const laneBytes = (<usize>width) << 2;
  const offset = <usize>load<u32>(address(job, 3) + ((<usize>position) << 2));
  const x = address(job, 0) + <usize>block * address(job, 1) + offset * <usize>width;
  const firstRow = group * unitRows;
  const endRow = min(rows, firstRow + unitRows);
  const tile = address(job, 15) + <usize>(thread * unitRows) * laneBytes;
  const bias = address(job, 10);
  const columns = address(job, 8);
  const values = address(job, 9);

  let to = tile;
  let starts = address(job, 7) + ((<usize>firstRow) << 2);
  for (let row = firstRow; row < endRow; row++) {
    const first = (<usize>load<u32>(starts)) << 2;
    const end = columns + ((<usize>load<u32>(starts, 4)) << 2);
    const start = bias != 0 ? load<f32>(bias + ((<usize>row) << 2)) : <f32>0;
    if (width == 16) addRow16(x, columns + first, end, values + first, start, to);
    else if (width == 4) addRow4(x, columns + first, end, values + first, start, to);
    else store<f32>(to, addRow1(x, columns + first, end, values + first, start));
    starts += 4;
    to += laneBytes;
  }

  const yLane = address(job, 12);
  const firstLane = block * width;
  const y =
    address(job, 11) + <usize>firstLane * yLane + <usize>position * address(job, 13) + ((<usize>firstRow) << 2);
  const lanes = min(width, int(job, 5) - firstLane);
  storeTurned(tile, laneBytes, y, yLane, endRow - firstRow, lanes, int(job, 14) != 0);
}

/** Puts the products of one sparse row with 16 lanes down at `to`, added to `start` in the order of the columns. */
function addRow16(x: usize, columns: usize, end: usize, values: usize, start: f32, to: usize): void {
  let c0 = f32x4.splat(start);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  while (columns < end) {
    const from = x + ((<usize>load<u32>(columns)) << 6);
    const value = v128.load_splat<f32>(values);
    c0 = f32x4.add(c0, f32x4.mul(value, v128.load(from)));
    c1 = f32x4.add(c1, f32x4.mul(value, v128.load(from, 16)));
    c2 = f32x4.add(c2, f32x4.mul(value, v128.load(from, 32)));
    c3 = f32x4.add(c3, f32x4.mul(value, v128.load(from, 48)));
    columns += 4;
    values += 4;
  }
  v128.store(to, c0);
  v128.store(to, c1, 16);
  v128.store(to, c2, 32);
  v128.store(to, c3, 48);
}

/** As `addRow16` with four lanes. */
function addRow4(x: usize, columns: usize, end: usize, values: usize, start: f32, to: usize): void {
  let sum = f32x4.splat(start);
  while (columns < end) {
    const from = x + ((<usize>load<u32>(columns)) << 4);
    sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(values), v128.load(from)));
    columns += 4;
    values += 4;
  }
  v128.store(to, sum);
}

/** The product of one sparse row with a vector: four sums in turn, so that an addition need not wait for the last one. */
function addRow1(x: usize, columns: usize, end: usize, values: usize, start: f32): f32 {
  let s0 = start;
  let s1: f32 = 0;
  let s2: f32 = 0;
  let s3: f32 = 0;
  while (columns + 16 <= end) {
    s0 += load<f32>(values) * load<f32>(x + ((<usize>load<u32>(columns)) << 2));
    s1 += load<f32>(values, 4) * load<f32>(x + ((<usize>load<u32>(columns, 4)) << 2));
    s2 += load<f32>(values, 8) * load<f32>(x + ((<usize>load<u32>(columns, 8)) << 2));
    s3 += load<f32>(values, 12) * load<f32>(x + ((<usize>load<u32>(columns, 12)) << 2));
    columns += 16;
    values += 16;
  }
  while (columns < end) {
    s0 += load<f32>(values) * load<f32>(x + ((<usize>load<u32>(columns)) << 2));
    columns += 4;
    values += 4;
  }
  return s0 + s1 + (s2 + s3);
}

/** Stores a tile `[rows, lanes]` as `[lanes, rows]`. */
function storeTurned(
  tile: usize,
  tileBytes: usize,
  target: usize,
  laneBytes: usize,
  rows: i32,
  lanes: i32,
  relu: bool,
): void {
  const zero = f32x4.splat(0);
  if (tileBytes == 4) {
    for (let row = 0; row < rows; row++) {
      const value = load<f32>(tile + ((<usize>row) << 2));
      store<f32>(target + ((<usize>row) << 2), relu ? max<f32>(value, 0) : value);
    }
    return;
  }
  for (let lane = 0; lane < lanes; lane += 4) {
    const count = min(4, lanes - lane);
    for (let row = 0; row < rows; row += 4) {
      const from = tile + <usize>row * tileBytes + ((<usize>lane) << 2);
      let v0 = v128.load(from);
      let v1 = v128.load(from + tileBytes);
      let v2 = v128.load(from + 2 * tileBytes);
      let v3 = v128.load(from + 3 * tileBytes);
      if (relu) {
        v0 = f32x4.max(v0, zero);
        v1 = f32x4.max(v1, zero);
        v2 = f32x4.max(v2, zero);
        v3 = f32x4.max(v3, zero);
      }
      const low01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
      const to = target + <usize>lane * laneBytes + ((<usize>row) << 2);
      const left = rows - row;
      storePart(to, v128.shuffle<i64>(low01, low23, 0, 2), left);
      if (count > 1) storePart(to + laneBytes, v128.shuffle<i64>(low01, low23, 1, 3), left);
      if (count > 2) storePart(to + 2 * laneBytes, v128.shuffle<i64>(high01, high23, 0, 2), left);
      if (count > 3) storePart(to + 3 * laneBytes, v128.shuffle<i64>(high01, high23, 1, 3), left);
    }
  }
}

/** Stores the first `count` of four values, all where there are more. */
function storePart(to: usize, values: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, values);
    return;
  }
  store<f32>(to, f32x4.extract_lane(values, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(values, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(values, 2), 8);
}
