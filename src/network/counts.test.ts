import { describe, expect, it } from 'vitest';
import { countMacs } from './countMacs.ts';
import { initializeWeights } from './initializeWeights.ts';
import { listWeights, sizeOf } from './listWeights.ts';
import { findPreset, PRESETS } from './presets/presets.ts';
import type { NetworkSpec } from './spec.ts';

const lenet = findPreset('lenet-5').build();
const dense = findPreset('lenet-300-100').build();

function countParams(spec: NetworkSpec) {
  const slots = listWeights(spec);
  const count = (wanted: 'weight' | 'bias') =>
    slots.filter(({ role }) => role === wanted).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { weights: count('weight'), params: count('weight') + count('bias') };
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
      'unknown preset: lenet-6 (expected one of lenet-5, lenet-300-100)',
    );
  });
});
