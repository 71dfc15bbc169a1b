import type { LayerSparseSpeed, SparseSpeedReport } from '../../../src/index.ts';

type SparsePoint = SparseSpeedReport['layers'][number]['points'][number];

/** Places a sparsity (below 1) where every halving of the kept weights takes as much room: log₂(1 / (1 − sparsity)). */
export function toHalvings(sparsity: number): number {
  return Math.log2(1 / (1 - sparsity));
}

/** The sparsity after so many halvings of the kept weights. */
export function fromHalvings(halvings: number): number {
  return 1 - 2 ** -halvings;
}

/** Whether sparse arithmetic would be faster with the present mask; unclear where 10th to 90th percentiles overlap. */
export function judgeSparse({ present, dense }: LayerSparseSpeed): 'pays' | 'paysNot' | 'unclear' {
  if (present.highMs < dense.lowMs) return 'pays';
  return present.lowMs > dense.highMs ? 'paysNot' : 'unclear';
}

/** The ends of both axes, in halvings and in log₂ of milliseconds: all medians and most of their spread are within. */
export function listDomains({ points, present, dense }: LayerSparseSpeed) {
  const timed: readonly SparsePoint[] = [...points, present];
  const places = timed.map(({ sparsity }) => (sparsity < 1 ? toHalvings(sparsity) : 0));
  const times = [dense, ...timed].flatMap(({ lowMs, medianMs, highMs }) => [
    Math.log2(lowMs),
    // A single stray run must not press all curves flat.
    Math.log2(Math.min(highMs, 4 * medianMs)),
  ]);
  return {
    x: [0, Math.max(1, ...places) * 1.02],
    y: [Math.floor(Math.min(...times)), Math.ceil(Math.max(...times))],
  } as const;
}
