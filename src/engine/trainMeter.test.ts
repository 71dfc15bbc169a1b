import { describe, expect, it } from 'vitest';
import { createTrainMeter } from './trainMeter.ts';

const SUMS = { epoch: 0, learningRate: 0.1, batches: 3, lossSum: 6, correctSum: 12 };

describe('createTrainMeter', () => {
  it('leaves pauses out of pace, time left and seconds', () => {
    let now = 0;
    const meter = createTrainMeter(10, 4, () => now);
    now = 100;
    meter.pause();
    now = 5100;
    meter.resume();
    now = 5300;
    const tick = meter.tick(3, SUMS);
    expect(tick).toMatchObject({ done: 3, total: 10, loss: 2, accuracy: 1 });
    // 12 images in 0.3 s; 7 batches at 0.1 s each are left.
    expect(tick.imagesPerSecond).toBeCloseTo(40, 9);
    expect(tick.remainingMs).toBeCloseTo(700, 9);
    expect(meter.secondsSoFar()).toBeCloseTo(0.3, 12);
  });

  it('is due after the first batch and then four times a second', () => {
    let now = 0;
    const meter = createTrainMeter(10, 4, () => now);
    now = 1;
    expect(meter.isDue()).toBe(true);
    meter.tick(1, SUMS);
    now = 250;
    expect(meter.isDue()).toBe(false);
    now = 251;
    expect(meter.isDue()).toBe(true);
  });
});
