/** The sparsities of DGC's warm-up, and 99 %: marks of the slider. */
export const SPARSITY_MARKS = [0, 0.75, 0.9375, 0.984375, 0.99, 0.996, 0.999] as const;

/** How near to a mark the slider catches it, as a share of its length. */
const CATCH = 0.012;
/** Decades of what is sent that the slider spans: all to a thousandth. */
const DECADES = 3;

/** Where a sparsity stands on the slider, 0…1: by the logarithm of what is sent, so that each halving is as far. */
export function toPosition(sparsity: number): number {
  return Math.min(1, Math.max(0, -Math.log10(1 - sparsity) / DECADES));
}

/** The sparsity at a place of the slider: a mark where one is near, else with as many digits as a person can use. */
export function toSparsity(position: number): number {
  const mark = SPARSITY_MARKS.find((value) => Math.abs(toPosition(value) - position) <= CATCH);
  if (mark !== undefined) return mark;
  const sent = 10 ** (-DECADES * position);
  return 1 - Number(sent.toPrecision(2));
}
