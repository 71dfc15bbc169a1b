import type { LayerApoz, Step } from '../../../src/index.ts';

/** Limits of `apozSigma` in a recipe. */
const MOST_SIGMAS = 5;

/** Where the line stands at first: mean + 1σ (Hu et al. 2016). */
export const FIRST_SIGMAS = 1;

/** How many standard deviations above the layer's mean an APoZ lies, within the limits of a recipe. */
export function toSigmas(apoz: Pick<LayerApoz, 'mean' | 'standardDeviation'>, cut: number): number {
  if (apoz.standardDeviation === 0) return FIRST_SIGMAS;
  return Math.min(MOST_SIGMAS, Math.max(-MOST_SIGMAS, (cut - apoz.mean) / apoz.standardDeviation));
}

/** The multiple of σ that the step being made cuts this layer at; mean + 1σ where it does not cut it by APoZ. */
export function sigmasOfDraft(draft: Step, apoz: LayerApoz): number {
  if (draft.kind !== 'prune' || draft.criterion !== 'apoz') return FIRST_SIGMAS;
  if (draft.layers && !draft.layers.includes(apoz.layer)) return FIRST_SIGMAS;
  if ('apozSigma' in draft.amount) return draft.amount.apozSigma;
  return 'apoz' in draft.amount ? toSigmas(apoz, draft.amount.apoz) : FIRST_SIGMAS;
}
