import { describe, expect, it } from 'vitest';
import { computeFlopShares, type FlopFactors } from './computeFlopShares.ts';

/** `[macs, weights kept, non-zero inputs]` of each layer. */
const toFactors = (rows: readonly (readonly [number, number, number])[]): readonly FlopFactors[] =>
  rows.map(([macs, keptShare, inputDensity]) => ({ macs, keptShare, inputDensity }));

const percent = (share: number) => Number((share * 100).toFixed(10));

describe('computeFlopShares', () => {
  it('gives the FLOP % of LeNet-5 from the weights and activations that Han et al. print', () => {
    const { layers, total } = computeFlopShares(
      toFactors([
        [288_000, 0.66, 1],
        [1_600_000, 0.12, 0.82],
        [400_000, 0.08, 0.72],
        [5_000, 0.19, 0.55],
      ]),
    );
    expect(layers.map(percent)).toEqual([66, 9.84, 5.76, 10.45]);
    expect(total).toBeCloseTo(371_082.5 / 2_293_000, 12);
    // As printed: 66, 10, 6, 10; 16 in all.
    expect(percent(total).toFixed(1)).toBe('16.2');
  });

  it('gives the FLOP % of LeNet-300-100', () => {
    const { layers, total } = computeFlopShares(
      toFactors([
        [235_200, 0.08, 1],
        [30_000, 0.09, 0.38],
        [1_000, 0.26, 0.65],
      ]),
    );
    expect(layers.map(percent)).toEqual([8, 3.42, 16.9]);
    expect(percent(total).toFixed(1)).toBe('7.5');
  });

  it('is 0 of no layer', () => {
    expect(computeFlopShares([])).toEqual({ layers: [], total: 0 });
  });
});
