import type { McNemarTest } from './behaviour.ts';

/** ln of n! / (k! (n − k)!) / 2ⁿ. */
function computeLogChance(n: number, k: number): number {
  let log = -n * Math.LN2;
  for (let step = 1; step <= k; step++) log += Math.log((n - k + step) / step);
  return log;
}

/**
 * McNemar's test of `lost` images that only the first network has right against `gained` ones that only the second has
 * (McNemar 1947, "Note on the sampling error of the difference between correlated proportions or percentages").
 */
export function computeMcNemar(lost: number, gained: number): McNemarTest {
  const flips = lost + gained;
  if (flips === 0) return { exact: 1, midP: 1 };
  const fewer = Math.min(lost, gained);
  const chance = Math.exp(computeLogChance(flips, fewer));
  // The tail as multiples of its largest term: C(n, k − 1) = C(n, k) · k / (n − k + 1).
  let [tail, term] = [0, 1];
  for (let k = fewer; k >= 0; k--) {
    tail += term;
    term *= k / (flips - k + 1);
  }
  if (lost === gained) return { exact: 1, midP: 1 - chance / 2 };
  const exact = Math.min(1, 2 * chance * tail);
  return { exact, midP: exact - chance };
}
