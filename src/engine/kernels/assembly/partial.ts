/** Vectors of which only the first lanes exist. */

/** Up to four values `step` bytes apart; the other lanes are 0. */
export function loadLanes(from: usize, step: usize, lanes: i32): v128 {
  if (lanes >= 4 && step == 4) return v128.load(from);
  let values = f32x4.splat(0);
  if (lanes > 0) values = v128.load_lane<f32>(from, values, 0);
  if (lanes > 1) values = v128.load_lane<f32>(from + step, values, 1);
  if (lanes > 2) values = v128.load_lane<f32>(from + 2 * step, values, 2);
  if (lanes > 3) values = v128.load_lane<f32>(from + 3 * step, values, 3);
  return values;
}

/** Puts the first lanes down, one to four. */
export function storeLanes(to: usize, values: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(to, values);
    return;
  }
  v128.store_lane<f32>(to, values, 0);
  if (lanes > 1) v128.store_lane<f32>(to, values, 1, 4);
  if (lanes > 2) v128.store_lane<f32>(to, values, 2, 8);
}
