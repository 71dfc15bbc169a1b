import { computeKendall } from '../../base/computeKendall.ts';
import { computeSpearman } from '../../base/computeSpearman.ts';
import { isConstant, type Ranking } from '../../base/ranking.ts';
import type { LayerAgreement, PairMatrices, PairMatrix } from './agreement.ts';
import { computeOverlap } from './computeOverlap.ts';

/** What two criteria have in common. */
export type PairValues = { readonly [K in keyof PairMatrices]: number | null };

/** Compares two rankings of the same units; all null where one is missing. Of a ranking with itself nothing is worked out. */
export function comparePair(a: Ranking | undefined, b: Ranking | undefined, prunedUnits: number): PairValues {
  if (!a || !b) return { spearman: null, kendall: null, overlap: null };
  if (a === b) {
    const same = isConstant(a) ? null : 1;
    return { spearman: same, kendall: same, overlap: prunedUnits === 0 ? null : 1 };
  }
  return {
    spearman: computeSpearman(a, b),
    kendall: computeKendall(a, b),
    overlap: computeOverlap(a, b, prunedUnits),
  };
}

/** Symmetric matrices from the values of each pair, asked for with `row` ≤ `column`. */
export function toMatrices(
  size: number,
  valuesOf: (row: number, column: number) => PairValues,
): PairMatrices {
  const places = Array.from({ length: size }, (_, place) => place);
  const toMatrix = (key: keyof PairMatrices): PairMatrix =>
    places.map((row) => places.map((column) => valuesOf(Math.min(row, column), Math.max(row, column))[key]));
  return { spearman: toMatrix('spearman'), kendall: toMatrix('kendall'), overlap: toMatrix('overlap') };
}

/** Means over the layers that have a value, weighted by their units; null where none has. */
export function averageMatrices(layers: readonly LayerAgreement[], size: number): PairMatrices {
  const average = (key: keyof PairMatrices, row: number, column: number) => {
    let [sum, units] = [0, 0];
    for (const layer of layers) {
      const value = layer[key][row]![column]!;
      if (value === null) continue;
      sum += value * layer.units;
      units += layer.units;
    }
    return units === 0 ? null : sum / units;
  };
  return toMatrices(size, (row, column) => ({
    spearman: average('spearman', row, column),
    kendall: average('kendall', row, column),
    overlap: average('overlap', row, column),
  }));
}
