import { describe, expect, it } from 'vitest';
import type { NodeSpec } from '../../../src/index.ts';
import { arcPath, computeBlock, groupNodes, listSkips, stripHeight } from './layout.ts';

describe('computeBlock', () => {
  const dense = {
    kind: 'dense',
    shape: [400, 800],
    channels: 400,
    weights: 320_000,
    keptWeights: 32_000,
  } as const;

  it('grows with the square root of the channels', () => {
    const narrow = computeBlock({ ...dense, channels: 100 }).width;
    const wide = computeBlock(dense).width;
    expect(wide - 14).toBe(2 * (narrow - 14));
  });

  it('tells the kept share and the shape', () => {
    expect(computeBlock(dense)).toMatchObject({ keptShare: 0.1, shape: '400' });
    const conv = {
      kind: 'conv2d',
      shape: [20, 1, 5, 3],
      channels: 20,
      weights: 300,
      keptWeights: 300,
    } as const;
    expect(computeBlock(conv)).toMatchObject({ keptShare: 1, shape: '20 @ 5×3' });
    const depthwise = { ...conv, kind: 'depthwiseConv2d', shape: [20, 1, 3, 3] } as const;
    expect(computeBlock(depthwise).shape).toBe('20 @ 3×3');
  });
});

const node = (name: string, kind: string, ...inputs: string[]) =>
  ({ name, kind, inputs }) as unknown as NodeSpec;

describe('groupNodes', () => {
  it('puts what lies between two layers together', () => {
    const nodes = [
      node('input', 'input'),
      node('conv1', 'conv2d'),
      node('relu1', 'relu'),
      node('pool1', 'maxPool'),
      node('fc1', 'dense'),
      node('fc2', 'dense'),
    ];
    expect(groupNodes(nodes).map((group) => group.map(({ name }) => name))).toEqual([
      ['input'],
      ['conv1'],
      ['relu1', 'pool1'],
      ['fc1'],
      ['fc2'],
    ]);
  });
});

describe('listSkips', () => {
  it('has none in a chain', () => {
    const chain = [
      node('input', 'input'),
      node('conv1', 'conv2d', 'input'),
      node('relu1', 'relu', 'conv1'),
      node('fc1', 'dense', 'relu1'),
    ];
    expect(listSkips(chain)).toEqual([]);
    expect(stripHeight(listSkips(chain))).toBe(0);
  });

  it('has what an addition reads from afar, and a projection that begins far from its input', () => {
    const block = [
      node('relu0', 'relu', 'bn0'),
      node('conv1', 'conv2d', 'relu0'),
      node('conv2', 'conv2d', 'conv1'),
      node('proj', 'conv2d', 'relu0'),
      node('add', 'add', 'conv2', 'proj'),
      node('conv3', 'conv2d', 'add'),
      node('add2', 'add', 'conv3', 'add'),
    ].map((entry, index) => (index === 0 ? { ...entry, inputs: [] } : entry)) as NodeSpec[];
    expect(listSkips(block)).toEqual([
      { from: 'relu0', to: 'proj', lane: 1 },
      { from: 'conv2', to: 'add', lane: 0 },
      { from: 'add', to: 'add2', lane: 0 },
    ]);
  });

  it('lays arcs over each other in lanes of their own, the shorter ones below', () => {
    const branches = [
      node('a', 'input'),
      node('b', 'conv2d', 'a'),
      node('c', 'conv2d', 'a'),
      node('d', 'conv2d', 'a'),
      node('e', 'concat', 'b', 'c', 'd'),
    ];
    const skips = listSkips(branches);
    expect(skips).toEqual([
      { from: 'a', to: 'c', lane: 0 },
      { from: 'a', to: 'd', lane: 1 },
      { from: 'b', to: 'e', lane: 2 },
      // Only meets the arc that ends where it begins.
      { from: 'c', to: 'e', lane: 0 },
    ]);
    expect(stripHeight(skips)).toBe(4 + 6 * 3 + 5);
  });
});

describe('arcPath', () => {
  it('goes up from one node, along its lane, and down to the other', () => {
    const path = arcPath({ lane: 0 }, { x: 10, y: 40 }, { x: 110, y: 50 }, 15);
    expect(path).toBe('M10,40 V9 Q10,4 15,4 H105 Q110,4 110,9 V50');
  });

  it('is the same way from right to left', () => {
    const [a, b] = [
      { x: 10, y: 40 },
      { x: 110, y: 50 },
    ] as const;
    expect(arcPath({ lane: 1 }, b, a, 25)).toBe(arcPath({ lane: 1 }, a, b, 25));
  });
});
