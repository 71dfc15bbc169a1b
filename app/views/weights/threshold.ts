import { countBelow, type Step } from '../../../src/index.ts';

/** What a threshold is judged by: sorted magnitudes of a layer's kept weights, and their spread. */
export interface LayerMagnitudes {
  readonly layer: string;
  /** Weights of the layer, pruned ones included. */
  readonly weights: number;
  /** |w| of the kept weights, rising. */
  readonly sorted: Float32Array;
  /** Standard deviation of the kept weights. */
  readonly standardDeviation: number;
}

/** The magnitude at which exactly the `count` smallest lie below, ties aside. */
function thresholdOfCount(sorted: Float32Array, count: number): number {
  if (count <= 0 || sorted.length === 0) return 0;
  if (count >= sorted.length) return sorted.at(-1)! * 1.0001;
  return (sorted[count - 1]! + sorted[count]!) / 2;
}

/** The one magnitude below which `count` weights of all layers lie together. */
function globalThreshold(layers: readonly LayerMagnitudes[], count: number): number {
  let low = 0;
  let high = Math.max(...layers.map(({ sorted }) => sorted.at(-1) ?? 0)) * 1.0001;
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    const below = layers.reduce((sum, { sorted }) => sum + countBelow(sorted, middle), 0);
    if (below < count) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Where the step being made would cut a layer, as |w|; undefined where it does not cut weights by magnitude there.
 *
 * For shares it is the magnitude at which the layer falls apart, between the last weight cut and the first kept.
 */
export function thresholdOfDraft(
  draft: Step,
  layer: string,
  layers: readonly LayerMagnitudes[],
): number | undefined {
  if (draft.kind !== 'prune' || draft.criterion !== 'magnitude' || draft.granularity !== 'weight')
    return undefined;
  if (draft.layers && !draft.layers.includes(layer)) return undefined;
  const own = layers.find((entry) => entry.layer === layer);
  if (!own) return undefined;
  const { amount, scope } = draft;
  // What limits hold, or which layers have the same structure, the page does not know.
  if (draft.limits) return undefined;
  if ('threshold' in amount) return amount.threshold;
  if ('perLayer' in amount) {
    const share = amount.perLayer[layer];
    const gone = own.weights - own.sorted.length;
    return share === undefined
      ? undefined
      : thresholdOfCount(own.sorted, Math.round(share * own.weights) - gone);
  }
  if (scope !== 'uniform' && scope !== 'global') return undefined;
  if ('thresholdSigma' in amount) {
    return scope === 'uniform' ? amount.thresholdSigma * own.standardDeviation : undefined;
  }
  if (!('sparsity' in amount) && !('ofRemaining' in amount)) return undefined;
  const touched = layers.filter((entry) => !draft.layers || draft.layers.includes(entry.layer));
  const pool = draft.scope === 'global' ? touched : [own];
  const weights = pool.reduce((sum, entry) => sum + entry.weights, 0);
  const kept = pool.reduce((sum, { sorted }) => sum + sorted.length, 0);
  const cut =
    'sparsity' in amount
      ? Math.round(amount.sparsity * weights) - (weights - kept)
      : Math.round(amount.ofRemaining * kept);
  return draft.scope === 'global'
    ? globalThreshold(pool, Math.max(0, cut))
    : thresholdOfCount(own.sorted, cut);
}
