import { address, float, int } from './job.ts';
import { dropBelow, dropOneBelow, FAR_BELOW, SQUARE_FAR_BELOW } from './subnormals.ts';

/** Values that one unit of work covers. */
const UNIT_VALUES = 8192;

/**
 * One step of gradient descent on one weight tensor, slots in place, as `OPTIMIZER_RULES` in `optimizers.ts` defines it.
 *
 * Parameters: 0 weight, 1 gradient, 2 first slot, 3 second slot, 4 values, 5 mask of bytes (0 for none), 6 rule (0 sgd,
 * 1 momentum, 2 nesterov, 3 adam), 7 new weight, 8 l2, 9 l1, 10 learning rate (adam: divided by 1 − β₁ᵗ), 11 momentum
 * or β₁, 12 β₂, 13 √(1 − β₂ᵗ), 14 ε, 15 1 − β₁, 16 1 − β₂. Where the mask is 0, weight and slots become 0;
 * gradients and slots count as 0 where they could no longer move a weight. Units: runs of 8,192 values.
 */
export function descend(job: usize, unit: i32): void {
  const first = unit * UNIT_VALUES;
  const end = min(int(job, 4), first + UNIT_VALUES);
  const weight = address(job, 0);
  const gradient = address(job, 1);
  const slot1 = address(job, 2);
  const slot2 = address(job, 3);
  const mask = address(job, 5);
  const rule = int(job, 6);
  const updated = address(job, 7);
  const l2 = float(job, 8);
  const l1 = float(job, 9);
  const rate = float(job, 10);
  const beta1 = float(job, 11);
  const beta2 = float(job, 12);
  const correction = float(job, 13);
  const epsilon = float(job, 14);
  const rest1 = float(job, 15);
  const rest2 = float(job, 16);
  const vectorEnd = mask == 0 && l1 == 0 ? first + ((end - first) & ~3) : first;

  for (let index = first; index < vectorEnd; index += 4) {
    const at = (<usize>index) << 2;
    const w = v128.load(weight + at);
    let g = v128.load(gradient + at);
    if (l2 != 0) g = f32x4.add(g, f32x4.mul(dropBelow(w, FAR_BELOW), f32x4.splat(l2)));
    g = dropBelow(g, FAR_BELOW);
    let direction = g;
    if (rule == 1 || rule == 2) {
      const velocity = f32x4.add(f32x4.mul(v128.load(slot1 + at), f32x4.splat(beta1)), g);
      v128.store(slot1 + at, dropBelow(velocity, FAR_BELOW));
      direction = rule == 1 ? velocity : f32x4.add(g, f32x4.mul(velocity, f32x4.splat(beta1)));
    } else if (rule == 3) {
      const m = f32x4.add(
        f32x4.mul(v128.load(slot1 + at), f32x4.splat(beta1)),
        f32x4.mul(g, f32x4.splat(rest1)),
      );
      const squared = dropBelow(g, SQUARE_FAR_BELOW);
      const v = f32x4.add(
        f32x4.mul(v128.load(slot2 + at), f32x4.splat(beta2)),
        f32x4.mul(f32x4.mul(squared, squared), f32x4.splat(rest2)),
      );
      v128.store(slot1 + at, dropBelow(m, FAR_BELOW));
      v128.store(slot2 + at, dropBelow(v, FAR_BELOW));
      const root = f32x4.div(f32x4.sqrt(v), f32x4.splat(correction));
      direction = f32x4.div(m, f32x4.add(root, f32x4.splat(epsilon)));
    }
    v128.store(updated + at, f32x4.sub(w, f32x4.mul(direction, f32x4.splat(rate))));
  }

  for (let index = vectorEnd; index < end; index++) {
    const at = (<usize>index) << 2;
    if (mask != 0 && load<u8>(mask + <usize>index) == 0) {
      store<f32>(updated + at, 0);
      if (rule > 0) store<f32>(slot1 + at, 0);
      if (rule == 3) store<f32>(slot2 + at, 0);
      continue;
    }
    const w = load<f32>(weight + at);
    let g = load<f32>(gradient + at);
    if (l2 != 0) g += dropOneBelow(w, FAR_BELOW) * l2;
    g = dropOneBelow(g, FAR_BELOW);
    if (l1 != 0) g += w > 0 ? l1 : w < 0 ? -l1 : <f32>0;
    let direction = g;
    if (rule == 1 || rule == 2) {
      const velocity = load<f32>(slot1 + at) * beta1 + g;
      store<f32>(slot1 + at, dropOneBelow(velocity, FAR_BELOW));
      direction = rule == 1 ? velocity : g + velocity * beta1;
    } else if (rule == 3) {
      const m = load<f32>(slot1 + at) * beta1 + g * rest1;
      const squared = dropOneBelow(g, SQUARE_FAR_BELOW);
      const v = load<f32>(slot2 + at) * beta2 + squared * squared * rest2;
      store<f32>(slot1 + at, dropOneBelow(m, FAR_BELOW));
      store<f32>(slot2 + at, dropOneBelow(v, FAR_BELOW));
      direction = m / (sqrt<f32>(v) / correction + epsilon);
    }
    store<f32>(updated + at, w - direction * rate);
  }
}
