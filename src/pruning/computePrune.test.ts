import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { computeStandardDeviation } from '../base/stats.ts';
import { initializeWeights } from '../network/initializeWeights.ts';
import { listWeights } from '../network/listWeights.ts';
import { findPreset } from '../network/presets/presets.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { type PruneStep, stepSchema } from '../recipe/schema.ts';
import { applyMasks } from './applyMasks.ts';
import { computePrune } from './computePrune.ts';
import type { PruneRequest } from './prune.ts';
import { buildSmallNet, createNormalWeights } from './testNets.ts';

const MAGNITUDE = { criterion: 'magnitude', granularity: 'weight', scope: 'uniform' } as const;
const L1 = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;
const APOZ = { criterion: 'apoz', granularity: 'filter', scope: 'uniform' } as const;

/** A chain of dense layers of these widths. */
function buildDense(widths: readonly number[]): NetworkSpec {
  return {
    name: 'dense',
    nodes: [
      { kind: 'input', name: 'input', inputs: [], shape: [widths[0]!] },
      ...widths.slice(1).flatMap((units, index): NetworkSpec['nodes'] => {
        const name = `fc${index + 1}`;
        const from = index === 0 ? 'input' : `relu${index}`;
        const dense = { kind: 'dense', name, inputs: [from], units, bias: true } as const;
        return index === widths.length - 2
          ? [dense]
          : [dense, { kind: 'relu', name: `relu${index + 1}`, inputs: [name] }];
      }),
    ],
  };
}

/** Replaces values of one weight. */
function withValues(weights: Weights, name: string, values: readonly number[]): Weights {
  return { ...weights, [name]: { ...weights[name]!, values: Float32Array.from(values) } };
}

const countKept = (masks: Masks, name: string) => masks[name]!.reduce((sum, keep) => sum + keep, 0);
const dense = buildDense([4, 3, 2]);
const denseWeights = createNormalWeights(dense);
const small = buildSmallNet();
const smallWeights = createNormalWeights(small);

describe('weight pruning', () => {
  it("leaves exactly the non-zeros of Han's LeNet-300-100: 18,816 + 2,700 + 260 (METHODS E4)", () => {
    const spec = findPreset('lenet-300-100').build();
    const weights = initializeWeights(spec, 1);
    let masks: Masks = {};
    for (const [layer, kept] of [
      ['fc1', 0.08],
      ['fc2', 0.09],
      ['fc3', 0.26],
    ] as const) {
      const step: PruneRequest = { ...MAGNITUDE, amount: { sparsity: 1 - kept }, layers: [layer] };
      masks = computePrune(spec, weights, masks, step).masks;
    }
    const nonzero = Object.entries(applyMasks(weights, masks))
      .filter(([name]) => name.endsWith('.weight'))
      .map(([, { values }]) => values.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0));
    expect(nonzero).toEqual([18_816, 2_700, 260]);
    expect(Object.keys(masks)).toEqual(['fc1.weight', 'fc2.weight', 'fc3.weight']);
  });

  it("leaves 36,280 weights of Caffe LeNet-5 at Han's percentages (METHODS E4)", () => {
    const spec = findPreset('lenet-5').build();
    const weights = initializeWeights(spec, 1);
    const kept = { conv1: 0.66, conv2: 0.12, fc1: 0.08, fc2: 0.19 };
    const total = Object.entries(kept).reduce((sum, [layer, share]) => {
      const step: PruneRequest = { ...MAGNITUDE, amount: { sparsity: 1 - share }, layers: [layer] };
      return sum + countKept(computePrune(spec, weights, {}, step).masks, `${layer}.weight`);
    }, 0);
    expect(total).toBe(36_280);
  });

  it('cuts the smallest magnitudes, worked out by hand', () => {
    const weights = withValues(denseWeights, 'fc2.weight', [0.5, -0.1, 0.3, -0.4, 0.2, -0.6]);
    const { masks, report } = computePrune(
      dense,
      weights,
      {},
      { ...MAGNITUDE, amount: { sparsity: 0.5 }, layers: ['fc2'] },
    );
    expect([...masks['fc2.weight']!]).toEqual([1, 0, 0, 1, 0, 1]);
    expect(report).toEqual({
      layers: [{ layer: 'fc2', coupled: [], units: 6, prunedUnits: 3, newlyPruned: 3, guarded: false }],
      sparsity: 0.5,
    });
  });

  it('prunes an exact number though all magnitudes are equal, lower indices first (METHODS §5, rule 4)', () => {
    const weights = withValues(denseWeights, 'fc2.weight', [1, -1, 1, -1, 1, -1]);
    const { masks } = computePrune(
      dense,
      weights,
      {},
      { ...MAGNITUDE, amount: { sparsity: 0.33 }, layers: ['fc2'] },
    );
    expect([...masks['fc2.weight']!]).toEqual([0, 0, 1, 1, 1, 1]);
  });

  it('counts what is pruned already, and brings nothing back', () => {
    const before: Masks = { 'fc2.weight': Uint8Array.of(0, 0, 0, 0, 1, 1) };
    const at = (amount: PruneRequest['amount']) =>
      computePrune(dense, denseWeights, before, { ...MAGNITUDE, amount, layers: ['fc2'] });
    const less = at({ sparsity: 0.5 });
    expect([...less.masks['fc2.weight']!]).toEqual([0, 0, 0, 0, 1, 1]);
    expect(less.report.layers[0]).toMatchObject({ prunedUnits: 4, newlyPruned: 0, beyondAmount: true });
    expect(at({ sparsity: 4 / 6 }).report.layers[0]).not.toHaveProperty('beyondAmount');
    expect(at({ sparsity: 5 / 6 }).report.layers[0]).toMatchObject({ prunedUnits: 5, newlyPruned: 1 });
    expect(at({ ofRemaining: 0.5 }).report.layers[0]).toMatchObject({ prunedUnits: 5, newlyPruned: 1 });
  });

  it('cuts |w| < q·σ with the deviation of the kept weights, and keeps what equals the threshold', () => {
    // Kept: 1, 3, 5, 7 with mean 4 and σ = √5; the pruned 100 does not count.
    const weights = withValues(denseWeights, 'fc2.weight', [1, 100, 3, 5, 7, 100]);
    const before: Masks = { 'fc2.weight': Uint8Array.of(1, 0, 1, 1, 1, 0) };
    const step: PruneRequest = { ...MAGNITUDE, amount: { thresholdSigma: 1.4 }, layers: ['fc2'] };
    const { masks, report } = computePrune(dense, weights, before, step);
    expect([...masks['fc2.weight']!]).toEqual([0, 0, 0, 1, 1, 0]);
    expect(report.layers[0]!.threshold).toBeCloseTo(1.4 * Math.sqrt(5), 12);
    const equal = computePrune(dense, weights, before, {
      ...MAGNITUDE,
      amount: { threshold: 3 },
      layers: ['fc2'],
    });
    expect([...equal.masks['fc2.weight']!]).toEqual([0, 0, 1, 1, 1, 0]);
  });

  it('makes one ranking and one σ of all layers in the scope global', () => {
    const weights = withValues(
      withValues(denseWeights, 'fc1.weight', [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 1]),
      'fc2.weight',
      [2, 3, 4, 5, 21, 22],
    );
    const { masks, report } = computePrune(
      dense,
      weights,
      {},
      { ...MAGNITUDE, scope: 'global', amount: { sparsity: 5 / 18 } },
    );
    expect([...masks['fc1.weight']!]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect([...masks['fc2.weight']!]).toEqual([0, 0, 0, 0, 1, 1]);
    expect(report.sparsity).toBe(5 / 18);
    const all = [...weights['fc1.weight']!.values, ...weights['fc2.weight']!.values];
    const sigma = computePrune(
      dense,
      weights,
      {},
      { ...MAGNITUDE, scope: 'global', amount: { thresholdSigma: 1 } },
    );
    for (const { threshold } of sigma.report.layers) {
      expect(threshold).toBeCloseTo(computeStandardDeviation(all), 12);
    }
  });

  it('keeps the best weight of a layer that would be emptied, and says so (METHODS §5, rule 4)', () => {
    const weights = withValues(denseWeights, 'fc2.weight', [1, -6, 2, 3, 6, 4]);
    const step: PruneRequest = { ...MAGNITUDE, amount: { sparsity: 1 }, layers: ['fc2'] };
    const { masks, report } = computePrune(dense, weights, {}, step);
    expect([...masks['fc2.weight']!]).toEqual([0, 0, 0, 0, 1, 0]);
    expect(report.layers[0]).toMatchObject({ prunedUnits: 5, guarded: true });
    const cut = computePrune(dense, weights, {}, { ...step, amount: { threshold: 1000 } });
    expect(cut.masks).toEqual(masks);
    expect(cut.report.layers[0]!.guarded).toBe(true);
  });

  it('keeps the exact count of the scope global where the guard holds a unit back', () => {
    const weights = withValues(
      denseWeights,
      'fc2.weight',
      [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map((v) => v / 1e3),
    );
    const { masks, report } = computePrune(
      dense,
      weights,
      {},
      { ...MAGNITUDE, scope: 'global', amount: { sparsity: 0.5 } },
    );
    expect(countKept(masks, 'fc2.weight')).toBe(1);
    expect(countKept(masks, 'fc1.weight')).toBe(8);
    expect(report.layers.map(({ guarded }) => guarded)).toEqual([false, true]);
  });

  it.each([0.05, 0.31, 0.5, 0.77, 0.99])(
    'prunes round(share × n) units at %f, whatever the scope',
    (sparsity) => {
      const uniform = computePrune(small, smallWeights, {}, { ...MAGNITUDE, amount: { sparsity } });
      for (const { units, prunedUnits } of uniform.report.layers) {
        expect(prunedUnits).toBe(Math.min(units - 1, Math.round(sparsity * units)));
      }
      const global = computePrune(
        small,
        smallWeights,
        {},
        { ...MAGNITUDE, scope: 'global', amount: { sparsity } },
      );
      const sum = (pick: 'units' | 'prunedUnits') =>
        global.report.layers.reduce((total, layer) => total + layer[pick], 0);
      expect(sum('prunedUnits')).toBe(Math.min(sum('units') - 4, Math.round(sparsity * sum('units'))));
    },
  );

  it('changes nothing that it was given and keeps untouched masks as they are', () => {
    const before: Masks = { 'a.weight': new Uint8Array(32).fill(1), 'd.weight': new Uint8Array(15).fill(1) };
    const step: PruneRequest = { ...MAGNITUDE, amount: { sparsity: 0.5 }, layers: ['a'] };
    const { masks } = computePrune(small, smallWeights, before, step);
    expect(countKept(before, 'a.weight')).toBe(32);
    expect(masks['d.weight']).toBe(before['d.weight']);
    expect(Object.keys(masks)).toEqual(['a.weight', 'd.weight']);
  });
});

describe('filter pruning', () => {
  it('masks a filter, its bias and every slice that reads it', () => {
    const { masks, report } = computePrune(
      small,
      smallWeights,
      {},
      { ...L1, amount: { sparsity: 1 / 3 }, layers: ['b'] },
    );
    const { values } = smallWeights['b.weight']!;
    const norms = [0, 1, 2].map((f) =>
      values.reduce((sum, value, index) => sum + (index % 3 === f ? Math.abs(value) : 0), 0),
    );
    const worst = norms.indexOf(Math.min(...norms));
    expect(report.layers).toEqual([
      { layer: 'b', coupled: [], units: 3, prunedUnits: 1, newlyPruned: 1, guarded: false },
    ]);
    expect([...masks['b.weight']!]).toEqual(Array.from(values, (_, index) => (index % 3 === worst ? 0 : 1)));
    expect([...masks['b.bias']!]).toEqual([0, 1, 2].map((f) => (f === worst ? 0 : 1)));
    // Rows of c run over (h, w, c), c fastest; each row has 5 outputs.
    const rows = smallWeights['c.weight']!.shape[0]!;
    expect([...masks['c.weight']!]).toEqual(
      Array.from({ length: rows * 5 }, (_, index) => (Math.floor(index / 5) % 3 === worst ? 0 : 1)),
    );
    expect(Object.keys(masks).sort()).toEqual(['b.bias', 'b.weight', 'c.weight']);
  });

  it('prunes all layers but the classifier where none is named (METHODS §5, rule 4)', () => {
    const { masks, report } = computePrune(small, smallWeights, {}, { ...L1, amount: { sparsity: 0.5 } });
    expect(report.layers.map(({ layer, prunedUnits }) => [layer, prunedUnits])).toEqual([
      ['a', 2],
      ['b', 2],
      ['c', 3],
    ]);
    // The classifier loses the rows of neurons that are gone, and no class.
    const rows = Array.from({ length: 5 }, (_, row) =>
      [...masks['d.weight']!.subarray(3 * row, 3 * row + 3)].join(''),
    );
    expect(rows.filter((row) => row === '000')).toHaveLength(3);
    expect(rows.filter((row) => row === '111')).toHaveLength(2);
    expect(masks['d.bias']).toBeUndefined();
    // And the first layer no channel of the image.
    const { values } = smallWeights['a.weight']!;
    const pruned = new Set(
      [...values.keys()].filter((index) => !masks['a.weight']![index]).map((index) => index % 4),
    );
    expect(pruned.size).toBe(2);
    expect(countKept(masks, 'a.weight')).toBe(values.length / 2);
  });

  it('prunes an exact number of equal filters, lower indices first (METHODS §5, rule 4)', () => {
    const flat = Object.fromEntries(
      Object.entries(smallWeights).map(([name, { shape, values }]) => [
        name,
        { shape, values: values.map(() => -1) },
      ]),
    );
    const { masks } = computePrune(small, flat, {}, { ...L1, amount: { sparsity: 0.5 } });
    expect([...masks['a.bias']!]).toEqual([0, 0, 1, 1]);
    expect([...masks['b.bias']!]).toEqual([0, 0, 1]);
    expect([...masks['c.bias']!]).toEqual([0, 0, 0, 1, 1]);
    const global = computePrune(small, flat, {}, { ...L1, scope: 'global', amount: { sparsity: 6 / 12 } });
    // Units of a hold 8 weights, of b 16, of c 12: a goes first but for its last one, then c.
    expect([...global.masks['a.bias']!]).toEqual([0, 0, 0, 1]);
    expect(global.masks['b.bias']).toBeUndefined();
    expect([...global.masks['c.bias']!]).toEqual([0, 0, 0, 1, 1]);
  });

  it('prunes channels whose APoZ is over mean + k·σ of the kept ones, as worked out by hand', () => {
    // Kept: 0.2, 0.4, 0.9 with mean 0.5 and population σ = √(0.26 / 3) = 0.2944; the pruned 1 does not count.
    const before = computePrune(
      small,
      smallWeights,
      {},
      { ...APOZ, amount: { apoz: 0.95 }, layers: ['a'] },
      { apoz: new Map([['a_act', Float64Array.of(0.2, 1, 0.4, 0.9)]]) },
    );
    expect(before.report.layers[0]).toMatchObject({ newlyPruned: 1, threshold: 0.95 });
    const { masks, report } = computePrune(
      small,
      smallWeights,
      before.masks,
      { ...APOZ, amount: { apozSigma: 1 }, layers: ['a'] },
      { apoz: new Map([['a_act', Float64Array.of(0.2, 1, 0.4, 0.9)]]) },
    );
    expect(report.layers[0]).toMatchObject({ prunedUnits: 2, newlyPruned: 1, guarded: false });
    expect(report.layers[0]!.threshold).toBeCloseTo(0.5 + Math.sqrt(0.26 / 3), 12);
    expect([...masks['a.bias']!]).toEqual([1, 0, 1, 0]);
  });

  it('keeps channels whose APoZ equals the threshold, and ranks by APoZ for a share', () => {
    const statistics = { apoz: new Map([['a_act', Float64Array.of(0.5, 0.25, 0.75, 0.5)]]) };
    const at = (amount: PruneRequest['amount']) =>
      computePrune(small, smallWeights, {}, { ...APOZ, amount, layers: ['a'] }, statistics).masks['a.bias'];
    expect([...at({ apoz: 0.5 })!]).toEqual([1, 1, 0, 1]);
    expect([...at({ sparsity: 0.5 })!]).toEqual([0, 1, 0, 1]);
  });

  it('keeps one channel of a layer that would be emptied', () => {
    const apoz = new Map([['a_act', Float64Array.of(0.9, 0.8, 0.8, 0.99)]]);
    const { masks, report } = computePrune(
      small,
      smallWeights,
      {},
      { ...APOZ, amount: { apoz: 0.1 }, layers: ['a'] },
      { apoz },
    );
    expect([...masks['a.bias']!]).toEqual([0, 0, 1, 0]);
    expect(report.layers[0]).toMatchObject({ prunedUnits: 3, guarded: true });
  });

  it('refuses to take the last weight of a layer that reads the filter', () => {
    const mask = new Uint8Array(15);
    mask[2 * 3] = 1;
    const weights = withValues(
      smallWeights,
      'c.weight',
      Array.from(smallWeights['c.weight']!.values, (value, index) => (index % 5 === 2 ? value / 1e3 : value)),
    );
    const cut = () =>
      computePrune(small, weights, { 'd.weight': mask }, { ...L1, amount: { sparsity: 0.2 }, layers: ['c'] });
    expect(cut).toThrow('d: the step would leave no weight in it');
  });
});

describe('any pruning', () => {
  const steps: readonly PruneRequest[] = [
    { ...MAGNITUDE, amount: { sparsity: 0.6 } },
    { ...MAGNITUDE, scope: 'global', amount: { ofRemaining: 0.4 } },
    { ...MAGNITUDE, amount: { thresholdSigma: 0.8 } },
    { ...L1, amount: { sparsity: 0.5 } },
    { ...L1, scope: 'global', amount: { ofRemaining: 0.3 } },
  ];

  it('only ever takes away, whatever follows what', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const weights = createNormalWeights(small, seed);
      let masks: Masks = {};
      for (let round = 0; round < 4; round++) {
        const step = steps[random.integer(steps.length)]!;
        const { masks: after, report } = computePrune(small, weights, masks, step);
        for (const [name, before] of Object.entries(masks)) {
          expect(before.every((keep, index) => keep >= after[name]![index]!)).toBe(true);
        }
        for (const { name } of listWeights(small).filter(({ role }) => role === 'weight')) {
          expect(after[name]?.includes(1) ?? true).toBe(true);
        }
        expect(report.layers.every(({ prunedUnits, units }) => prunedUnits < units)).toBe(true);
        masks = after;
      }
    }
  });

  it('follows a permutation of the channels', () => {
    const order = [2, 0, 3, 1];
    const permute = (values: Float32Array, inner: number) =>
      values.map((_, index) => {
        const channel = Math.floor(index / inner) % 4;
        return values[index + (order[channel]! - channel) * inner]!;
      });
    const { 'a.weight': own, 'a.bias': bias, 'b.weight': reader } = smallWeights;
    const permuted: Weights = {
      ...smallWeights,
      'a.weight': { ...own!, values: permute(own!.values, 1) },
      'a.bias': { ...bias!, values: permute(bias!.values, 1) },
      'b.weight': { ...reader!, values: permute(reader!.values, 3) },
    };
    for (const step of steps) {
      const plain = applyMasks(smallWeights, computePrune(small, smallWeights, {}, step).masks);
      const moved = applyMasks(permuted, computePrune(small, permuted, {}, step).masks);
      expect(moved['a.weight']!.values).toEqual(permute(plain['a.weight']!.values, 1));
      expect(moved['b.weight']!.values).toEqual(permute(plain['b.weight']!.values, 3));
      expect(moved['d.weight']!.values).toEqual(plain['d.weight']!.values);
    }
  });

  it("takes a recipe's step as it comes from the schema", () => {
    const step = stepSchema.parse({ kind: 'prune', ...L1, amount: { sparsity: 0.5 } }) as PruneStep;
    expect(computePrune(small, smallWeights, {}, step).report.layers).toHaveLength(3);
  });
});
