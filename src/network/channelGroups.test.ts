import { describe, expect, it } from 'vitest';
import { type ChannelSlice, channelGroups, forEachInSlice } from './channelGroups.ts';
import { findActivationAfter } from './findActivationAfter.ts';
import { findPreset } from './presets/presets.ts';
import type { NetworkSpec } from './spec.ts';

const lenet = findPreset('lenet-5').build();

/** The same graph under other names, so that nothing can be read from them. */
function rename(spec: NetworkSpec): NetworkSpec {
  const to = (name: string) => `x${[...spec.nodes].findIndex((node) => node.name === name)}`;
  return {
    ...spec,
    nodes: spec.nodes.map((node) => ({ ...node, name: to(node.name), inputs: node.inputs.map(to) })),
  };
}

function indicesOf(slice: ChannelSlice, shape: readonly number[], channel: number): number[] {
  const indices: number[] = [];
  forEachInSlice(slice, shape, channel, (index) => indices.push(index));
  return indices;
}

describe('channelGroups', () => {
  const groups = channelGroups(lenet);

  it('groups every layer but the classifier with what reads it', () => {
    expect(groups.map(({ layer, channels }) => [layer, channels])).toEqual([
      ['conv1', 20],
      ['conv2', 50],
      ['fc1', 500],
    ]);
    expect(groups.map(({ slices }) => slices.map(({ weight, role }) => `${role} ${weight}`))).toEqual([
      ['own conv1.weight', 'bias conv1.bias', 'reader conv2.weight'],
      ['own conv2.weight', 'bias conv2.bias', 'reader fc1.weight'],
      ['own fc1.weight', 'bias fc1.bias', 'reader fc2.weight'],
    ]);
  });

  it('finds the rows behind a flatten at (h · W + w) · C + c', () => {
    const reader = groups[1]!.slices[2]!;
    const rows = new Set(indicesOf(reader, [800, 500], 7).map((index) => Math.floor(index / 500)));
    const expected: number[] = [];
    for (let h = 0; h < 4; h++) for (let w = 0; w < 4; w++) expected.push((h * 4 + w) * 50 + 7);
    expect([...rows]).toEqual(expected);
    expect(indicesOf(reader, [800, 500], 7)).toHaveLength(16 * 500);
  });

  it('shares the values of a tensor out among the channels, each once', () => {
    for (const { channels, slices } of groups) {
      for (const slice of slices) {
        const shape = SHAPES[slice.weight]!;
        const all: number[] = [];
        for (let c = 0; c < channels; c++) all.push(...indicesOf(slice, shape, c));
        expect(all.length).toBe(shape.reduce((product, length) => product * length, 1));
        expect(new Set(all).size).toBe(all.length);
      }
    }
  });

  it('takes the last axis of a filter as its own and the one before as what it reads', () => {
    const [own, , reader] = groups[0]!.slices;
    // [kh, kw, in, out]: index = ((kh · 5 + kw) · in + i) · out + o
    expect(indicesOf(own!, SHAPES['conv1.weight']!, 3)).toEqual(
      Array.from({ length: 25 }, (_, tap) => tap * 20 + 3),
    );
    expect(indicesOf(reader!, SHAPES['conv2.weight']!, 3).slice(0, 2)).toEqual([3 * 50, 3 * 50 + 1]);
  });

  it('reads the graph and not the names', () => {
    const shapeOnly = (spec: NetworkSpec) =>
      channelGroups(spec).map(({ channels, slices }) => [
        channels,
        slices.map(({ weight: _weight, ...run }) => run),
      ]);
    expect(shapeOnly(rename(lenet))).toEqual(shapeOnly(lenet));
  });

  it('keeps the rows of a flatten through another flatten', () => {
    const nodes = lenet.nodes.flatMap((node): NetworkSpec['nodes'] =>
      node.name === 'fc1'
        ? [
            { kind: 'flatten', name: 'again', inputs: ['flatten'] },
            { ...node, inputs: ['again'] },
          ]
        : [node],
    );
    expect(channelGroups({ ...lenet, nodes })).toEqual(groups);
  });

  it('leaves out a last layer that an activation follows', () => {
    const spec: NetworkSpec = {
      ...lenet,
      nodes: [...lenet.nodes, { kind: 'relu', name: 'relu4', inputs: ['fc2'] }],
    };
    expect(channelGroups(spec)).toEqual(groups);
  });
});

const SHAPES: Readonly<Record<string, readonly number[]>> = {
  'conv1.weight': [5, 5, 1, 20],
  'conv1.bias': [20],
  'conv2.weight': [5, 5, 20, 50],
  'conv2.bias': [50],
  'fc1.weight': [800, 500],
  'fc1.bias': [500],
  'fc2.weight': [500, 10],
};

describe('findActivationAfter', () => {
  it('finds the activation of each layer of LeNet-5, and none behind the last', () => {
    const after = ['conv1', 'conv2', 'fc1', 'fc2'].map((layer) => findActivationAfter(lenet, layer)?.name);
    expect(after).toEqual(['relu1', 'relu2', 'relu3', undefined]);
  });

  it('goes through dropout but not through a pool', () => {
    const between = (kind: 'dropout' | 'maxPool'): NetworkSpec => ({
      name: 'between',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 1] },
        {
          kind: 'conv2d',
          name: 'conv1',
          inputs: ['input'],
          filters: 2,
          kernelSize: [3, 3],
          stride: 1,
          padding: 'valid',
          bias: true,
        },
        kind === 'dropout'
          ? { kind, name: 'middle', inputs: ['conv1'], rate: 0.5 }
          : { kind, name: 'middle', inputs: ['conv1'], size: 2, stride: 2, padding: 'valid' },
        { kind: 'relu', name: 'relu1', inputs: ['middle'] },
        { kind: 'flatten', name: 'flatten', inputs: ['relu1'] },
      ],
    });
    expect(findActivationAfter(between('dropout'), 'conv1')?.name).toBe('relu1');
    expect(findActivationAfter(between('maxPool'), 'conv1')).toBeUndefined();
  });
});
