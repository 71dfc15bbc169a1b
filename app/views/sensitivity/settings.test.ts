import { describe, expect, it } from 'vitest';
import { FIRST_SETTINGS, settingsKey, toMeasureRequest } from './settings.ts';

describe('toMeasureRequest', () => {
  it('measures quarters of an N:M pattern', () => {
    const request = toMeasureRequest({ ...FIRST_SETTINGS, granularity: 'nm' }, 1);
    expect(request).toMatchObject({ what: ['sensitivity'], levels: [0, 0.25, 0.5, 0.75] });
    expect(request.seeds).toBeUndefined();
    expect(request.fineTune).toBeUndefined();
  });

  it('names seeds only where they change something', () => {
    expect(toMeasureRequest({ ...FIRST_SETTINGS, seeds: 3 }, 7).seeds).toBeUndefined();
    expect(toMeasureRequest({ ...FIRST_SETTINGS, seeds: 3, criterion: 'random' }, 7).seeds).toEqual([
      7, 8, 9,
    ]);
  });

  it('trains so many batches at a tenth of the usual rate', () => {
    expect(toMeasureRequest({ ...FIRST_SETTINGS, fineTuneSteps: 20 }, 1).fineTune).toMatchObject({
      steps: 20,
      learningRate: 0.0001,
      batchSize: 128,
    });
  });
});

describe('settingsKey', () => {
  it('is the same for seeds that change nothing', () => {
    expect(settingsKey({ ...FIRST_SETTINGS, seeds: 3 })).toBe(settingsKey(FIRST_SETTINGS));
    expect(settingsKey({ ...FIRST_SETTINGS, seeds: 3, criterion: 'random' })).not.toBe(
      settingsKey({ ...FIRST_SETTINGS, criterion: 'random' }),
    );
  });
});
