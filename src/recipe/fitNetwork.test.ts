import { describe, expect, it } from 'vitest';
import { findPreset } from '../network/presets/presets.ts';
import { fitNetwork } from './fitNetwork.ts';
import type { Recipe } from './schema.ts';

const COLOUR = [32, 32, 3];
const ends = (network: Recipe['network'], shape: readonly number[], classes: number) => {
  const { name, nodes } = fitNetwork(network, shape, classes);
  const [first, last] = [nodes[0]!, nodes.at(-1)!];
  return [name, first.kind === 'input' && first.shape, last.kind === 'dense' && last.units];
};

describe('fitNetwork', () => {
  it('keeps the open network where it is made for such images, with a unit for each class', () => {
    expect(ends({ preset: 'vgg-small' }, COLOUR, 3)).toEqual(['vgg-small', COLOUR, 3]);
    const spec = findPreset('conv-2').build([28, 28, 1], 10);
    expect(ends({ spec } as Recipe['network'], [28, 28, 1], 26)).toEqual([spec.name, [28, 28, 1], 26]);
  });

  it('begins with LeNet-5 where the open one reads other images', () => {
    expect(ends({ preset: 'mlp-500-300' }, COLOUR, 4)).toEqual(['lenet-5', COLOUR, 4]);
    const spec = findPreset('conv-2').build([28, 28, 1], 10);
    expect(ends({ spec } as Recipe['network'], COLOUR, 5)).toEqual(['lenet-5', COLOUR, 5]);
  });
});
