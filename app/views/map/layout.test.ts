import { describe, expect, it } from 'vitest';
import type { NodeSpec } from '../../../src/index.ts';
import { computeBlock, groupNodes } from './layout.ts';

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
  });
});

describe('groupNodes', () => {
  it('puts what lies between two layers together', () => {
    const node = (name: string, kind: string) => ({ name, kind, inputs: [] }) as unknown as NodeSpec;
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
