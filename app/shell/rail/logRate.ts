/** The learning rates of the slider, as powers of ten. */
export const RATE_EXPONENTS = { min: -6, max: 0, step: 0.05 } as const;

/** Where a rate stands on the slider, within its ends. */
export function toExponent(rate: number): number {
  return Math.min(RATE_EXPONENTS.max, Math.max(RATE_EXPONENTS.min, Math.log10(rate)));
}

/** The rate at a place of the slider, with two significant digits: what is set is what is read. */
export function fromExponent(exponent: number): number {
  return Number((10 ** exponent).toPrecision(2));
}
