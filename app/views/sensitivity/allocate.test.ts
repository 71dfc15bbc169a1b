import { describe, expect, it } from 'vitest';
import { allocate, allowedShares } from './allocate.ts';

const curve = (...points: readonly (readonly [number, number])[]) =>
  points.map(([sparsity, accuracy]) => ({ sparsity, accuracy, images: 100, low: accuracy, high: accuracy }));
const curves = {
  conv1: curve([0, 1], [0.5, 0.97], [0.9, 0.4]),
  fc1: curve([0, 1], [0.5, 1], [0.9, 0.98], [0.99, 0.5]),
};
/** 100 weights in conv1, 900 in fc1. */
const keptShare = (shares: Readonly<Record<string, number>>) =>
  (100 * (1 - shares.conv1!) + 900 * (1 - shares.fc1!)) / 1000;
const common = { curves, base: 1, keptShare } as const;

describe('allowedShares', () => {
  it('takes of each layer the largest measured sparsity that loses no more', () => {
    expect(allowedShares(curves, 1, 0)).toEqual({ conv1: 0, fc1: 0.5 });
    expect(allowedShares(curves, 1, 0.025)).toEqual({ conv1: 0, fc1: 0.9 });
    expect(allowedShares(curves, 1, 0.04)).toEqual({ conv1: 0.5, fc1: 0.9 });
  });

  it('stops where a curve first falls too far, even if it rises again', () => {
    const wavy = { a: curve([0, 1], [0.5, 0.8], [0.9, 1]) };
    expect(allowedShares(wavy, 1, 0.1)).toEqual({ a: 0 });
  });
});

describe('allocate', () => {
  it('gives all layers what the most sensitive one bears', () => {
    const { shares } = allocate({ ...common, way: 'uniform', target: 'maxLoss', value: 0.04 });
    expect(shares).toEqual({ conv1: 0.5, fc1: 0.5 });
  });

  it('meets a budget with the same share everywhere', () => {
    const { shares, reached } = allocate({ ...common, way: 'uniform', target: 'keptWeights', value: 0.3 });
    expect(shares.conv1).toBeCloseTo(0.7, 4);
    expect(shares.fc1).toBeCloseTo(0.7, 4);
    expect(reached).toBe(true);
  });

  it('meets a budget along the curves: the layer that loses least goes first, as far as needed', () => {
    const { shares, reached } = allocate({ ...common, way: 'curves', target: 'keptWeights', value: 0.4 });
    expect(shares.conv1).toBe(0);
    expect(shares.fc1).toBeCloseTo(2 / 3, 4);
    expect(reached).toBe(true);
  });

  it('says so where the curves do not reach the budget', () => {
    const { shares, reached } = allocate({ ...common, way: 'curves', target: 'keptMacs', value: 0.01 });
    expect(shares).toEqual({ conv1: 0.9, fc1: 0.99 });
    expect(reached).toBe(false);
  });
});
