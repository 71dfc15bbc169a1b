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

/** The weights whose masks differ between two sets, with the zeros of the later one; what a step changes of a network. */
export function applyChangedMasks(weights: Weights, before: Masks, after: Masks): Weights {
  const names = Object.keys(after).filter((name) => after[name] !== before[name]);
  return applyMasks(Object.fromEntries(names.map((name) => [name, weights[name]!])), after);
}
