import { describe, expect, it } from 'vitest';
import { computeHistogram } from '../../../src/analysis/computeHistogram.ts';
import { createRandom } from '../../../src/base/random.ts';
import { countBelow, type PruneStep, stepSchema } from '../../../src/index.ts';
import { computePrune } from '../../../src/pruning/computePrune.ts';
import { thresholdOfDraft } from './threshold.ts';

const sorted = (...values: number[]) => Float32Array.from(values).sort();
/** Layer a has lost 5 of its 10 weights, layer b none of its 5. */
const LAYERS = [
  { layer: 'a', weights: 10, sorted: sorted(1, 2, 3, 4, 5), standardDeviation: 2 },
  { layer: 'b', weights: 5, sorted: sorted(10, 20, 30, 40, 50), standardDeviation: 20 },
];
const draft = (amount: object, rest: object = {}) =>
  stepSchema.parse({ kind: 'prune', criterion: 'magnitude', granularity: 'weight', amount, ...rest });
const count = (layer: 'a' | 'b', step: ReturnType<typeof draft>) =>
  countBelow(LAYERS.find((entry) => entry.layer === layer)!.sorted, thresholdOfDraft(step, layer, LAYERS)!);

describe('thresholdOfDraft', () => {
  it('multiplies each layer’s own σ', () => {
    const step = draft({ thresholdSigma: 1.5 });
    expect(thresholdOfDraft(step, 'a', LAYERS)).toBe(3);
    expect(thresholdOfDraft(step, 'b', LAYERS)).toBe(30);
  });

  it('cuts as many weights as a share of the whole layer asks, those pruned before counted in', () => {
    expect(count('a', draft({ sparsity: 0.7 }))).toBe(2);
    expect(count('a', draft({ sparsity: 0.3 }))).toBe(0);
    expect(count('b', draft({ sparsity: 0.4 }))).toBe(2);
    expect(count('b', draft({ sparsity: 1 }))).toBe(5);
  });

  it('cuts a share of what remains', () => {
    expect(count('a', draft({ ofRemaining: 0.4 }))).toBe(2);
  });

  it('finds one threshold for all layers together', () => {
    // 15 weights, 5 gone: 80 % of 15 is 12, so 7 more go, all of a and two of b.
    const step = draft({ sparsity: 0.8 }, { scope: 'global' });
    expect([count('a', step), count('b', step)]).toEqual([5, 2]);
    expect(thresholdOfDraft(step, 'a', LAYERS)).toBe(thresholdOfDraft(step, 'b', LAYERS));
  });

  it('is absent where the step does not cut the layer’s weights by magnitude', () => {
    expect(thresholdOfDraft(draft({ threshold: 1 }, { layers: ['b'] }), 'a', LAYERS)).toBeUndefined();
    expect(
      thresholdOfDraft(draft({ sparsity: 0.5 }, { granularity: 'filter', criterion: 'l1' }), 'a', LAYERS),
    ).toBeUndefined();
    expect(thresholdOfDraft(stepSchema.parse({ kind: 'compact' }), 'a', LAYERS)).toBeUndefined();
  });

  it('is absent where the page cannot tell it: other scopes, limits, one σ for all layers', () => {
    const absent = [
      draft({ sparsity: 0.5 }, { scope: 'isomorphic' }),
      draft({ maxLoss: 0.02 }, { scope: 'sensitivity' }),
      draft({ thresholdSigma: 1 }, { scope: 'global' }),
      draft({ sparsity: 0.5 }, { limits: { minKept: 3 } }),
    ];
    for (const step of absent) expect(thresholdOfDraft(step, 'a', LAYERS)).toBeUndefined();
  });

  it('cuts each layer by its own share', () => {
    const step = draft({ perLayer: { a: 0.8 } }, { scope: 'perLayer' });
    expect(count('a', step)).toBe(count('a', draft({ sparsity: 0.8 })));
    expect(thresholdOfDraft(step, 'b', LAYERS)).toBeUndefined();
  });
});

describe('a threshold found by search', () => {
  const random = createRandom(4);
  const spec = {
    name: 'two layers',
    nodes: [
      { kind: 'input', name: 'input', inputs: [], shape: [20] },
      { kind: 'dense', name: 'a', inputs: ['input'], units: 30, bias: false },
      { kind: 'dense', name: 'b', inputs: ['a'], units: 10, bias: false },
    ],
  } as const;
  const normal = (size: number, grid: number) =>
    Float32Array.from({ length: size }, () => Math.round(random.normal() * grid) / grid);
  /** Weights, and the layers as the page holds them. */
  const createNet = (grid: number) => {
    const weights = {
      'a.weight': { shape: [20, 30], values: normal(600, grid) },
      'b.weight': { shape: [30, 10], values: normal(300, grid) },
    };
    const layers = (['a', 'b'] as const).map((layer) => {
      const { values } = weights[`${layer}.weight`];
      const { standardDeviation } = computeHistogram(weights, {}, layer, { bins: 10 });
      return { layer, weights: values.length, sorted: values.map(Math.abs).sort(), standardDeviation };
    });
    return { weights, layers };
  };
  const cutBoth = (net: ReturnType<typeof createNet>, step: PruneStep) => ({
    page: net.layers.map(({ layer, sorted }) =>
      countBelow(sorted, thresholdOfDraft(step, layer, net.layers)!),
    ),
    worker: computePrune(spec, net.weights, {}, step).report.layers.map(({ newlyPruned }) => newlyPruned),
  });

  it.each([
    { threshold: 0 },
    { threshold: 0.5 },
    { threshold: 1 },
    { thresholdSigma: 0 },
    { thresholdSigma: 0.7 },
    { thresholdSigma: 1.3 },
  ])('cuts as many weights as the step does, with ties on the threshold itself: %o', (amount) => {
    // On a grid of halves most magnitudes have equals, and 0.5 and 1 are among them.
    const { page, worker } = cutBoth(createNet(2), draft(amount) as PruneStep);
    expect(page).toEqual(worker);
  });

  it.each([
    ['uniform', 0],
    ['uniform', 0.001],
    ['uniform', 0.5],
    ['uniform', 0.99],
    ['global', 0.25],
    ['global', 0.9],
  ] as const)('cuts as many weights as a share asks, where no two are equal: %s %d', (scope, sparsity) => {
    const { page, worker } = cutBoth(createNet(1e6), draft({ sparsity }, { scope }) as PruneStep);
    expect(page).toEqual(worker);
  });
});
