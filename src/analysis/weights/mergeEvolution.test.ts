import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { computeMoments } from '../../base/stats.ts';
import { dense, inputNode, wire } from '../../network/presets/parts.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import { buildResidualNet, createNormalWeights } from '../../pruning/testNets.ts';
import { mergeEvolution } from './mergeEvolution.ts';
import { type SummaryOptions, summarizeWeights } from './summarizeWeights.ts';

/** One layer of any values. */
function summarize(values: ArrayLike<number>, options: SummaryOptions, mask?: Uint8Array) {
  const spec: NetworkSpec = {
    name: 'one',
    nodes: [inputNode([values.length]), ...wire('input', [dense('fc', 1, false)])],
  };
  const weights = { 'fc.weight': { shape: [values.length, 1], values: Float32Array.from(values) } };
  return summarizeWeights(spec, weights, mask ? { 'fc.weight': mask } : {}, options);
}

const layerOf = (...given: Parameters<typeof summarize>) => summarize(...given).layers[0]!;

const draw = (seed: number, scale: number, length = 400) => {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => random.normal() * scale);
};

describe('summarizeWeights', () => {
  it('puts a hand-made layer in bins, lower edges in, and pruned weights in none', () => {
    const values = [-1.5, -1, -0.001, 0, 0.5, 0.999, 1, 9];
    const layer = layerOf(values, { bins: 8 }, Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 0));
    // The reach is 2 and a bin half as wide as 1.
    expect(layer).toMatchObject({
      reach: 2,
      counts: [0, 1, 1, 1, 1, 2, 1, 0],
      kept: 7,
      pruned: 1,
      largest: 1.5,
    });
    expect(layer.nearZeroShare).toBe(2 / 7);
  });

  it('has a reach above every weight, also where one is a power of two', () => {
    expect(layerOf([0.25, -0.1], { bins: 4 })).toMatchObject({ reach: 0.5, counts: [0, 1, 0, 1] });
    expect(layerOf([-0.25], { bins: 4 }).reach).toBe(0.5);
    expect(layerOf([0.2499], { bins: 4 }).reach).toBe(0.25);
    expect(layerOf([0.2], { bins: 4, reach: 3 }).reach).toBe(4);
    expect(layerOf([0.2], { bins: 4, reach: 4 }).reach).toBe(4);
  });

  it('counts every kept weight once, and agrees with the moments', () => {
    const spec = buildResidualNet();
    const weights = createNormalWeights(spec);
    const { layers } = summarizeWeights(spec, weights, {});
    expect(layers.map(({ layer }) => layer)).toEqual(['stem', 'a1', 'a2', 'b1', 'b2', 'proj', 'dw', 'fc']);
    for (const summary of layers) {
      const moments = computeMoments(weights[`${summary.layer}.weight`]!.values);
      expect(summary.counts).toHaveLength(128);
      expect(summary.counts.reduce((sum, count) => sum + count, 0)).toBe(moments.count);
      expect(summary.mean).toBeCloseTo(moments.mean, 12);
      expect(summary.standardDeviation).toBeCloseTo(moments.standardDeviation, 12);
      expect(summary.meanAbsolute).toBeCloseTo(moments.meanAbsolute, 12);
      expect(summary.largest).toBe(Math.max(moments.max!, -moments.min!));
    }
  });

  it('has numbers for no weights, for zeros and for what is not finite', () => {
    const none = layerOf([1, 2], { bins: 2 }, Uint8Array.of(0, 0));
    expect(none).toMatchObject({ counts: [0, 0], kept: 0, pruned: 2, mean: 0, nearZeroShare: 0, largest: 0 });
    expect(layerOf([0, 0], { bins: 2 })).toMatchObject({ counts: [0, 2], reach: 2 ** -20, nearZeroShare: 1 });
    const broken = layerOf([Number.NaN, 1, Number.NEGATIVE_INFINITY], { bins: 2 });
    expect(broken).toMatchObject({ counts: [0, 1], kept: 3, notFinite: 2, mean: 1, largest: 1, reach: 2 });
  });

  it('refuses bins without an edge at 0', () => {
    for (const bins of [7, 0, 2.5, -2]) {
      expect(() => summarize([1], { bins })).toThrow(`invalid number of bins: ${bins}`);
    }
  });
});

describe('mergeEvolution', () => {
  it('gives exactly the counts that the larger reach would have given', () => {
    for (const bins of [2, 6, 10, 64, 100]) {
      const sets = [draw(1, 0.01), draw(2, 0.3), draw(3, 0.05), Float32Array.of(-0.25, 0.25, 0, -0.0625)];
      const merged = mergeEvolution(sets.map((values) => summarize(values, { bins })));
      const reach = Math.max(...sets.map((values) => layerOf(values, { bins }).reach));
      expect(merged).toEqual(sets.map((values) => summarize(values, { bins, reach })));
    }
  });

  it('keeps the number of weights, all else of a moment, and what is merged already', () => {
    const moments = [
      { step: 0, ...summarize(draw(4, 0.02), { bins: 32 }) },
      { step: 9, ...summarize(draw(5, 0.9), { bins: 32 }) },
    ];
    const merged = mergeEvolution(moments);
    expect(merged.map(({ step }) => step)).toEqual([0, 9]);
    for (const { counts, kept } of merged.flatMap(({ layers }) => layers)) {
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(kept);
    }
    expect(merged[1]).toEqual(moments[1]);
    expect(mergeEvolution(merged)).toEqual(merged);
    expect(mergeEvolution([])).toEqual([]);
  });

  it('takes every layer’s own reach', () => {
    const first = {
      layers: [...summarize([0.1], { bins: 4 }).layers, { ...layerOf([5], { bins: 4 }), layer: 'b' }],
    };
    const merged = mergeEvolution([first, summarize([0.3], { bins: 4 })]);
    expect(merged.map(({ layers }) => layers.map(({ layer, reach }) => [layer, reach]))).toEqual([
      [
        ['fc', 0.5],
        ['b', 8],
      ],
      [['fc', 0.5]],
    ]);
  });

  it('refuses moments of different bins', () => {
    expect(() => mergeEvolution([summarize([1], { bins: 4 }), summarize([1], { bins: 8 })])).toThrow(
      'fc: bins of two moments differ, 4 and 8',
    );
  });
});
