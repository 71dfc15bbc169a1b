import { describe, expect, it } from 'vitest';
import { loadChannelGroups, loadNetworks } from '../../../src/index.ts';
import { findUnit, listCoupledParts, placeOf, writePlaces } from './coupling.ts';

const { PRESETS } = await loadNetworks();
const { channelGroups } = await loadChannelGroups();
const specOf = (id: string) => PRESETS.find((preset) => preset.id === id)!.build();

describe('listCoupledParts', () => {
  it('follows a channel through a flatten, which repeats it', () => {
    const groups = channelGroups(specOf('lenet-5'));
    const conv2 = groups.find(({ layer }) => layer === 'conv2')!;
    const parts = listCoupledParts(conv2, findUnit(conv2, 'conv2', 3)!);
    expect(parts.map(({ node, kind }) => `${kind} ${node}`)).toEqual(['own conv2', 'reader fc1']);
    expect(parts[1]!.places.slice(0, 3)).toEqual([3, 53, 103]);
  });

  it('names each batch normalisation once', () => {
    const groups = channelGroups(specOf('resnet-8'));
    const inside = groups.find(({ layer }) => layer === 's2b1_conv1')!;
    const parts = listCoupledParts(inside, 0);
    expect(parts.map(({ node, kind }) => `${kind} ${node}`)).toEqual([
      'own s2b1_conv1',
      'norm s2b1_bn1',
      'reader s2b1_conv2',
    ]);
  });
});

describe('placeOf', () => {
  it('tells stages from the insides of blocks', () => {
    const spec = specOf('resnet-8');
    const places = Object.fromEntries(
      channelGroups(spec).map((group) => [group.layer, placeOf(spec, group)]),
    );
    expect(places).toEqual({
      conv1: 'stage',
      s1b1_conv1: 'inside',
      s2b1_conv1: 'inside',
      s2b1_conv2: 'stage',
      s3b1_conv1: 'inside',
      s3b1_conv2: 'stage',
    });
  });

  it('knows that a stem before all branches is inside no block', () => {
    const spec = specOf('resnet-bottleneck-mini');
    const stem = channelGroups(spec).find(({ layer }) => layer === 'conv1')!;
    expect(placeOf(spec, stem)).toBe('plain');
  });

  it('finds neither where nothing is added', () => {
    const spec = specOf('lenet-5');
    expect(channelGroups(spec).map((group) => placeOf(spec, group))).toEqual(['plain', 'plain', 'plain']);
  });
});

describe('writePlaces', () => {
  it('shortens long lists', () => {
    expect(writePlaces([3])).toBe('3');
    expect(writePlaces([0, 1, 2, 3])).toBe('0–3');
    expect(writePlaces([3, 53, 103, 153])).toBe('3, 53, 103, …');
  });
});
