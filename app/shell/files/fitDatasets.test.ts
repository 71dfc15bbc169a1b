import { describe, expect, it } from 'vitest';
import { listDatasets } from '../networks/datasetShapes.ts';
import { fitDatasets } from './fitDatasets.ts';

const SHIPPED = listDatasets(null);

describe('fitDatasets', () => {
  it('finds the data sets by the shape of their images and by their classes', () => {
    expect(fitDatasets({ inputShape: [28, 28, 1], classes: 10 }, SHIPPED)).toEqual([
      'mnist',
      'fashion-mnist',
    ]);
    expect(fitDatasets({ inputShape: [32, 32, 3], classes: 10 }, SHIPPED)).toEqual(['cifar-10']);
  });

  it('finds own images that are open, by their own shape and classes', () => {
    const name = `own:${'a'.repeat(64)}` as const;
    const open = listDatasets({ name, imageShape: [28, 28, 1], classes: ['cat', 'dog', 'owl'] });
    expect(fitDatasets({ inputShape: [28, 28, 1], classes: 3 }, open)).toEqual([name]);
    expect(fitDatasets({ inputShape: [28, 28, 1], classes: 3 }, SHIPPED)).toEqual([]);
  });

  it('finds none for other images, flat ones, or other classes', () => {
    expect(fitDatasets({ inputShape: [12, 10, 2], classes: 4 }, SHIPPED)).toEqual([]);
    expect(fitDatasets({ inputShape: [784], classes: 10 }, SHIPPED)).toEqual([]);
    expect(fitDatasets({ inputShape: [32, 32, 3], classes: 100 }, SHIPPED)).toEqual([]);
  });
});
