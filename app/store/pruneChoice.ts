import type { PruneStep } from '../../src/index.ts';

/** What an amount is besides its numbers: its kind, the layers it names, or the pattern. */
function shapeOf(amount: PruneStep['amount']): unknown {
  if ('perLayer' in amount) return Object.keys(amount.perLayer);
  if ('units' in amount) return Object.keys(amount.units);
  return 'pattern' in amount ? amount : Object.keys(amount);
}

/** All of a prune step but the numbers that a hand moves: the same text until something else changes. */
export function choiceOf({ amount, ...rest }: PruneStep): string {
  return JSON.stringify([rest, shapeOf(amount)]);
}
