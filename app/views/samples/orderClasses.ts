import type { MeasuredBehaviour } from '../../../src/index.ts';

/** Classes by what they lost of their accuracy, most first; where nothing is compared, by their accuracy, lowest first. */
export function orderClasses({ after, change }: MeasuredBehaviour, alone: boolean): readonly number[] {
  const rank = (label: number) =>
    (alone ? after.perClass[label]?.recall : change.perClass[label]?.recall) ?? 2;
  return after.perClass.map((_, label) => label).sort((a, b) => rank(a) - rank(b) || a - b);
}
