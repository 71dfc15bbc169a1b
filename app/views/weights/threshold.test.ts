import { describe, expect, it } from 'vitest';
import { stepSchema } from '../../../src/index.ts';
import { countBelow, thresholdOfDraft } from './threshold.ts';

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

describe('countBelow', () => {
  it('agrees with counting one by one, ties kept', () => {
    const values = sorted(0, 0.1, 0.1, 0.5, 0.5, 0.5, 2);
    for (const threshold of [-1, 0, 0.05, 0.1, 0.2, 0.5, 1, 2, 3]) {
      expect(countBelow(values, threshold)).toBe(values.filter((value) => value < threshold).length);
    }
    expect(countBelow(sorted(), 1)).toBe(0);
  });
});

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
});
