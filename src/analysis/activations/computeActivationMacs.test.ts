import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { listWeights, sizeOf } from '../../network/listWeights.ts';
import { findPreset } from '../../network/presets/presets.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import { computeActivationMacs } from './computeActivationMacs.ts';

/** Masks that keep the first weights of each layer, and inputs of one density. */
function setUp(
  spec: NetworkSpec,
  shares: Readonly<Record<string, readonly [kept: number, density: number]>>,
) {
  const layers = listWeights(spec).filter(({ role }) => role === 'weight');
  const masks = layers.map(({ name, node, shape }) => {
    const kept = Math.round(sizeOf(shape) * shares[node]![0]);
    return [name, Uint8Array.from({ length: sizeOf(shape) }, (_, index) => (index < kept ? 1 : 0))] as const;
  });
  const densities = layers.map(
    ({ node, shape }) => [node, new Array<number>(shape.at(-2)!).fill(shares[node]![1])] as const,
  );
  return { masks: Object.fromEntries(masks), densities: new Map(densities) };
}

describe('computeActivationMacs', () => {
  it('gives the FLOP % and the Act % of LeNet-5 that Han et al. print, pixels counted as dense', () => {
    const spec = findPreset('lenet-5').build();
    const { masks, densities } = setUp(spec, {
      conv1: [0.66, 0.2],
      conv2: [0.12, 0.82],
      fc1: [0.08, 0.72],
      fc2: [0.19, 0.55],
    });
    const { layers, totals } = computeActivationMacs(spec, masks, densities);
    expect(layers.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'fc1', 'fc2']);
    expect(layers.map(({ hanShare }) => Number(hanShare.toFixed(6)))).toEqual([0.66, 0.0984, 0.0576, 0.1045]);
    expect(totals.macs).toBe(2_293_000);
    expect(totals.hanShare.toFixed(3)).toBe('0.162');
    // 77 only where activations are those behind the max pools: 2,880, 800, 500 and 10 of them.
    expect(totals.actShare.toFixed(2)).toBe('0.77');
    expect(layers[0]).toMatchObject({ keptShare: 0.66, inputDensity: 0.2 });
    expect(layers[0]!.effectiveShare).toBeCloseTo(0.66 * 0.2, 12);
    expect(totals.effectiveMacs).toBeCloseTo(371_082.5 - 0.8 * 0.66 * 288_000, 6);
  });

  it('gives those of LeNet-300-100', () => {
    const spec = findPreset('lenet-300-100').build();
    const { masks, densities } = setUp(spec, { fc1: [0.08, 1], fc2: [0.09, 0.38], fc3: [0.26, 0.65] });
    const { layers, totals } = computeActivationMacs(spec, masks, densities);
    expect(layers.map(({ hanShare }) => Number(hanShare.toFixed(6)))).toEqual([0.08, 0.0342, 0.169]);
    expect(totals.hanShare.toFixed(3)).toBe('0.075');
    expect(totals.actShare.toFixed(2)).toBe('0.46');
    expect(totals.effectiveShare).toBeCloseTo(totals.hanShare, 12);
  });

  it('does not take pruned channels away twice, as the product of the shares does', () => {
    const spec: NetworkSpec = {
      name: 'two',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [3] },
        { kind: 'dense', name: 'fc1', inputs: ['input'], units: 4, bias: false },
        { kind: 'relu', name: 'relu1', inputs: ['fc1'] },
        { kind: 'dense', name: 'fc2', inputs: ['relu1'], units: 2, bias: false },
      ],
    };
    // Units 2 and 3 are gone: nothing reads them, and they are always 0.
    const masks = { 'fc2.weight': Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0) };
    const densities = new Map([
      ['fc1', [1, 0.5, 0]],
      ['fc2', [0.5, 0.25, 0, 0]],
    ]);
    const { layers, totals } = computeActivationMacs(spec, masks, densities);
    expect(layers[0]).toMatchObject({
      macs: 12,
      keptShare: 1,
      inputDensity: 0.5,
      hanShare: 1,
      effectiveMacs: 6,
    });
    expect(layers[1]).toMatchObject({ macs: 8, keptShare: 0.5, inputDensity: 0.1875, effectiveMacs: 1.5 });
    expect(layers[1]!.hanShare).toBeCloseTo(0.5 * 0.1875, 12);
    expect(totals).toMatchObject({ macs: 20, effectiveMacs: 7.5, effectiveShare: 0.375 });
    expect(totals.actShare).toBeCloseTo((4 * 0.1875 + 2) / 6, 12);
  });

  it('is what remains of dense layers when pairs of weight and input that are 0 are left out one by one', () => {
    const spec = findPreset('lenet-300-100').build([3, 2, 1], 4);
    const random = createRandom(4);
    const weight = listWeights(spec).find(({ name }) => name === 'fc3.weight')!;
    const mask = Uint8Array.from({ length: sizeOf(weight.shape) }, () => random.integer(2));
    const inputs = Array.from({ length: 6 }, () => Array.from({ length: 100 }, () => random.integer(2)));
    let pairs = 0;
    for (const values of inputs) {
      for (const [at, kept] of mask.entries()) pairs += kept * values[Math.floor(at / 4)]!;
    }
    const { densities } = setUp(spec, { fc1: [1, 1], fc2: [1, 1], fc3: [1, 1] });
    densities.set(
      'fc3',
      Array.from({ length: 100 }, (_, unit) => inputs.reduce((sum, values) => sum + values[unit]!, 0) / 6),
    );
    const { layers } = computeActivationMacs(spec, { 'fc3.weight': mask }, densities);
    expect(layers[2]!.effectiveMacs).toBeCloseTo(pairs / 6, 9);
  });

  it('reads a depthwise layer channel by channel', () => {
    const spec = findPreset('mobilenet-mini').build();
    const layer = spec.nodes.find(({ kind }) => kind === 'depthwiseConv2d')!.name;
    const shares = Object.fromEntries(listWeights(spec).map(({ node }) => [node, [1, 1] as const]));
    const { densities } = setUp(spec, shares);
    const shape = listWeights(spec).find(({ name }) => name === `${layer}.weight`)!.shape;
    const channels = shape[2]!;
    // Only channel 1 has weights left, and only it is read half of the time.
    const mask = Uint8Array.from({ length: sizeOf(shape) }, (_, index) => (index % channels === 1 ? 1 : 0));
    densities.set(
      layer,
      Array.from({ length: channels }, (_, channel) => (channel === 1 ? 0.5 : 1)),
    );
    const { layers } = computeActivationMacs(spec, { [`${layer}.weight`]: mask }, densities);
    const found = layers.find((entry) => entry.layer === layer)!;
    expect(found.effectiveShare).toBeCloseTo(0.5 / channels, 12);
  });
});
