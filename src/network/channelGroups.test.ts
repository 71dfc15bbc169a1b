import { describe, expect, it } from 'vitest';
import {
  type ChannelGroup,
  type ChannelSlice,
  channelGroups,
  forEachInSlice,
  NO_UNIT,
} from './channelGroups.ts';
import { findActivationAfter } from './findActivationAfter.ts';
import { convolution, dense, inputNode, join, relu, wire } from './presets/parts.ts';
import { findPreset } from './presets/presets.ts';
import type { NetworkSpec, NodeSpec, Shape } from './spec.ts';

const lenet = findPreset('lenet-5').build();

/** The same graph under other names, so that nothing can be read from them. */
function rename(spec: NetworkSpec): NetworkSpec {
  const to = (name: string) => `x${[...spec.nodes].findIndex((node) => node.name === name)}`;
  return {
    ...spec,
    nodes: spec.nodes.map((node) => ({ ...node, name: to(node.name), inputs: node.inputs.map(to) })),
  };
}

/** Flat indices of the values of one unit. */
function indicesOf(slice: ChannelSlice, shape: Shape, unit: number): number[] {
  const indices: number[] = [];
  forEachInSlice(slice, shape, (index, at) => {
    if (at === unit) indices.push(index);
  });
  return indices;
}

const namesOf = ({ slices }: ChannelGroup) => slices.map(({ weight, role }) => `${role} ${weight}`);

/** The units along the axis of one slice of a group. */
function unitsOf({ slices }: ChannelGroup, weight: string, role: ChannelSlice['role']): number[] {
  return [...slices.find((slice) => slice.weight === weight && slice.role === role)!.units];
}

/** Nodes behind a 4×4×2 image. */
function buildNet(nodes: readonly NodeSpec[]): NetworkSpec {
  return { name: 'net', nodes: [inputNode([4, 4, 2]), ...nodes] };
}

describe('channelGroups', () => {
  const groups = channelGroups(lenet);

  it('groups every layer but the classifier with what reads it', () => {
    expect(groups.map(({ layer, layers, producers, units }) => [layer, layers, producers, units])).toEqual([
      ['conv1', ['conv1'], ['conv1'], 20],
      ['conv2', ['conv2'], ['conv2'], 50],
      ['fc1', ['fc1'], ['fc1'], 500],
    ]);
    expect(groups.map(namesOf)).toEqual([
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

  it('shares the values of a tensor out among the channels, each once and as many to each', () => {
    for (const { units, slices } of groups) {
      for (const slice of slices) {
        const shape = SHAPES[slice.weight]!;
        const size = shape.reduce((product, length) => product * length, 1);
        const counts = new Int32Array(units);
        const seen: number[] = [];
        forEachInSlice(slice, shape, (index, unit) => {
          seen.push(index);
          counts[unit]! += 1;
        });
        expect([seen.length, seen.every((index, place) => index === place)]).toEqual([size, true]);
        expect(new Set(counts)).toEqual(new Set([size / units]));
      }
    }
  });

  it('tells at which nodes the channels are seen, a flattened map once at each position', () => {
    expect(groups.map(({ carriers }) => carriers.map(({ node }) => node))).toEqual([
      ['conv1', 'relu1', 'pool1'],
      ['conv2', 'relu2', 'pool2', 'flatten'],
      ['fc1', 'relu3'],
    ]);
    expect([...groups[0]!.carriers[1]!.units]).toEqual(Array.from({ length: 20 }, (_, unit) => unit));
    const flattened = groups[1]!.carriers.at(-1)!.units;
    expect([...flattened]).toEqual(Array.from({ length: 800 }, (_, row) => row % 50));
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
      channelGroups(spec).map(({ units, slices }) => [
        units,
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
    const withAgain = channelGroups({ ...lenet, nodes });
    expect(withAgain.map(({ carriers: _carriers, ...group }) => group)).toEqual(
      groups.map(({ carriers: _carriers, ...group }) => group),
    );
    expect(withAgain[1]!.carriers.at(-1)).toEqual({ ...groups[1]!.carriers.at(-1)!, node: 'again' });
  });

  it('leaves out a last layer that an activation follows', () => {
    const spec: NetworkSpec = {
      ...lenet,
      nodes: [...lenet.nodes, { kind: 'relu', name: 'relu4', inputs: ['fc2'] }],
    };
    expect(channelGroups(spec)).toEqual(groups);
  });

  it('leaves out channels that are added to the input, and what a concatenation puts beside them stays free', () => {
    // a (2 filters) is added to the image; b (5 filters) to the image and a's sum beside three filters of c.
    const spec = buildNet([
      ...wire('input', [convolution('a', 2, 3)]),
      join('add', 'sum', ['input', 'a']),
      ...wire('sum', [convolution('c', 3, 3)]),
      join('concat', 'beside', ['sum', 'c']),
      ...wire('beside', [convolution('b', 5, 3)]),
      join('add', 'last', ['beside', 'b']),
      ...wire('last', [{ kind: 'globalAvgPool', name: 'gap' }, dense('fc', 3)]),
    ]);
    const [group, ...others] = channelGroups(spec);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ layer: 'c', layers: ['c', 'b'], producers: ['c', 'b'], units: 3 });
    expect(unitsOf(group!, 'c.weight', 'own')).toEqual([0, 1, 2]);
    const besideTwo = [NO_UNIT, NO_UNIT, 0, 1, 2];
    expect(unitsOf(group!, 'b.weight', 'own')).toEqual(besideTwo);
    expect(unitsOf(group!, 'b.bias', 'bias')).toEqual(besideTwo);
    expect(unitsOf(group!, 'b.weight', 'reader')).toEqual(besideTwo);
    expect(unitsOf(group!, 'fc.weight', 'reader')).toEqual(besideTwo);
  });

  it('finds a tensor that is joined with itself at each of its places', () => {
    const spec = buildNet([
      ...wire('input', [convolution('a', 3, 3), relu('relu')]),
      join('concat', 'twice', ['relu', 'relu']),
      join('add', 'doubled', ['twice', 'twice']),
      ...wire('doubled', [convolution('b', 2, 1), { kind: 'globalAvgPool', name: 'gap' }, dense('fc', 3)]),
    ]);
    const [first, second] = channelGroups(spec);
    expect(first).toMatchObject({ layer: 'a', producers: ['a'], units: 3 });
    expect(unitsOf(first!, 'b.weight', 'reader')).toEqual([0, 1, 2, 0, 1, 2]);
    expect(second).toMatchObject({ layer: 'b', units: 2 });
  });

  it('joins through an addition what stands crosswise in two concatenations', () => {
    const spec = buildNet([
      ...wire('input', [convolution('a', 3, 3)]),
      ...wire('input', [convolution('b', 3, 3)]),
      join('concat', 'ab', ['a', 'b']),
      join('concat', 'ba', ['b', 'a']),
      join('add', 'sum', ['ab', 'ba']),
      ...wire('sum', [{ kind: 'globalAvgPool', name: 'gap' }, dense('fc', 3)]),
    ]);
    const [group, ...others] = channelGroups(spec);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ producers: ['a', 'b'], units: 3 });
    expect(unitsOf(group!, 'fc.weight', 'reader')).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it('joins neurons that are added to a flattened map position by position', () => {
    const spec = buildNet([
      ...wire('input', [convolution('a', 3, 3, { padding: 'valid' }), { kind: 'flatten', name: 'flat' }]),
      ...wire('flat', [dense('b', 12)]),
      join('add', 'sum', ['flat', 'b']),
      ...wire('sum', [dense('fc', 2)]),
    ]);
    const [group, ...others] = channelGroups(spec);
    expect(others).toEqual([]);
    // A channel of a goes with the neurons at its four positions.
    const positions = Array.from({ length: 12 }, (_, index) => index % 3);
    expect(group).toMatchObject({ layer: 'a', producers: ['a', 'b'], units: 3 });
    expect(unitsOf(group!, 'b.weight', 'own')).toEqual(positions);
    expect(unitsOf(group!, 'b.weight', 'reader')).toEqual(positions);
    expect(unitsOf(group!, 'fc.weight', 'reader')).toEqual(positions);
  });
});

const SHAPES: Readonly<Record<string, Shape>> = {
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
