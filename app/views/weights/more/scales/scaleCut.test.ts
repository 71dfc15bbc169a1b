import { describe, expect, it } from 'vitest';
import { binScales, computeScaleCut } from './scaleCut.ts';

const ALL = [
  { node: 'bn1', scales: [0.1, -0.4, 0.9] },
  { node: 'bn2', scales: Float32Array.of(-0.2, 0.1, 0.8, 0.7, 0.6) },
];

describe('computeScaleCut', () => {
  it('takes the smallest of all normalisations together, whatever their sign', () => {
    const { threshold, nodes } = computeScaleCut(ALL, 0.5);
    expect(threshold).toBeCloseTo(0.4, 6);
    expect(nodes).toEqual([
      { node: 'bn1', channels: 3, cut: 2 },
      { node: 'bn2', channels: 5, cut: 2 },
    ]);
  });

  it('takes an exact number, the first of equal ones', () => {
    const equal = [{ node: 'bn', scales: [0.5, 0.5, 0.5, 0.5] }];
    expect(computeScaleCut(equal, 0.25).nodes[0]!.cut).toBe(1);
    expect(computeScaleCut(equal, 0)).toEqual({ threshold: 0, nodes: [{ node: 'bn', channels: 4, cut: 0 }] });
  });
});

describe('binScales', () => {
  it('puts magnitudes of all moments into the same bins, the largest into the last', () => {
    const { edges, counts } = binScales(
      [[{ node: 'bn', scales: [0, -1] }], [{ node: 'bn', scales: [2, 0.4] }]],
      4,
    );
    expect(edges).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(counts).toEqual([
      [1, 0, 1, 0],
      [1, 0, 0, 1],
    ]);
  });
});
