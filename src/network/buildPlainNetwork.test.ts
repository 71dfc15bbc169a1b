import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { buildPlainNetwork, PLAIN_ACTIVATIONS, type PlainNetwork } from './buildPlainNetwork.ts';
import { channelGroups } from './channelGroups.ts';
import { inferShapes } from './inferShapes.ts';
import { isTrained, listWeights, sizeOf } from './listWeights.ts';
import { findPreset } from './presets/presets.ts';
import type { NetworkSpec } from './spec.ts';

const OPTIONS: PlainNetwork = {
  convs: [
    { filters: 4, kernelSize: 3, pool: true },
    { filters: 6, kernelSize: 5, stride: 2, pool: false },
  ],
  dense: [10, 8],
  activation: 'relu',
  batchNorm: false,
  dropout: 0,
};

const namesOf = (spec: NetworkSpec) => spec.nodes.map(({ name }) => name).join(' ');

const countTrained = (spec: NetworkSpec) =>
  listWeights(spec)
    .filter(({ role }) => isTrained(role))
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);

const countWeights = (spec: NetworkSpec) =>
  listWeights(spec)
    .filter(({ role }) => role === 'weight')
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);

function catchFrom(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}

describe('buildPlainNetwork', () => {
  it('puts layer, activation and pool one behind the other', () => {
    const spec = buildPlainNetwork(OPTIONS, [28, 28, 1], 10);
    expect(namesOf(spec)).toBe('input conv1 relu1 pool1 conv2 relu2 flatten fc1 relu3 fc2 relu4 fc3');
    for (const [index, node] of spec.nodes.entries()) {
      expect(node.inputs).toEqual(index === 0 ? [] : [spec.nodes[index - 1]!.name]);
    }
    const shapes = inferShapes(spec);
    expect(shapes.get('pool1')).toEqual([14, 14, 4]);
    expect(shapes.get('conv2')).toEqual([7, 7, 6]);
    expect(shapes.get('fc3')).toEqual([10]);
  });

  it('has the parameters counted by hand', () => {
    const convolutions = 9 * 1 * 4 + 4 + (25 * 4 * 6 + 6);
    const layers = 7 * 7 * 6 * 10 + 10 + (10 * 8 + 8) + (8 * 10 + 10);
    expect(countTrained(buildPlainNetwork(OPTIONS, [28, 28, 1], 10))).toBe(convolutions + layers);
  });

  it('normalises each layer but the last, whose bias alone is left, and drops out before hidden dense layers', () => {
    const spec = buildPlainNetwork({ ...OPTIONS, batchNorm: true, dropout: 0.5 }, [32, 32, 3], 7);
    expect(namesOf(spec)).toBe(
      'input conv1 bn1 relu1 pool1 conv2 bn2 relu2 flatten dropout1 fc1 bn3 relu3 dropout2 fc2 bn4 relu4 fc3',
    );
    const biases = spec.nodes.filter((node) => 'bias' in node && node.bias);
    expect(biases.map(({ name }) => name)).toEqual(['fc3']);
    expect(spec.nodes.at(-1)).toMatchObject({ units: 7 });
    expect(spec.nodes.find(({ name }) => name === 'dropout2')).toMatchObject({ rate: 0.5 });
  });

  it.each(PLAIN_ACTIVATIONS)('puts %s behind every hidden layer', (activation) => {
    const spec = buildPlainNetwork({ ...OPTIONS, activation }, [28, 28, 1], 10);
    const found = spec.nodes.filter(({ kind }) => kind === activation);
    expect(found.map(({ name }) => name)).toEqual([1, 2, 3, 4].map((number) => `${activation}${number}`));
  });

  it('is a linear classifier without layers, and takes the greatest number of them', () => {
    const linear = buildPlainNetwork({ ...OPTIONS, convs: [], dense: [] }, [28, 28, 1], 10);
    expect(namesOf(linear)).toBe('input flatten fc1');
    const convs = Array.from({ length: 8 }, (_, index) => ({ filters: 2, kernelSize: 3, pool: index < 4 }));
    const deep = buildPlainNetwork({ ...OPTIONS, convs, dense: [4, 4, 4, 4, 4] }, [28, 28, 1], 10);
    expect(channelGroups(deep)).toHaveLength(13);
  });

  it('gives the same network as the preset that is one', () => {
    const slimming = { ...OPTIONS, name: 'mlp-500-300', convs: [], dense: [500, 300], batchNorm: true };
    expect(buildPlainNetwork(slimming, [28, 28, 1], 10)).toEqual(findPreset('mlp-500-300').build());
  });

  it('gives the slimmed networks their published weights (METHODS E5)', () => {
    const count = (inputs: number, dense: readonly number[]) =>
      countWeights(buildPlainNetwork({ ...OPTIONS, convs: [], dense }, [1, 1, inputs], 10));
    expect(count(784, [100, 60])).toBe(85_000);
    expect(count(434, [174, 78])).toBe(89_868);
  });

  const conv = OPTIONS.convs[0]!;
  const wrong: readonly (readonly [Partial<PlainNetwork>, string])[] = [
    [{ name: '' }, 'name: 0 characters (expected 1 to 60)'],
    [{ convs: Array(9).fill(conv) }, 'convs: 9 layers (expected 0 to 8)'],
    [{ convs: [conv, { ...conv, filters: 0 }] }, 'convs[1].filters: 0 (expected 1 to 1024)'],
    [{ convs: [{ ...conv, filters: 2.5 }] }, 'convs[0].filters: 2.5 (expected a whole number, 1 to 1024)'],
    [{ convs: [{ ...conv, kernelSize: 13 }] }, 'convs[0].kernelSize: 13 (expected 1 to 11)'],
    [{ convs: [{ ...conv, stride: 5 }] }, 'convs[0].stride: 5 (expected 1 to 4)'],
    [{ dense: [1, 2, 3, 4, 5, 6] }, 'dense: 6 layers (expected 0 to 5)'],
    [{ dense: [10, 4097] }, 'dense[1]: 4097 (expected 1 to 4096)'],
    [{ activation: 'swish' as 'relu' }, 'activation: swish (expected one of relu, sigmoid, tanh, leakyRelu)'],
    [{ dropout: 1 }, 'dropout: 1 (expected 0 to 0.95)'],
    [{ dropout: Number.NaN }, 'dropout: NaN (expected 0 to 0.95)'],
    [{ convs: Array(6).fill(conv) }, 'pool5: window 2×2 is larger than its input 1×1'],
  ];

  it.each(wrong)('refuses %o', (change, message) => {
    const thrown = catchFrom(() => buildPlainNetwork({ ...OPTIONS, ...change }, [28, 28, 1], 10));
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: 'invalid-network', message });
  });

  it('refuses a network that no page could train, with what would help', () => {
    const convs = [{ filters: 1024, kernelSize: 3, pool: false }];
    expect(() => buildPlainNetwork({ ...OPTIONS, convs, dense: [4096] }, [32, 32, 3], 10)).toThrow(
      /^parameters: \d+ \(expected at most 20000000: fewer filters, fewer units, or a pool\)$/,
    );
  });
});
