import {
  type CriterionId,
  computeKendall,
  computeRanking,
  computeSpearman,
  type MeasuredAgreement,
} from '../../../src/index.ts';

/** The order that one criterion gives the kept filters of a layer. */
export interface LayerRanks {
  readonly criterion: CriterionId;
  /** Training images looked at; 0 for none. */
  readonly images: number;
  /** By unit, 1 the least important, equal ones their mean. */
  readonly rankOf: ReadonlyMap<number, number>;
  /** Kept units of the layer: the highest rank. */
  readonly kept: number;
}

/** The orders of all criteria of a report about one layer; those that could not rank it are left out. */
export function readRanks(
  report: MeasuredAgreement,
  imagesOf: (criterion: CriterionId) => number,
): readonly LayerRanks[] {
  const [layer] = report.layers;
  if (!layer) return [];
  return report.criteria.flatMap((criterion, row) => {
    const ranks = layer.scatter.ranks[row];
    if (!ranks) return [];
    const rankOf = new Map(layer.scatter.units.map((unit, place) => [unit, ranks[place]!]));
    return [{ criterion, images: imagesOf(criterion), rankOf, kept: layer.units }];
  });
}

/** Two orders beside each other. */
export interface RankPair {
  readonly points: readonly { readonly unit: number; readonly a: number; readonly b: number }[];
  /** Null where one of them ties all. */
  readonly spearman: number | null;
  readonly kendall: number | null;
}

/** How far two orders of the same filters agree, over all that both rank. */
export function compareRanks(a: LayerRanks, b: LayerRanks): RankPair {
  const points = [...a.rankOf].flatMap(([unit, rank]) => {
    const other = b.rankOf.get(unit);
    return other === undefined ? [] : [{ unit, a: rank, b: other }];
  });
  const first = computeRanking(Float64Array.from(points, (point) => point.a));
  const second = computeRanking(Float64Array.from(points, (point) => point.b));
  return { points, spearman: computeSpearman(first, second), kendall: computeKendall(first, second) };
}
