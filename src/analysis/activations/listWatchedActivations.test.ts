import { describe, expect, it } from 'vitest';
import { findActivationAfter } from '../../network/findActivationAfter.ts';
import { findPreset, PRESETS } from '../../network/presets/presets.ts';
import { isWeightedNode } from '../../network/spec.ts';
import { listWatchedActivations } from './listWatchedActivations.ts';

describe('listWatchedActivations', () => {
  it('watches LeNet-5 behind its ReLUs, and names the max pools that read them', () => {
    expect(listWatchedActivations(findPreset('lenet-5').build())).toEqual([
      { layer: 'conv1', node: 'relu1', kind: 'relu', offset: 0, channels: 20, pool: 'pool1' },
      { layer: 'conv2', node: 'relu2', kind: 'relu', offset: 0, channels: 50, pool: 'pool2' },
      { layer: 'fc1', node: 'relu3', kind: 'relu', offset: 0, channels: 500 },
    ]);
  });

  it('finds channels of a densely connected network where they stand among others, and behind its pool', () => {
    const watched = listWatchedActivations(findPreset('densenet-mini').build());
    expect(watched.map(({ layer, node, offset, channels }) => [layer, node, offset, channels])).toEqual([
      ['conv1', 'd1l1_relu', 0, 16],
      ['d1l1_conv', 'd1l2_relu', 16, 12],
      ['d1l2_conv', 'd1l3_relu', 28, 12],
      ['d1l3_conv', 't1_relu', 40, 12],
      ['t1_conv', 'd2l1_relu', 0, 52],
      ['d2l1_conv', 'd2l2_relu', 52, 12],
      ['d2l2_conv', 'd2l3_relu', 64, 12],
      ['d2l3_conv', 'relu', 76, 12],
    ]);
  });

  it.each(PRESETS.map(({ id }) => id))('watches every layer of %s but the classifier', (id) => {
    const spec = findPreset(id).build();
    const watched = listWatchedActivations(spec);
    const layers = spec.nodes.filter(isWeightedNode).map(({ name }) => name);
    expect(watched.map(({ layer }) => layer)).toEqual(layers.slice(0, -1));
    for (const { layer, node, offset } of watched) {
      const direct = findActivationAfter(spec, layer);
      if (direct) expect({ node, offset }).toEqual({ node: direct.name, offset: 0 });
    }
  });
});
