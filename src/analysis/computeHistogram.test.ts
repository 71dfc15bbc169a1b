import { describe, expect, it } from 'vitest';
import { buildSmallNet, createNormalWeights } from '../pruning/testNets.ts';
import { computeHistogram, computeHistograms } from './computeHistogram.ts';

const weightsOf = (values: readonly number[]) => ({
  'd.weight': { shape: [values.length, 1], values: Float32Array.from(values) },
});

describe('computeHistogram', () => {
  it('puts each weight in its bin, lower edges in and the last upper edge too', () => {
    const weights = weightsOf([-2, -1.5, -1, 0, 0.5, 1, 2, 2]);
    const histogram = computeHistogram(weights, {}, 'd', { bins: 4 });
    expect(histogram).toMatchObject({ domain: [-2, 2], counts: [2, 1, 2, 3], pruned: 0 });
    expect(histogram.mean).toBe(1 / 8);
  });

  it('counts pruned weights apart, and mean and deviation of the kept ones alone', () => {
    const weights = weightsOf([1, 0, 3, 0, 5]);
    const masks = { 'd.weight': Uint8Array.of(1, 0, 1, 0, 1) };
    const histogram = computeHistogram(weights, masks, 'd', { bins: 10 });
    expect(histogram.pruned).toBe(2);
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(histogram.counts[5]).toBe(0);
    expect(histogram.mean).toBe(3);
    expect(histogram.standardDeviation).toBeCloseTo(Math.sqrt(8 / 3), 12);
  });

  it('loses no weight outside a given domain', () => {
    const histogram = computeHistogram(weightsOf([-9, 0, 9]), {}, 'd', { bins: 3, domain: [-1, 1] });
    expect(histogram.counts).toEqual([1, 1, 1]);
  });

  it('has bins of some width where all weights are 0', () => {
    expect(computeHistogram(weightsOf([0, 0]), {}, 'd', { bins: 2 })).toMatchObject({
      domain: [-1, 1],
      counts: [0, 2],
    });
  });
});

describe('computeHistograms', () => {
  it('shares the bins of a layer between snapshots, and gives every layer of each', () => {
    const spec = buildSmallNet();
    const weights = createNormalWeights(spec);
    const doubled = Object.fromEntries(
      Object.entries(weights).map(([name, { shape, values }]) => [
        name,
        { shape, values: values.map((value) => 2 * value) },
      ]),
    );
    const [first, second] = computeHistograms(
      [
        { spec, weights, masks: {} },
        { spec, weights: doubled, masks: {} },
      ],
      { bins: 20 },
    );
    expect(first!.map(({ layer }) => layer)).toEqual(['a', 'b', 'c', 'd']);
    for (const [index, histogram] of first!.entries()) {
      const other = second![index]!;
      expect(histogram.domain).toEqual(other.domain);
      expect(-histogram.domain[0]).toBe(histogram.domain[1]);
      const largest = Math.max(...doubled[`${histogram.layer}.weight`]!.values.map(Math.abs));
      expect(histogram.domain[1]).toBe(largest);
      expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(
        weights[`${histogram.layer}.weight`]!.values.length,
      );
    }
  });
});
