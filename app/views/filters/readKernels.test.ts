import { describe, expect, it } from 'vitest';
import { loadNetworks } from '../../../src/index.ts';
import { listFilterCriteria } from './filterCriteria.ts';
import { maybeLayerChannels } from './layerChannels.ts';
import { listTiles } from './listTiles.ts';
import { readKernels } from './readKernels.ts';

const { PRESETS, listWeights, sizeOf } = await loadNetworks();

const specOf = (id: string) => PRESETS.find((preset) => preset.id === id)!.build();

function pictures(id: string, layer: string) {
  const spec = specOf(id);
  const { shape } = listWeights(spec).find(({ name }) => name === `${layer}.weight`)!;
  const values = Float32Array.from({ length: sizeOf(shape) }, (_, at) => at);
  return readKernels(spec, layer, { shape, values, mask: null });
}

describe('readKernels', () => {
  it('reads convolutions, and a dense layer behind a flatten as the maps it reads', () => {
    expect(pictures('lenet-5', 'conv1')).toMatchObject({
      form: 'single',
      tensor: { tiles: 20, planes: 1, rows: 5, columns: 5 },
    });
    expect(pictures('lenet-5', 'conv2')).toMatchObject({ form: 'planes', tensor: { tiles: 50, planes: 20 } });
    expect(pictures('lenet-5', 'fc1')).toMatchObject({
      form: 'planes',
      isDense: true,
      tensor: { tiles: 500, planes: 50, rows: 4, columns: 4 },
    });
    expect(pictures('lenet-5', 'fc2')).toMatchObject({ form: 'strip', tensor: { tiles: 10, columns: 500 } });
  });

  it('reads the first layer of a network without convolutions as pictures of the input', () => {
    expect(pictures('lenet-300-100', 'fc1')).toMatchObject({
      form: 'single',
      tensor: { tiles: 300, rows: 28, columns: 28, planes: 1 },
    });
  });
});

describe('what goes with the filters of a layer', () => {
  it('is what reads them, and nothing for the classifier', () => {
    const spec = specOf('lenet-5');
    expect(maybeLayerChannels(spec, 'conv1')).toMatchObject({
      lead: 'conv1',
      layers: ['conv1'],
      readers: ['conv2'],
    });
    expect(maybeLayerChannels(spec, 'fc2')).toBeUndefined();
  });

  it('is ranked by all criteria but those that lack what they look at', () => {
    const problems = new Map(
      listFilterCriteria(specOf('lenet-5'), 'conv1').map(({ id, problem }) => [id, problem]),
    );
    expect(problems.get('l1')).toBeUndefined();
    expect(problems.get('oracle')).toBeUndefined();
    expect(problems.get('batchNormScale')).toBe('noBatchNorm');
  });

  it('stands in the order of its ranks, pruned filters last', () => {
    const channels = maybeLayerChannels(specOf('lenet-5'), 'conv1')!;
    const ranks = {
      criterion: 'l1',
      images: 0,
      kept: 2,
      rankOf: new Map([
        [0, 2],
        [2, 1],
      ]),
    } as const;
    const tiles = listTiles({
      count: 3,
      channels,
      ranks,
      chosen: new Set([0]),
      isGone: (channel) => channel === 1,
    });
    expect(tiles).toEqual([
      { index: 2, name: '2', mark: 'none', share: 0.5 },
      { index: 0, name: '0', mark: 'chosen', share: 1 },
      { index: 1, name: '1', mark: 'gone', share: null },
    ]);
  });
});
