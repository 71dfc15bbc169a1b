import { isConstant, type Ranking } from './ranking.ts';

/**
 * Spearman's ρ of two rankings of the same things, −1…1: the correlation of their ranks, ties at their mean rank (Spearman
 * 1904, "The proof and measurement of association between two things"). Null where one side is constant.
 */
export function computeSpearman(a: Ranking, b: Ranking): number | null {
  if (isConstant(a) || isConstant(b)) return null;
  const count = a.averageRanks.length;
  const mean = (count + 1) / 2;
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let place = 0; place < count; place++) {
    const fromA = a.averageRanks[place]! - mean;
    const fromB = b.averageRanks[place]! - mean;
    product += fromA * fromB;
    squaresA += fromA * fromA;
    squaresB += fromB * fromB;
  }
  return Math.max(-1, Math.min(1, product / Math.sqrt(squaresA * squaresB)));
}
