import type { Masks, Weights } from '../network/weights.ts';

/** The weights with every pruned one exactly 0, in new arrays. */
export function applyMasks(weights: Weights, masks: Masks): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => {
      const masked = values.slice();
      const mask = masks[name];
      if (mask) zeroPruned(masked, mask);
      return [name, { shape, values: masked }];
    }),
  );
}

/** Bit by bit, without a branch that no processor could foresee. */
function zeroPruned(values: Float32Array, mask: Uint8Array): void {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  for (let index = 0; index < bits.length; index++) bits[index] = bits[index]! & -mask[index]!;
}

/** The weights whose masks differ between two sets, with the zeros of the later one; what a step changes of a network. */
export function applyChangedMasks(weights: Weights, before: Masks, after: Masks): Weights {
  const names = Object.keys(after).filter((name) => after[name] !== before[name]);
  return applyMasks(Object.fromEntries(names.map((name) => [name, weights[name]!])), after);
}
