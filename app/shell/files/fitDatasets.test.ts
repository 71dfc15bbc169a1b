import { describe, expect, it } from 'vitest';
import { fitDatasets } from './fitDatasets.ts';

describe('fitDatasets', () => {
  it('finds the data sets by the shape of their images and by their classes', () => {
    expect(fitDatasets({ inputShape: [28, 28, 1], classes: 10 })).toEqual(['mnist', 'fashion-mnist']);
    expect(fitDatasets({ inputShape: [32, 32, 3], classes: 10 })).toEqual(['cifar-10']);
  });

  it('finds none for other images, flat ones, or other classes', () => {
    expect(fitDatasets({ inputShape: [12, 10, 2], classes: 4 })).toEqual([]);
    expect(fitDatasets({ inputShape: [784], classes: 10 })).toEqual([]);
    expect(fitDatasets({ inputShape: [32, 32, 3], classes: 100 })).toEqual([]);
  });
});
