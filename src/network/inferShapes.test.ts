import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { inferShapes } from './inferShapes.ts';
import { findPreset } from './presets/presets.ts';
import type { Conv2dNode, NetworkSpec, NodeSpec, PoolNode } from './spec.ts';

const input = (shape: readonly number[]): NodeSpec => ({ kind: 'input', name: 'input', inputs: [], shape });
const conv = (changes: Partial<Conv2dNode>): Conv2dNode => ({
  kind: 'conv2d',
  name: 'conv1',
  inputs: ['input'],
  filters: 3,
  kernelSize: [3, 3],
  stride: 1,
  padding: 'valid',
  bias: true,
  ...changes,
});
const pool = (changes: Partial<PoolNode>): PoolNode => ({
  kind: 'maxPool',
  name: 'pool1',
  inputs: ['input'],
  size: 2,
  stride: 2,
  padding: 'valid',
  ...changes,
});
const flatten = (from: string): NodeSpec => ({ kind: 'flatten', name: 'flatten', inputs: [from] });
const net = (...nodes: NodeSpec[]): NetworkSpec => ({ name: 'net', nodes });

function messageOf(spec: NetworkSpec): string {
  try {
    inferShapes(spec);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).code).toBe('invalid-network');
    return (thrown as AppError).message;
  }
  return 'accepted';
}

describe('inferShapes', () => {
  it("gives Caffe's LeNet its published maps", () => {
    const shapes = Object.fromEntries(inferShapes(findPreset('lenet-5').build()));
    expect(shapes).toMatchObject({
      conv1: [24, 24, 20],
      pool1: [12, 12, 20],
      conv2: [8, 8, 50],
      pool2: [4, 4, 50],
      flatten: [800],
      fc1: [500],
      fc2: [10],
    });
  });

  it('fits the presets to the images and classes of a data set', () => {
    const shapes = inferShapes(findPreset('lenet-5').build([32, 32, 3], 7));
    expect(shapes.get('flatten')).toEqual([5 * 5 * 50]);
    expect(shapes.get('fc2')).toEqual([7]);
    const dense = inferShapes(findPreset('lenet-300-100').build([32, 32, 3]));
    expect(dense.get('flatten')).toEqual([3072]);
  });

  it.each([
    // [height, kernel, stride, padding, expected], by TensorFlow's rule: valid ⌈(n − k + 1) / s⌉, same ⌈n / s⌉.
    [28, 5, 1, 'valid', 24],
    [7, 3, 2, 'valid', 3],
    [8, 3, 2, 'valid', 3],
    [7, 3, 2, 'same', 4],
    [8, 3, 2, 'same', 4],
    [2, 5, 1, 'same', 2],
    [5, 5, 1, 'valid', 1],
  ] as const)(
    'counts %i pixels under a window of %i, stride %i, %s as %i',
    (n, k, stride, padding, expected) => {
      const nodes = [input([n, n + 1, 1]), conv({ kernelSize: [k, 1], stride, padding }), flatten('conv1')];
      expect(inferShapes(net(...nodes)).get('conv1')![0]).toBe(expected);
      const pooled = net(input([n, n, 4]), pool({ size: k, stride, padding }), flatten('pool1'));
      expect(inferShapes(pooled).get('pool1')).toEqual([expected, expected, 4]);
    },
  );

  it.each<[string, NetworkSpec]>([
    ['conv1: unknown input "imput"', net(input([8, 8, 1]), conv({ inputs: ['imput'] }), flatten('conv1'))],
    [
      'conv1: stands before its input "pool1" (expected after it)',
      net(input([8, 8, 1]), conv({ inputs: ['pool1'] }), pool({ inputs: ['conv1'] }), flatten('pool1')),
    ],
    ['conv1: name is used twice', net(input([8, 8, 1]), conv({}), conv({ inputs: ['conv1'] }))],
    [
      'conv1: window 9×9 is larger than its input 8×8',
      net(input([8, 8, 1]), conv({ kernelSize: [9, 9] }), flatten('conv1')),
    ],
    [
      'pool1: window 4×4 is larger than its input 3×8',
      net(input([3, 8, 1]), pool({ size: 4 }), flatten('pool1')),
    ],
    ['conv1: expected a map [height, width, channels], got [8]', net(input([8]), conv({}), flatten('conv1'))],
    [
      'fc1: expected a vector, got [8, 8, 1] (put a flatten before it)',
      net(input([8, 8, 1]), { kind: 'dense', name: 'fc1', inputs: ['input'], units: 2, bias: true }),
    ],
    ['conv1: reads 2 nodes (expected 1)', net(input([8, 8, 1]), conv({ inputs: ['input', 'input'] }))],
    ['conv1: reads no node', net(input([8, 8, 1]), conv({ inputs: [] }))],
    ['net: has no input node', net(conv({}))],
    [
      'second: second input (the first is "input")',
      net(input([8, 8, 1]), { kind: 'input', name: 'second', inputs: [], shape: [2] }, flatten('input')),
    ],
    ['conv1: no node reads it', net(input([8, 8, 1]), conv({}), flatten('input'))],
    ['conv1: the last node must give a vector of logits, not [6, 6, 3]', net(input([8, 8, 1]), conv({}))],
    ['input: the network has no layer', net(input([8]))],
    [
      'input: expected a shape [height, width, channels] or [units], got [8, 8]',
      net(input([8, 8]), flatten('input')),
    ],
  ])('says %s', (message, spec) => {
    expect(messageOf(spec)).toBe(message);
  });
});
