import { describe, expect, it } from 'vitest';
import { initializeWeights } from '../network/initializeWeights.ts';
import { findPreset } from '../network/presets/presets.ts';
import type { Masks } from '../network/weights.ts';
import { compact } from '../pruning/compact.ts';
import { computePrune } from '../pruning/computePrune.ts';
import { computeCost } from './cost.ts';
import { computeStorageBytes, sumStorageBytes } from './storageBytes.ts';

const lenet = findPreset('lenet-5').build();
const lenetWeights = initializeWeights(lenet, 1);
const dense = findPreset('lenet-300-100').build();
const denseWeights = initializeWeights(dense, 1);

/** LeNet-300-100 at Han's 8, 9 and 26 % kept (METHODS §2.1). */
function pruneLikeHan(): Masks {
  let masks: Masks = {};
  for (const [layer, kept] of Object.entries({ fc1: 0.08, fc2: 0.09, fc3: 0.26 })) {
    const step = { criterion: 'magnitude', granularity: 'weight', scope: 'uniform' } as const;
    const amount = { sparsity: 1 - kept };
    masks = computePrune(dense, denseWeights, masks, { ...step, amount, layers: [layer] }).masks;
  }
  return masks;
}

describe('computeStorageBytes', () => {
  it('gives the sizes of LeNet-300-100 at 8/9/26 %, without biases (METHODS §2.6)', () => {
    const matrices = [
      { weights: 235_200, nonzero: 18_816, rows: 300 },
      { weights: 30_000, nonzero: 2_700, rows: 100 },
      { weights: 1_000, nonzero: 260, rows: 10 },
    ];
    expect(sumStorageBytes(matrices.map(computeStorageBytes))).toEqual({
      dense: 1_064_800,
      csr: 175_860,
      bitmap: 120_379,
    });
  });

  it('makes the bitmap pay below a density of 31/32, and rounds its last byte up', () => {
    const at = (nonzero: number) => computeStorageBytes({ weights: 3200, nonzero, rows: 1 });
    expect(at(3100).bitmap).toBe(at(3100).dense);
    expect(at(3099).bitmap).toBeLessThan(at(3099).dense);
    expect(computeStorageBytes({ weights: 9, nonzero: 0, rows: 1 }).bitmap).toBe(2);
  });
});

describe('computeCost', () => {
  it('counts an untouched LeNet-5 in full', () => {
    const { layers, totals } = computeCost(lenet, lenetWeights, {});
    expect(layers.map(({ name, kind, shape, macs }) => ({ name, kind, shape, macs }))).toEqual([
      { name: 'conv1', kind: 'conv2d', shape: [20, 1, 5, 5], macs: 288_000 },
      { name: 'conv2', kind: 'conv2d', shape: [50, 20, 5, 5], macs: 1_600_000 },
      { name: 'fc1', kind: 'dense', shape: [500, 800], macs: 400_000 },
      { name: 'fc2', kind: 'dense', shape: [10, 500], macs: 5_000 },
    ]);
    expect(totals).toMatchObject({
      params: 431_080,
      weights: 430_500,
      kept: 431_080,
      keptWeights: 430_500,
      // Fresh biases are 0.
      nonzero: 430_500,
      sparsity: 0,
      macs: 2_293_000,
      effectiveMacs: 2_293_000,
    });
    expect(totals.bytes.dense).toBe(4 * 431_080);
  });

  it("counts LeNet-300-100 at Han's percentages, its 410 biases dense in every format", () => {
    const { layers, totals } = computeCost(dense, denseWeights, pruneLikeHan());
    expect(layers.map(({ keptWeights }) => keptWeights)).toEqual([18_816, 2_700, 260]);
    expect(totals.keptWeights).toBe(21_776);
    expect(totals.kept).toBe(21_776 + 410);
    expect(totals.effectiveMacs).toBe(21_776);
    expect(totals.sparsity).toBe((266_200 - 21_776) / 266_200);
    expect(totals.bytes).toEqual({
      dense: 1_064_800 + 1640,
      csr: 175_860 + 1640,
      bitmap: 120_379 + 1640,
    });
  });

  it('tells kept from non-zero: a kept weight may be 0, a pruned one may still hold a value', () => {
    const values = denseWeights['fc3.weight']!.values.slice().fill(0.5);
    values[0] = 0;
    const weights = { ...denseWeights, 'fc3.weight': { shape: [100, 10], values } };
    const mask = new Uint8Array(1000).fill(1);
    mask[1] = 0;
    const layer = computeCost(dense, weights, { 'fc3.weight': mask }).layers[2]!;
    expect(layer.keptWeights).toBe(999);
    expect(layer.nonzero).toBe(998);
  });

  it('counts a channel as kept while it has a kept weight, and MACs by output positions', () => {
    const mask = new Uint8Array(500).fill(1);
    // Filter 3 whole, and one tap of filter 4.
    for (let tap = 0; tap < 25; tap++) mask[tap * 20 + 3] = 0;
    mask[4] = 0;
    const layer = computeCost(lenet, lenetWeights, { 'conv1.weight': mask }).layers[0]!;
    expect(layer.keptChannels).toBe(19);
    expect(layer.effectiveMacs).toBe((500 - 26) * 24 * 24);
  });

  it.each([
    [41, 426, 304_716, 1.413],
    [31, 349, 192_594, 2.235],
    [26, 293, 138_318, 3.112],
    [24, 252, 111_788, 3.851],
  ])(
    'gives the APoZ net 20-%i-%i-10 its %i weights, compression %f (METHODS E6)',
    (conv2, fc1, weights, rate) => {
      const step = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;
      const first = computePrune(
        lenet,
        lenetWeights,
        {},
        {
          ...step,
          amount: { sparsity: 1 - conv2 / 50 },
          layers: ['conv2'],
        },
      );
      const { masks } = computePrune(lenet, lenetWeights, first.masks, {
        ...step,
        amount: { sparsity: 1 - fc1 / 500 },
        layers: ['fc1'],
      });
      const masked = computeCost(lenet, lenetWeights, masks).totals;
      expect(masked.keptWeights).toBe(weights);
      expect(430_500 / masked.keptWeights).toBeCloseTo(rate, 3);
      const small = compact(lenet, lenetWeights, masks);
      const compacted = computeCost(small.spec, small.weights, small.masks);
      expect(compacted.layers.map(({ channels }) => channels)).toEqual([20, conv2, fc1, 10]);
      expect(compacted.totals.weights).toBe(weights);
      expect(compacted.totals.macs).toBe(masked.effectiveMacs);
    },
  );
});
