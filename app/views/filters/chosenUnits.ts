import type { PruneStep, Step } from '../../../src/index.ts';

/** The units of layers that a step names one by one. */
export type UnitsByLayer = Readonly<Record<string, readonly number[]>>;

/** What a step names one by one; nothing where it is another one. */
export function unitsOfDraft(draft: Step): UnitsByLayer {
  const names = draft.kind === 'prune' && draft.granularity === 'filter' && 'units' in draft.amount;
  return names && 'units' in draft.amount ? draft.amount.units : {};
}

/** The choice without what earlier steps have cut one by one already. */
export function withoutApplied(units: UnitsByLayer, steps: readonly (Step | null)[]): UnitsByLayer {
  const applied = steps.map((step) => (step ? unitsOfDraft(step) : {}));
  const entries = Object.entries(units).map(([layer, list]) => {
    const gone = new Set(applied.flatMap((earlier) => earlier[layer] ?? []));
    return [layer, list.filter((unit) => !gone.has(unit))] as const;
  });
  return Object.fromEntries(entries);
}

/** The units chosen of layers whose channels are joined, under whichever name. */
export function chosenOf(units: UnitsByLayer, layers: readonly string[]): ReadonlySet<number> {
  return new Set(layers.flatMap((layer) => units[layer] ?? []));
}

/** The choice with one unit more, or without it where it was chosen; what is chosen of other layers stays. */
export function toggleUnit(
  units: UnitsByLayer,
  { lead, layers }: { readonly lead: string; readonly layers: readonly string[] },
  unit: number,
): UnitsByLayer {
  const chosen = new Set(chosenOf(units, layers));
  if (!chosen.delete(unit)) chosen.add(unit);
  const others = Object.entries(units).filter(([layer, list]) => !layers.includes(layer) && list.length > 0);
  const own = [...chosen].sort((a, b) => a - b);
  // A step has to name a layer, even where nothing of it is chosen.
  return Object.fromEntries(own.length > 0 || others.length === 0 ? [...others, [lead, own]] : others);
}

/** The step that cuts just these units. */
export function toUnitsStep(units: UnitsByLayer): Omit<PruneStep, 'kind'> {
  const amount = {
    units: Object.fromEntries(Object.entries(units).map(([layer, list]) => [layer, [...list]])),
  };
  return { criterion: 'l1', granularity: 'filter', scope: 'perLayer', amount };
}
