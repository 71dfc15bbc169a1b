/** Sparsities of the first epochs (Lin et al. 2018, §3.3). */
export const WARM_UP_SPARSITIES = [0.75, 0.9375, 0.984375, 0.996, 0.999] as const;

/** Share held back in an epoch (0 first) of a training that warms up to `target`; never more than the target. */
export function computeWarmUpSparsity(epoch: number, target: number): number {
  return Math.min(WARM_UP_SPARSITIES[epoch] ?? target, target);
}
