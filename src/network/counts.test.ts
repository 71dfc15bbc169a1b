import { describe, expect, it } from 'vitest';
import { countMacs } from './countMacs.ts';
import { initializeWeights } from './initializeWeights.ts';
import { isTrained, listWeights, sizeOf, type WeightSlot } from './listWeights.ts';
import { findPreset, PRESETS } from './presets/presets.ts';
import type { NetworkSpec } from './spec.ts';

const lenet = findPreset('lenet-5').build();
const dense = findPreset('lenet-300-100').build();

/** Params are all that gradient descent changes: weights, biases, scales and shifts. */
function countParams(spec: NetworkSpec) {
  const count = (isCounted: (role: WeightSlot['role']) => boolean) =>
    listWeights(spec)
      .filter(({ role }) => isCounted(role))
      .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { weights: count((role) => role === 'weight'), params: count(isTrained) };
}

/** The network with other widths. */
function narrow(spec: NetworkSpec, widths: Readonly<Record<string, number>>): NetworkSpec {
  const nodes = spec.nodes.map((node) => {
    const width = widths[node.name];
    if (width === undefined) return node;
    if (node.kind === 'conv2d') return { ...node, filters: width };
    return node.kind === 'dense' ? { ...node, units: width } : node;
  });
  return { ...spec, nodes };
}

describe('published counts', () => {
  it('gives LeNet-300-100 its 266,200 weights and 266,610 parameters (METHODS E1)', () => {
    expect(countParams(dense)).toEqual({ weights: 266_200, params: 266_610 });
  });

  it('gives Caffe LeNet-5 its 430,500 weights and 431,080 parameters (METHODS E2)', () => {
    expect(countParams(lenet)).toEqual({ weights: 430_500, params: 431_080 });
  });

  it('gives Caffe LeNet-5 its multiply-accumulates per layer (METHODS E2)', () => {
    const macs = countMacs(lenet);
    expect(Object.fromEntries(macs)).toEqual({ conv1: 288_000, conv2: 1_600_000, fc1: 400_000, fc2: 5_000 });
    expect([...macs.values()].reduce((sum, value) => sum + 2 * value, 0)).toBe(4_586_000);
  });

  it('gives the network of Network Slimming its 545,000 weights, and 1,610 values beside them (METHODS E5)', () => {
    const slimming = findPreset('mlp-500-300').build();
    expect(countParams(slimming)).toEqual({ weights: 545_000, params: 545_000 + 2 * (500 + 300) + 10 });
    expect(countParams(narrow(slimming, { fc1: 100, fc2: 60 })).weights).toBe(85_000);
  });

  it.each([
    [41, 426, 304_716],
    [31, 349, 192_594],
    [26, 293, 138_318],
    [24, 252, 111_788],
  ])('gives the trimmed LeNet-5 20-%i-%i-10 its %i weights (METHODS E6)', (conv2, fc1, weights) => {
    expect(countParams(narrow(lenet, { conv2, fc1 })).weights).toBe(weights);
  });

  it.each([
    ['conv-2', 4_301_642],
    ['conv-4', 2_425_930],
    ['conv-6', 2_262_602],
  ])('gives %s its %i parameters on images of 32×32×3 (METHODS E7)', (id, params) => {
    expect(countParams(findPreset(id).build([32, 32, 3], 10)).params).toBe(params);
  });

  it.each([
    ['conv-2', 38_720],
    ['conv-4', 260_160],
  ])('gives the convolutions of %s their %i parameters (METHODS §2.8)', (id, params) => {
    const convolutions = listWeights(findPreset(id).build([32, 32, 3], 10)).filter(({ node }) =>
      node.startsWith('conv'),
    );
    expect(convolutions.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(params);
  });
});

describe('listWeights', () => {
  it('lists weights in the order of the nodes, in memory order, and no bias where there is none', () => {
    const spec: NetworkSpec = {
      ...lenet,
      nodes: lenet.nodes.map((node) => (node.kind === 'conv2d' ? { ...node, bias: false } : node)),
    };
    expect(listWeights(spec)).toEqual([
      { name: 'conv1.weight', node: 'conv1', role: 'weight', shape: [5, 5, 1, 20] },
      { name: 'conv2.weight', node: 'conv2', role: 'weight', shape: [5, 5, 20, 50] },
      { name: 'fc1.weight', node: 'fc1', role: 'weight', shape: [800, 500] },
      { name: 'fc1.bias', node: 'fc1', role: 'bias', shape: [500] },
      { name: 'fc2.weight', node: 'fc2', role: 'weight', shape: [500, 10] },
      { name: 'fc2.bias', node: 'fc2', role: 'bias', shape: [10] },
    ]);
  });
});

describe('initializeWeights', () => {
  const weights = initializeWeights(lenet, 7);

  it('repeats itself for a seed and differs for another', () => {
    expect(initializeWeights(lenet, 7)).toEqual(weights);
    expect(initializeWeights(lenet, 8)['conv1.weight']).not.toEqual(weights['conv1.weight']);
  });

  it('leaves the other layers as they were when one changes', () => {
    const changed = initializeWeights(
      {
        ...lenet,
        nodes: lenet.nodes.map((node) =>
          node.name === 'fc2' && node.kind === 'dense' ? { ...node, units: 7 } : node,
        ),
      },
      7,
    );
    for (const layer of ['conv1', 'conv2', 'fc1']) {
      expect(changed[`${layer}.weight`]).toEqual(weights[`${layer}.weight`]);
    }
    expect(changed['fc2.weight']!.shape).toEqual([500, 7]);
  });

  it('draws within ±√(6 / (fanIn + fanOut)) with the variance of a uniform distribution, and biases of 0', () => {
    const limit = Math.sqrt(6 / (25 * 20 + 25 * 50));
    const { values } = weights['conv2.weight']!;
    const squares = values.reduce((sum, value) => sum + value ** 2, 0);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(limit));
    expect(Math.max(...values)).toBeGreaterThan(0.99 * limit);
    expect(squares / values.length / (limit ** 2 / 3)).toBeCloseTo(1, 1);
    expect(weights['conv2.bias']!.values.every((value) => value === 0)).toBe(true);
  });
});

describe('PRESETS', () => {
  it('carries each network under its own id', () => {
    for (const preset of PRESETS) expect(preset.build().name).toBe(preset.id);
  });

  it('lists the known networks when asked for another', () => {
    expect(() => findPreset('lenet-6')).toThrow(
      'unknown preset: lenet-6 (expected one of lenet-5, lenet-300-100, mlp-500-300, conv-2, ',
    );
  });
});
