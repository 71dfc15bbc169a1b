import type { Measurements } from '../recipe/snapshot.ts';
import type { RecipeResult, ResultSnapshot } from '../recipe/toResult.ts';

/** Reads the numbers of one recipe's result by the names of its snapshots; throws for a name that is not there. */
export interface ResultReader {
  has(snapshot: string): boolean;
  at(snapshot: string): ResultSnapshot;
  /** Share correct, 0…1. */
  accuracy(snapshot: string): number;
  /** Share wrong, 0…1. */
  error(snapshot: string): number;
  /** Kept weights over weights, without biases; of one layer where it is named. */
  keptShare(snapshot: string, layer?: string): number;
  keptWeights(snapshot: string, layer?: string): number;
  /** What a measure step measured. */
  measured<K extends keyof Measurements>(snapshot: string, what: K): NonNullable<Measurements[K]>;
}

/** Creates the reader of a result. */
export function createResultReader(result: RecipeResult): ResultReader {
  const byName = new Map(result.snapshots.map((snapshot) => [snapshot.name, snapshot]));
  const at = (name: string) => {
    const found = byName.get(name);
    if (!found) throw new Error(`no snapshot ${name} in the result`);
    return found;
  };
  const cost = (name: string, layer: string | undefined) => {
    const { layers, totals } = at(name);
    const found = layer === undefined ? totals : layers.find((entry) => entry.name === layer);
    if (!found) throw new Error(`no layer ${layer} in the result`);
    return found;
  };
  return {
    has: (name) => byName.has(name),
    at,
    accuracy: (name) => at(name).accuracy,
    error: (name) => 1 - at(name).accuracy,
    keptShare(name, layer) {
      const { keptWeights, weights } = cost(name, layer);
      return keptWeights / weights;
    },
    keptWeights: (name, layer) => cost(name, layer).keptWeights,
    measured(name, what) {
      const found = result.measurements[name]?.[what];
      if (!found) throw new Error(`no ${what} of ${name} in the result`);
      return found;
    },
  };
}
