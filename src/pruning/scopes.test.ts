import { describe, expect, it } from 'vitest';
import { computeCost } from '../analysis/cost.ts';
import { findPreset } from '../network/presets/presets.ts';
import type { Weights } from '../network/weights.ts';
import { listPrunedLayers } from './checkPrune.ts';
import { computePrune } from './computePrune.ts';
import { createPruner } from './createPruner.ts';
import { createKeptMeter } from './measureKept.ts';
import type { LayerPruneReport, PruneReport, PruneRequest } from './prune.ts';
import { SCOPES } from './scopes.ts';
import { buildResidualNet, buildSmallNet, createNormalWeights, createScaledWeights } from './testNets.ts';

const small = buildSmallNet();
const weights = createNormalWeights(small);
const residual = buildResidualNet();
const residualWeights = createNormalWeights(residual);
const MAGNITUDE = { criterion: 'magnitude', granularity: 'weight' } as const;
const L1 = { criterion: 'l1', granularity: 'filter' } as const;

const sum = (layers: readonly LayerPruneReport[], pick: (layer: LayerPruneReport) => number) =>
  layers.reduce((total, layer) => total + pick(layer), 0);

const outline = ({ layers }: PruneReport) => layers.map(({ layer, prunedUnits }) => [layer, prunedUnits]);

describe('the scope perLayer', () => {
  it('prunes each layer by its own share, and leaves those that are not named', () => {
    const step: PruneRequest = {
      ...MAGNITUDE,
      scope: 'perLayer',
      amount: { perLayer: { d: 0.2, a: 0.75, b: 0 } },
    };
    const { masks, report } = computePrune(small, weights, {}, step);
    // 15 · 0.2, 32 · 0.75.
    expect(outline(report)).toEqual([
      ['a', 24],
      ['b', 0],
      ['d', 3],
    ]);
    expect(Object.keys(masks)).toEqual(['a.weight', 'd.weight']);
  });

  it('takes the name of any of the layers whose channels are joined', () => {
    for (const name of ['b2', 'proj', 'dw']) {
      const step: PruneRequest = { ...L1, scope: 'perLayer', amount: { perLayer: { [name]: 0.25 } } };
      const { report } = computePrune(residual, residualWeights, {}, step);
      expect(report.layers).toEqual([
        { layer: 'b2', coupled: ['proj', 'dw'], units: 8, prunedUnits: 2, newlyPruned: 2, guarded: false },
      ]);
    }
  });
});

describe('the scope isomorphic', () => {
  it('ranks the inner convolutions of resnet-20 together, and no other layer with them', () => {
    const spec = findPreset('resnet-20').build([8, 8, 1], 10);
    const step: PruneRequest = { ...L1, scope: 'isomorphic', amount: { sparsity: 0.5 } };
    const pools = new Map<string, string[]>();
    for (const layer of listPrunedLayers(spec, step)) {
      const name = SCOPES.isomorphic.toPoolName(layer, spec);
      pools.set(name, [...(pools.get(name) ?? []), layer.layer]);
    }
    const inner = [1, 2, 3].flatMap((stage) => [1, 2, 3].map((block) => `s${stage}b${block}_conv1`));
    expect([...pools.values()].sort((a, b) => b.length - a.length)).toEqual([
      inner,
      ['conv1'],
      ['s2b1_conv2'],
      ['s3b1_conv2'],
    ]);
    const { report } = computePrune(spec, createNormalWeights(spec), {}, step);
    const pooled = report.layers.filter(({ layer }) => inner.includes(layer));
    // 3 · (16 + 32 + 64) units; wide layers have more weights in a filter, so that narrow ones go first.
    expect(sum(pooled, ({ units }) => units)).toBe(336);
    expect(sum(pooled, ({ prunedUnits }) => prunedUnits)).toBe(168);
    expect(pooled.some(({ units, prunedUnits }) => prunedUnits !== units / 2)).toBe(true);
    for (const { layer, units, prunedUnits } of report.layers) {
      if (!inner.includes(layer)) expect(prunedUnits).toBe(units / 2);
    }
  });
});

describe('the scope sensitivity', () => {
  const levels = [0, 0.25, 0.5, 0.75];
  const step: PruneRequest = { ...L1, scope: 'sensitivity', amount: { maxLoss: 0.05 } };

  it('goes in each layer to the last level before the loss is too large', () => {
    const lossCurves = new Map([
      ['a', { levels, losses: [0, 0.01, 0.05, 0.2] }],
      // Not monotone: what comes after the first too large loss does not count.
      ['b', { levels, losses: [0, 0.06, 0.01, 0.01] }],
      ['c', { levels, losses: [-0.01, 0, 0, 0.02] }],
    ]);
    const { report } = computePrune(small, weights, {}, step, { lossCurves });
    // 4 · 0.5; none; 5 · 0.75 rounded.
    expect(outline(report)).toEqual([
      ['a', 2],
      ['b', 0],
      ['c', 4],
    ]);
  });

  it('prunes nothing where even the first level loses too much', () => {
    const lossCurves = new Map(
      ['a', 'b', 'c'].map((layer) => [layer, { levels, losses: [0.1, 0.2, 0.3, 0.4] }]),
    );
    const { masks, report } = computePrune(small, weights, {}, step, { lossCurves });
    expect(report.sparsity).toBe(0);
    expect(masks).toEqual({});
  });
});

describe('the scope budget', () => {
  const total = Object.entries(weights)
    .filter(([name]) => name.endsWith('.weight'))
    .reduce((count, [, { values }]) => count + values.length, 0);

  it('leaves as many weights as it may', () => {
    for (const keptWeights of [0.9, 0.5, 0.123]) {
      const { report } = computePrune(
        small,
        weights,
        {},
        { ...MAGNITUDE, scope: 'budget', amount: { keptWeights } },
      );
      expect(total - sum(report.layers, ({ prunedUnits }) => prunedUnits)).toBe(
        Math.floor(keptWeights * total),
      );
    }
  });

  it.each([
    ['weights', 'keptWeights'],
    ['macs', 'keptMacs'],
    ['bytes', 'keptBytes'],
  ] as const)('prunes as few filters as leave at most that share of the %s', (of, key) => {
    for (const [spec, values] of [
      [small, weights],
      [residual, residualWeights],
    ] as const) {
      const measure = createKeptMeter(spec);
      for (const share of [0.8, 0.5, 0.3]) {
        const step: PruneRequest = { ...L1, scope: 'budget', amount: { [key]: share } as never };
        const { masks, report } = computePrune(spec, values, {}, step);
        expect(measure(masks)[of]).toBeLessThanOrEqual(share);
        const units = sum(report.layers, (layer) => layer.units);
        const pruned = sum(report.layers, ({ prunedUnits }) => prunedUnits);
        const global: PruneRequest = { ...L1, scope: 'global', amount: { sparsity: 0 } };
        const pruner = createPruner(spec, values, {}, global);
        expect(pruner.prune({ sparsity: pruned / units }).masks).toEqual(masks);
        expect(measure(pruner.prune({ sparsity: (pruned - 1) / units }).masks)[of]).toBeGreaterThan(share);
      }
    }
  });

  it('prunes nothing where enough is gone', () => {
    const before = computePrune(
      small,
      weights,
      {},
      { ...L1, scope: 'global', amount: { sparsity: 0.5 } },
    ).masks;
    const { masks } = computePrune(small, weights, before, {
      ...L1,
      scope: 'budget',
      amount: { keptMacs: 0.99 },
    });
    expect(masks).toEqual(before);
  });

  it('says how much is left at least where a budget is too small', () => {
    const step: PruneRequest = { ...L1, scope: 'budget', amount: { keptWeights: 0.01 } };
    // One filter of a and b and one neuron of c: 8 + 4 + 4 + 3 weights.
    const least = ((8 + 4 + 4 + 3) / total).toFixed(4);
    expect(() => computePrune(small, weights, {}, step)).toThrow(
      `weights cannot be cut to 0.01: ${least} are left when every layer has lost all that it may`,
    );
  });

  it('counts as the table of costs does', () => {
    for (const spec of [small, residual]) {
      const values: Weights = createScaledWeights(spec);
      const { masks } = computePrune(spec, values, {}, { ...L1, scope: 'global', amount: { sparsity: 0.4 } });
      const kept = createKeptMeter(spec)(masks);
      const { totals } = computeCost(spec, values, masks);
      expect(kept.weights).toBe(totals.keptWeights / totals.weights);
      expect(kept.macs).toBeCloseTo(totals.effectiveMacs / totals.macs, 12);
      expect(createKeptMeter(spec)({})).toMatchObject({ weights: 1, macs: 1 });
    }
  });
});

describe('limits', () => {
  it('keep a share of every layer, and so many of its units', () => {
    for (const scope of ['uniform', 'global'] as const) {
      const prune = (limits: PruneRequest['limits'], sparsity: number) =>
        computePrune(small, weights, {}, { ...L1, scope, amount: { sparsity }, limits }).report;
      // 4, 3 and 5 units.
      expect(outline(prune({ maxSparsity: 0.5 }, 1))).toEqual([
        ['a', 2],
        ['b', 1],
        ['c', 2],
      ]);
      expect(outline(prune({ minKept: 3 }, 1))).toEqual([
        ['a', 1],
        ['b', 0],
        ['c', 2],
      ]);
      expect(outline(prune({ minKept: 2, maxSparsity: 0.6 }, 1))).toEqual([
        ['a', 2],
        ['b', 1],
        ['c', 3],
      ]);
      expect(prune({ minKept: 3 }, 1).layers.every(({ guarded }) => guarded)).toBe(true);
      expect(prune({ minKept: 1 }, 0.25).layers.some(({ guarded }) => guarded)).toBe(
        scope === 'global' && false,
      );
    }
  });

  it('are exact where a share is no whole binary number', () => {
    const spec = findPreset('lenet-300-100').build([4, 4, 1], 10);
    const step: PruneRequest = {
      ...L1,
      scope: 'uniform',
      amount: { sparsity: 1 },
      limits: { maxSparsity: 0.29 },
      layers: ['fc2'],
    };
    expect(outline(computePrune(spec, createNormalWeights(spec), {}, step).report)).toEqual([['fc2', 29]]);
  });

  it('count what was pruned before', () => {
    const step: PruneRequest = { ...L1, scope: 'uniform', amount: { sparsity: 0.5 }, layers: ['a'] };
    const before = computePrune(small, weights, {}, step).masks;
    const more: PruneRequest = { ...step, amount: { ofRemaining: 1 }, limits: { maxSparsity: 0.5 } };
    const { masks, report } = computePrune(small, weights, before, more);
    expect(report.layers[0]).toMatchObject({ prunedUnits: 2, newlyPruned: 0, guarded: true });
    expect(masks).toEqual(before);
  });

  it('keep the best units', () => {
    const step: PruneRequest = {
      ...L1,
      scope: 'uniform',
      amount: { sparsity: 1 },
      limits: { minKept: 2 },
      layers: ['a'],
    };
    const { shape, values } = weights['a.weight']!;
    const norms = [0, 1, 2, 3].map((filter) =>
      values.reduce((norm, value, index) => norm + (index % shape[3]! === filter ? Math.abs(value) : 0), 0),
    );
    const best = [0, 1, 2, 3].sort((a, b) => norms[b]! - norms[a]!).slice(0, 2);
    const { masks } = computePrune(small, weights, {}, step);
    expect([...masks['a.bias']!]).toEqual([0, 1, 2, 3].map((filter) => (best.includes(filter) ? 1 : 0)));
  });
});
