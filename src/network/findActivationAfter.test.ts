import { describe, expect, it } from 'vitest';
import { findActivationAfter } from './findActivationAfter.ts';
import { findPreset, PRESETS } from './presets/presets.ts';
import { isWeightedNode } from './spec.ts';

describe('findActivationAfter on the presets', () => {
  it('passes batch normalisations and additions, to where the channels are really seen', () => {
    const spec = findPreset('resnet-8').build([32, 32, 3]);
    expect(findActivationAfter(spec, 'conv1')?.name).toBe('relu1');
    expect(findActivationAfter(spec, 's1b1_conv2')?.name).toBe('s1b1_relu2');
    expect(findActivationAfter(spec, 's2b1_proj')?.name).toBe('s2b1_relu2');
  });

  it.each(PRESETS.filter(({ id }) => id !== 'densenet-mini').map(({ id }) => id))(
    'finds one behind every layer of %s but the classifier',
    (id) => {
      const spec = findPreset(id).build();
      const layers = spec.nodes.filter(isWeightedNode).map(({ name }) => name);
      for (const layer of layers.slice(0, -1)) expect(findActivationAfter(spec, layer), layer).toBeDefined();
      expect(findActivationAfter(spec, layers.at(-1)!)).toBeUndefined();
    },
  );

  it('finds none behind a layer whose channels are joined with others first', () => {
    const spec = findPreset('densenet-mini').build();
    const joined = spec.nodes.find(({ kind }) => kind === 'concat')!;
    const layer = joined.inputs.at(-1)!;
    expect(spec.nodes.find(({ name }) => name === layer)?.kind).toBe('conv2d');
    expect(findActivationAfter(spec, layer)).toBeUndefined();
  });
});
