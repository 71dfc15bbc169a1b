import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { clipLocally } from './clipLocally.ts';
import { createExchange, type ExchangeSettings } from './createExchange.ts';
import { applyAges, computeResidualAge } from './residualAge.ts';
import { computeWarmUpSparsity } from './warmUp.ts';

const SETTINGS: ExchangeSettings = {
  rule: 'threshold',
  workers: 2,
  sparsity: 0.5,
  momentumCorrection: true,
  localClipping: false,
  factorMasking: true,
  warmUp: false,
  momentum: 0.9,
  seed: 1,
};

const TICK = {
  done: 1,
  total: 1,
  remainingMs: 0,
  epoch: 0,
  loss: 1,
  accuracy: 0,
  imagesPerSecond: 1,
  learningRate: 1,
};

describe('an exchange', () => {
  it('gives the average of what the workers sent, and counts their bytes', () => {
    const exchange = createExchange([{ name: 'a', size: 4 }], SETTINGS);
    exchange.begin({ step: 0, epoch: 0 });
    exchange.send(0, [Float32Array.of(4, 1, -3, 0)]);
    exchange.send(1, [Float32Array.of(0, 8, 2, 1)]);
    expect([...exchange.receive()[0]!]).toEqual([2, 4, -0.5, 0]);
    exchange.observe(TICK);
    expect(exchange.ticks).toEqual([
      {
        step: 1,
        epoch: 0,
        loss: 1,
        accuracy: 0,
        sparsity: 0.5,
        bytes: 24,
        denseBytes: 32,
        compressionRatio: 32 / 24,
        totalBytes: 24,
        residualAge: { mean: 1, max: 1 },
        sentSparsities: [0.5],
      },
    ]);
    exchange.begin({ step: 1, epoch: 0 });
    exchange.send(0, [Float32Array.of(0, 0, 0, 0)]);
    exchange.send(1, [Float32Array.of(0, 0, 0, 0)]);
    // What waited: 1 of the first worker, 1 of the second.
    expect([...exchange.receive()[0]!]).toEqual([0, 0.5, 0, 0.5]);
    expect([exchange.bytes, exchange.denseBytes]).toEqual([36, 64]);
  });

  it('leaves pruned places out of messages, counts and averages', () => {
    const mask = Uint8Array.of(1, 0, 1, 1, 0, 1);
    const exchange = createExchange([{ name: 'a', size: 6, mask }], {
      ...SETTINGS,
      rule: 'dense',
      workers: 1,
    });
    exchange.begin({ step: 0, epoch: 0 });
    exchange.send(0, [Float32Array.of(1, 9, 2, 3, 9, 4)]);
    expect([...exchange.receive()[0]!]).toEqual([1, 0, 2, 3, 0, 4]);
    expect([exchange.bytes, exchange.denseBytes]).toEqual([16, 16]);
  });

  it('clips each worker over all tensors before it gathers', () => {
    const settings = { ...SETTINGS, rule: 'dgc', sparsity: 0, workers: 4, localClipping: 10 } as const;
    const exchange = createExchange(
      [
        { name: 'a', size: 1 },
        { name: 'b', size: 1 },
      ],
      settings,
    );
    exchange.begin({ step: 0, epoch: 0 });
    const gradients = [Float32Array.of(30), Float32Array.of(40)];
    for (let worker = 0; worker < 4; worker++) exchange.send(worker, gradients);
    // Norm 50 becomes 10/√4.
    expect(exchange.receive().map(([value]) => value)).toEqual([3, 4]);
    expect(gradients.map(([value]) => value)).toEqual([30, 40]);
  });

  it('warms up over epochs, for dgc alone', () => {
    const sparsityIn = (rule: 'dgc' | 'threshold', epoch: number) => {
      const exchange = createExchange([{ name: 'a', size: 2 }], {
        ...SETTINGS,
        rule,
        sparsity: 0.99,
        warmUp: true,
      });
      exchange.begin({ step: 0, epoch });
      exchange.observe(TICK);
      return exchange.ticks[0]!.sparsity;
    };
    expect([0, 1, 2, 3, 9].map((epoch) => sparsityIn('dgc', epoch))).toEqual([
      0.75, 0.9375, 0.984375, 0.99, 0.99,
    ]);
    expect(sparsityIn('threshold', 0)).toBe(0.99);
  });
});

it('warms up to 99.9 % in five epochs', () => {
  expect([0, 1, 2, 3, 4, 5].map((epoch) => computeWarmUpSparsity(epoch, 0.999))).toEqual([
    0.75, 0.9375, 0.984375, 0.996, 0.999, 0.999,
  ]);
  expect(computeWarmUpSparsity(0, 0.5)).toBe(0.5);
});

it('leaves a gradient within the limit as it is', () => {
  const gradients = [Float32Array.of(3, 4)];
  clipLocally(gradients, 10, 4);
  expect([...gradients[0]!]).toEqual([3, 4]);
});

describe('residual age', () => {
  it('counts the steps since something of an entry was sent', () => {
    const ages = new Uint16Array(4);
    applyAges(ages, Float32Array.of(1, 2, 0, 0), Float32Array.of(0, 0, 0, 5));
    applyAges(ages, Float32Array.of(1, 0, 1, 1), Float32Array.of(0, 2, 0, 0));
    applyAges(ages, Float32Array.of(1, 1, 1, 0.5), Float32Array.of(0, 0, 0, 3));
    expect([...ages]).toEqual([3, 1, 2, 0]);
    expect(computeResidualAge([{ ages, residual: Float32Array.of(1, 1, 1, 0.5) }])).toEqual({
      mean: 1.5,
      max: 3,
    });
    expect(computeResidualAge([])).toEqual({ mean: 0, max: 0 });
  });

  it('is the time until the k-th of equal values has its turn, where one goes out a step', () => {
    const size = 10;
    const exchange = createExchange([{ name: 'a', size }], { ...SETTINGS, workers: 1, sparsity: 0.9 });
    const random = createRandom(2);
    const gradient = Float32Array.from({ length: size }, () => 1 + 0.001 * random.uniform());
    for (let step = 0; step < 40; step++) {
      exchange.begin({ step, epoch: 0 });
      exchange.send(0, [gradient]);
      exchange.receive();
    }
    exchange.observe(TICK);
    // In turns: those that wait have waited 1, 2, …, 9 steps.
    expect(exchange.ticks[0]!.residualAge).toEqual({ mean: 5, max: 9 });
  });
});
