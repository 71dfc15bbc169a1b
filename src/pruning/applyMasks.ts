import type { Masks, Weights } from '../network/weights.ts';

/** The weights with every pruned one exactly 0, in new arrays. */
export function applyMasks(weights: Weights, masks: Masks): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => {
      const mask = masks[name];
      const masked = values.slice();
      if (mask) for (let index = 0; index < masked.length; index++) if (!mask[index]) masked[index] = 0;
      return [name, { shape, values: masked }];
    }),
  );
}
