/**
 * Numbers below 2⁻¹²⁶ (subnormals) take some processors a hundred times as long to multiply, and WebAssembly cannot have
 * them flushed by the processor. They collect where weights decay whose input is always 0 (the dark border of digits).
 * Where such a number meets others of usual size it is 0 in all but name, so kernels read and keep it as 0.
 */

/** The bits of 2⁻¹⁰⁰: its product with what is above 2⁻²⁶ is normal still. */
export const LEAST_WEIGHT: i32 = 0x0d800000;
/** The bits of 2⁻¹²⁰: what is left of it after a factor of 1/64 is normal still. */
export const FAR_BELOW: i32 = 0x03800000;
/** The bits of 2⁻⁵⁷: its square is normal still, with a factor of 1/1024 too. */
export const SQUARE_FAR_BELOW: i32 = 0x23000000;

/** Values with those 0 whose magnitude is below that of the bits `least`; not-a-number stays. */
export function dropBelow(values: v128, least: i32): v128 {
  const magnitude = v128.and(values, i32x4.splat(0x7fffffff));
  return v128.and(values, i32x4.ge_s(magnitude, i32x4.splat(least)));
}

/** As `dropBelow` for one value. */
export function dropOneBelow(value: f32, least: i32): f32 {
  return (reinterpret<i32>(value) & 0x7fffffff) >= least ? value : 0;
}
