import { describe, expect, it } from 'vitest';
import type { LatencyReport } from '../../../src/index.ts';
import { createEntry } from '../../views/gradients/lab/testEntries.ts';
import { toApozNumbers } from './apoz.ts';
import { toExchangeNumbers } from './gradients.ts';
import { orderOfBreaking, toBreaks } from './sensitivity.ts';
import { shareOfSmall } from './slimming.ts';
import { toTimes } from './structure.ts';

const point = (sparsity: number, accuracy: number) => ({
  sparsity,
  accuracy,
  images: 500,
  low: accuracy,
  high: accuracy,
});

describe('where layers break', () => {
  const numbers = toBreaks(
    {
      conv1: [point(0, 0.99), point(0.5, 0.97), point(0.9, 0.6)],
      fc1: [point(0, 0.99), point(0.5, 0.99), point(0.9, 0.96)],
      fc2: [point(0, 0.99), point(0.5, 0.98), point(0.9, 0.7)],
    },
    'break',
  );

  it('is the first level more than five points below the base; 1 where there is none', () => {
    expect(numbers).toMatchObject({
      base: 0.99,
      'break.conv1': 0.9,
      'break.fc1': 1,
      'breakAccuracy.fc1': 0.96,
    });
  });

  it('puts the layer that loses more first where two break at one level', () => {
    expect(orderOfBreaking(numbers, 'break', ['fc1', 'fc2', 'conv1'])).toEqual(['conv1', 'fc2', 'fc1']);
  });
});

describe('APoZ', () => {
  it('counts channels above the mean + 1σ of their layer, of the two layers of the lesson', () => {
    const layer = { node: 'relu', images: 10, mean: 0.5, standardDeviation: 0.2 };
    expect(
      toApozNumbers([
        { ...layer, layer: 'fc1', apoz: [0.2, 0.7, 0.71, 0.9] },
        { ...layer, layer: 'conv1', apoz: [1] },
      ]),
    ).toEqual({ 'zeros.fc1': 0.5, 'channels.fc1': 4, 'above.fc1': 2 });
  });
});

describe('times', () => {
  it('are the medians by variant', () => {
    const series = (['dense', 'masked'] as const).map((variant, place) => ({
      variant,
      macs: 1,
      medianMs: 10 + place,
      lowMs: 9,
      highMs: 12,
      runs: 30,
      predictedMs: 10,
    }));
    const report: LatencyReport = { backend: 'wasm', batchSize: 64, series };
    expect(toTimes(report, 'weights')).toEqual({ 'weights.dense': 10, 'weights.masked': 11 });
  });
});

describe('small scales', () => {
  it('lie below a tenth of the largest, whatever their sign', () => {
    expect(shareOfSmall([1, -0.5, 0.09, -0.01])).toBe(0.5);
    expect(shareOfSmall([-2, 0.19, 0.21, 1])).toBe(0.25);
  });
});

describe('exchanges', () => {
  it('are known once dense exchange and both rules are done', () => {
    const [dense, threshold, dgc] = [
      createEntry('dense', 0.92),
      createEntry('threshold', 0.9),
      createEntry('dgc', 0.91),
    ];
    expect(toExchangeNumbers([dense, threshold])).toBeUndefined();
    const { trial: _, ...running } = dgc;
    expect(toExchangeNumbers([dense, threshold, running])).toBeUndefined();
    expect(toExchangeNumbers([dense, threshold, dgc])).toMatchObject({
      'accuracy.dense': 0.92,
      'accuracy.threshold': 0.9,
      'accuracy.dgc': 0.91,
      'times.dgc': 4,
      'age.dgc': 3,
      images: 10_000,
    });
  });
});
