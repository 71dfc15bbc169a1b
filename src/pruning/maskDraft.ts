import { AppError } from '../base/errors.ts';
import type { Masks, Weights } from '../network/weights.ts';

/** Masks being changed: a mask is copied when it is first asked for, so that the snapshot they come from stays as it is. */
export interface MaskDraft {
  /** The mask of a weight, to write into; all 1 where there was none. */
  edit(name: string): Uint8Array;
  /** The masks with all changes; untouched ones are the very arrays they were. */
  finish(): Masks;
}

/** Begins to change masks. */
export function createMaskDraft(weights: Weights, masks: Masks): MaskDraft {
  const edited = new Map<string, Uint8Array>();
  return {
    edit(name) {
      const known = edited.get(name);
      if (known) return known;
      const weight = weights[name];
      if (!weight) throw new AppError('invalid-weights', `missing weight: ${name}`, { name });
      const mask = masks[name]?.slice() ?? new Uint8Array(weight.values.length).fill(1);
      edited.set(name, mask);
      return mask;
    },
    finish: () => ({ ...masks, ...Object.fromEntries(edited) }),
  };
}
