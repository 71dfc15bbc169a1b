import { describe, expect, it } from 'vitest';
import { convolution, dense, inputNode, join, relu, wire } from '../network/presets/parts.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { computePrune } from './computePrune.ts';
import type { PruneRequest } from './prune.ts';
import { buildResidualNet, createNormalWeights } from './testNets.ts';

const L1 = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;
const residual = buildResidualNet();
const weights = createNormalWeights(residual);

/** The kept places along one axis of a weight, `-` where a place is kept in part. */
function readAxis(masks: Masks, of: Weights, name: string, axis: number): string {
  const { shape, values } = of[name]!;
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const counts = new Array<number>(shape[axis]!).fill(0);
  for (let index = 0; index < values.length; index++) {
    counts[Math.floor(index / inner) % shape[axis]!]! += masks[name]?.[index] ?? 1;
  }
  const whole = values.length / shape[axis]!;
  return counts.map((count) => (count === 0 ? '0' : count === whole ? '1' : '-')).join('');
}

/** Two 1×1 convolutions of three filters that are added, behind an image of one channel. */
const pair: NetworkSpec = {
  name: 'pair',
  nodes: [
    inputNode([2, 2, 1]),
    ...wire('input', [convolution('a', 3, 1)]),
    ...wire('input', [convolution('b', 3, 1)]),
    join('add', 'sum', ['a', 'b']),
    ...wire('sum', [relu('relu'), { kind: 'globalAvgPool', name: 'gap' }, dense('fc', 2)]),
  ],
};

function withFilters(a: readonly number[], b: readonly number[]): Weights {
  const shape = [1, 1, 1, 3];
  return {
    ...createNormalWeights(pair),
    'a.weight': { shape, values: Float32Array.from(a) },
    'b.weight': { shape, values: Float32Array.from(b) },
  };
}

describe('layers that an addition joins (METHODS §5, rule 8)', () => {
  it('are scored by the sum over them, not by the largest of their scores', () => {
    // Sums 5, 6, 7; by the largest score it would be the second that goes, by a alone the third.
    const values = withFilters([4, 3, -1], [1, -3, 6]);
    const { masks, report } = computePrune(pair, values, {}, { ...L1, amount: { sparsity: 1 / 3 } });
    expect(report.layers).toEqual([
      { layer: 'a', coupled: ['b'], units: 3, prunedUnits: 1, newlyPruned: 1, guarded: false },
    ]);
    for (const name of ['a.weight', 'a.bias', 'b.weight', 'b.bias']) {
      expect([name, [...masks[name]!]]).toEqual([name, [0, 1, 1]]);
    }
    expect([...masks['fc.weight']!]).toEqual([0, 0, 1, 1, 1, 1]);
  });

  it('are scored by weights that are kept alone, and count as pruned when all of them are', () => {
    const values = withFilters([4, 3, -1], [1, -3, 6]);
    const before: Masks = { 'b.weight': Uint8Array.of(1, 1, 0) };
    // Sums 5, 6 and 1.
    const step: PruneRequest = { ...L1, amount: { sparsity: 1 / 3 } };
    const { masks, report } = computePrune(pair, values, before, step);
    expect([...masks['a.bias']!]).toEqual([1, 1, 0]);
    expect(report.layers[0]).toMatchObject({ prunedUnits: 1, newlyPruned: 1 });
    const again = computePrune(pair, values, masks, { ...L1, amount: { ofRemaining: 0.5 } });
    expect([...again.masks['a.bias']!]).toEqual([0, 1, 0]);
    expect(again.report.layers[0]).toMatchObject({ prunedUnits: 2, newlyPruned: 1 });
  });

  it('lose the same channels, with the projection, the normalisations, the depthwise layer and what reads them', () => {
    const step: PruneRequest = { ...L1, granularity: 'stage', amount: { sparsity: 0.5 } };
    const { masks, report } = computePrune(residual, weights, {}, step);
    expect(report.layers.map(({ layer, coupled, prunedUnits }) => [layer, coupled, prunedUnits])).toEqual([
      ['stem', ['a2'], 2],
      ['b2', ['proj', 'dw'], 4],
    ]);
    const read = (name: string, axis: number) => readAxis(masks, weights, name, axis);
    const first = read('stem.weight', 3);
    const second = read('b2.weight', 3);
    expect([first.replaceAll('1', ''), second.replaceAll('1', '')]).toEqual(['00', '0000']);
    // proj and b1 are masked by what they read too, so that their kept filters are kept in part.
    expect([read('a2.weight', 3), read('a1.weight', 2), read('b1.weight', 2)]).toEqual([first, first, first]);
    expect([read('proj.weight', 2), read('proj.weight', 3).replaceAll('-', '1')]).toEqual([
      first.replaceAll('1', '-'),
      second,
    ]);
    for (const norm of ['stem_bn', 'a2_bn']) {
      expect([read(`${norm}.weight`, 0), read(`${norm}.bias`, 0)]).toEqual([first, first]);
    }
    for (const norm of ['b2_bn', 'proj_bn', 'dw_bn']) {
      expect([read(`${norm}.weight`, 0), read(`${norm}.bias`, 0)]).toEqual([second, second]);
    }
    expect([read('dw.weight', 2), read('fc.weight', 0)]).toEqual([second, second]);
    const untouched = ['a1.weight', 'a1_bn.weight', 'b1_bn.weight', 'fc.bias'];
    expect(untouched.map((name) => (masks[name] ? readAxis(masks, weights, name, 0) : 'none'))).toEqual([
      '---',
      'none',
      'none',
      'none',
    ]);
    // Running statistics are no parameters.
    expect(Object.keys(masks).filter((name) => name.includes('running'))).toEqual([]);
  });

  it('keep a channel in each of them where a concatenation gives them parts of a group', () => {
    // The filters of c are added to those of a (1) and b (2) side by side: all three are one group of three channels.
    const spec: NetworkSpec = {
      name: 'beside',
      nodes: [
        inputNode([3, 3, 2]),
        ...wire('input', [convolution('a', 1, 1)]),
        ...wire('input', [convolution('b', 2, 1)]),
        ...wire('input', [convolution('c', 3, 3)]),
        join('concat', 'ab', ['a', 'b']),
        join('add', 'sum', ['ab', 'c']),
        ...wire('sum', [relu('relu'), { kind: 'globalAvgPool', name: 'gap' }, dense('fc', 2)]),
      ],
    };
    for (let seed = 1; seed <= 10; seed++) {
      const values = createNormalWeights(spec, seed);
      const { masks, report } = computePrune(spec, values, {}, { ...L1, amount: { sparsity: 1 } });
      // One channel of a and one of b stay, which are two of c.
      expect(report.layers).toEqual([
        { layer: 'a', coupled: ['b', 'c'], units: 3, prunedUnits: 1, newlyPruned: 1, guarded: true },
      ]);
      expect(masks['a.bias'] ?? Uint8Array.of(1)).toEqual(Uint8Array.of(1));
      expect([...masks['b.bias']!].sort()).toEqual([0, 1]);
      expect([...masks['c.bias']!]).toEqual([1, ...masks['b.bias']!]);
    }
  });
});

describe('the sparsity of a report (METHODS §5, rule 9)', () => {
  it('is counted over the units that could be pruned, whatever else the network holds', () => {
    const magnitude = computePrune(
      residual,
      weights,
      {},
      {
        criterion: 'magnitude',
        granularity: 'weight',
        scope: 'global',
        amount: { sparsity: 0.5 },
      },
    );
    const units = magnitude.report.layers.reduce((sum, layer) => sum + layer.units, 0);
    const own = Object.entries(weights).filter(([name]) =>
      /^(stem|a1|a2|b1|b2|proj|dw|fc)\.weight$/.test(name),
    );
    expect(units).toBe(own.reduce((sum, [, { values }]) => sum + values.length, 0));
    const pruned = Object.values(magnitude.masks).reduce(
      (sum, mask) => sum + mask.filter((keep) => keep === 0).length,
      0,
    );
    expect(pruned).toBe(Math.round(0.5 * units));
    expect(magnitude.report.sparsity).toBe(pruned / units);
    // Of 4 + 6 + 6 + 8 channels; the classifier's are none.
    const filters = computePrune(
      residual,
      weights,
      {},
      { ...L1, scope: 'global', amount: { sparsity: 0.25 } },
    );
    expect(filters.report.sparsity).toBe(6 / 24);
    const named = computePrune(residual, weights, {}, { ...L1, amount: { sparsity: 0.5 }, layers: ['a1'] });
    expect(named.report.sparsity).toBe(3 / 6);
  });
});
