import { describe, expect, it } from 'vitest';
import { computeLayerActivity } from './computeLayerActivity.ts';

const counts = (...values: number[]) => Float64Array.from(values);

/** Ten images, two positions: 20 outputs of each of four channels, of which the layer's are the last three. */
const MEASUREMENT = {
  watched: { layer: 'conv2', node: 'relu', kind: 'relu', offset: 1, channels: 3, pool: 'pool' },
  observed: {
    node: 'relu',
    images: 10,
    positions: 2,
    zeros: counts(9, 3, 20, 20),
    positives: counts(11, 17, 0, 0),
    positiveSums: counts(5, 34, 0, 0),
    mean: counts(0.25, 1.7, 0, 0),
    standardDeviation: counts(1, 0.5, 0, 0),
    minimum: counts(-5, 0, 0, 0),
    maximum: counts(2, 3, 0, 0),
    awakeImages: counts(8, 9, 0, 0),
    wakers: [[], [{ image: 4, label: 2, activation: 3 }], [], []],
  },
  nearZeros: { node: 'relu', zeros: counts(9, 4, 20, 20), observed: 20 },
  pooled: { node: 'pool', zeros: counts(1, 1, 10, 10), observed: 10 },
  kept: Uint8Array.of(1, 1, 0),
} as const;

describe('computeLayerActivity', () => {
  it('gives figures of the channels from the offset on, and means over the kept ones', () => {
    const { channels, bins, ...layer } = computeLayerActivity(MEASUREMENT);
    expect(layer).toEqual({
      layer: 'conv2',
      node: 'relu',
      kind: 'relu',
      pool: 'pool',
      positions: 2,
      mean: 0.575,
      standardDeviation: expect.closeTo(0.425, 12),
      density: expect.closeTo(17 / 60, 12),
      densityAfterPool: expect.closeTo(0.3, 12),
      nearZeroShare: 0.6,
      largest: 5,
      asleep: 1,
    });
    // 3 of 20 lie on the lower edge of the fourth bin.
    expect(bins.length).toBe(20);
    expect(bins.flatMap((count, bin) => (count === 0 ? [] : [[bin, count]]))).toEqual([
      [3, 1],
      [19, 1],
    ]);
    expect(channels[0]).toEqual({
      channel: 0,
      kept: true,
      apoz: 0.15,
      apozAfterPool: 0.1,
      nearZeroShare: 0.2,
      mean: 1.7,
      standardDeviation: 0.5,
      maximum: 3,
      awakeMean: 2,
      awakeImages: 9,
      awakeShare: 0.9,
      wakers: [{ image: 4, label: 2, activation: 3 }],
    });
    expect(channels[1]).toMatchObject({ kept: true, apoz: 1, awakeMean: 0, awakeShare: 0, wakers: [] });
  });

  it('gives a pruned channel an APoZ of 1 whatever it puts out', () => {
    const { channels, mean, asleep } = computeLayerActivity({ ...MEASUREMENT, kept: Uint8Array.of(0, 1, 1) });
    expect(channels[0]).toMatchObject({ kept: false, apoz: 1, apozAfterPool: 1, mean: 1.7, awakeImages: 9 });
    expect([mean, asleep]).toEqual([1, 2]);
  });
});
