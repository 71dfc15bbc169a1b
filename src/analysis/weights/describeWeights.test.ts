import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { computeMoments } from '../../base/stats.ts';
import { convolution, dense, depthwise, inputNode, wire } from '../../network/presets/parts.ts';
import { findPreset } from '../../network/presets/presets.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import type { Masks } from '../../network/weights.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { buildResidualNet, buildSmallNet, createNormalWeights } from '../../pruning/testNets.ts';
import { describeWeights } from './describeWeights.ts';

const SPECS = [buildSmallNet(), buildResidualNet()];

/** Masks that keep a share of every tensor, or all or none of it. */
function drawMasks(spec: NetworkSpec, seed: number, share: number): Masks {
  const random = createRandom(seed);
  return Object.fromEntries(
    Object.entries(createNormalWeights(spec)).map(([name, { values }]) => [
      name,
      Uint8Array.from(values, () => (random.uniform() < share ? 1 : 0)),
    ]),
  );
}

const shapeOf = (spec: NetworkSpec, name: string) =>
  describeWeights(spec, createNormalWeights(spec), {}).find((tensor) => tensor.name === name)!.shape;

describe('describeWeights', () => {
  it('lists trained tensors in order, in PyTorch’s shapes', () => {
    const spec = findPreset('lenet-5').build();
    const tensors = describeWeights(spec, createNormalWeights(spec), {});
    expect(tensors.map(({ name, role, shape, values }) => [name, role, shape, values])).toEqual([
      ['conv1.weight', 'weight', [20, 1, 5, 5], 500],
      ['conv1.bias', 'bias', [20], 20],
      ['conv2.weight', 'weight', [50, 20, 5, 5], 25_000],
      ['conv2.bias', 'bias', [50], 50],
      ['fc1.weight', 'weight', [500, 800], 400_000],
      ['fc1.bias', 'bias', [500], 500],
      ['fc2.weight', 'weight', [10, 500], 5000],
      ['fc2.bias', 'bias', [10], 10],
    ]);
  });

  it('tells γ and β, leaves out running statistics, and knows a depthwise shape', () => {
    const spec = buildResidualNet();
    const tensors = describeWeights(spec, createNormalWeights(spec), {});
    expect(tensors.filter(({ node }) => node === 'dw_bn').map(({ role }) => role)).toEqual([
      'scale',
      'shift',
    ]);
    expect(tensors.some(({ name }) => name.includes('running'))).toBe(false);
    expect(shapeOf(spec, 'dw.weight')).toEqual([8, 1, 3, 3]);
    expect(shapeOf(spec, 'b2.weight')).toEqual([8, 6, 3, 3]);
    expect(tensors.every(({ role, structures }) => (role === 'weight') === (structures !== null))).toBe(true);
  });

  it('counts the structures of a hand-made dense layer', () => {
    const spec: NetworkSpec = {
      name: 'hand',
      nodes: [inputNode([3]), ...wire('input', [dense('fc', 4, false)])],
    };
    // [in, out]: the second input is read by no unit, and the last unit reads nothing.
    const values = Float32Array.of(1, 2, 0, 0, 0, 0, 0, 5, 3, 0, 4, 0);
    const masks = { 'fc.weight': Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1) };
    const [tensor] = describeWeights(spec, { 'fc.weight': { shape: [3, 4], values } }, masks);
    expect(tensor).toMatchObject({ shape: [4, 3], values: 12, kept: 11, nonzero: 4, fineSparsity: 8 / 12 });
    expect(tensor!.structures).toEqual({
      rowSparsity: 1 / 4,
      columnSparsity: 1 / 3,
      kernelSparsity: null,
      filterSparsity: null,
      inputSparsity: 1 / 3,
    });
    expect(tensor!.moments).toMatchObject({ count: 11, zeros: 7, mean: 10 / 11 });
    expect(tensor!.magnitudes).toMatchObject({ count: 11, zeros: 7 });
  });

  it('counts the structures of hand-made convolutions', () => {
    const spec: NetworkSpec = {
      name: 'hand',
      nodes: [
        inputNode([4, 4, 2]),
        ...wire('input', [
          depthwise('dw', 2, { bias: false }),
          convolution('conv', 3, 2, { bias: false }),
          { kind: 'globalAvgPool', name: 'gap' },
        ]),
      ],
    };
    // [kernelH, kernelW, channels, 1]: channel 1 is 0; of channel 0 the first place is.
    const dw = Float32Array.of(0, 0, 1, 0, 1, 0, 1, 0);
    // [kernelH, kernelW, in, out]: filter 0 reads both channels at the first place, filter 1 channel 0 at the last.
    const conv = new Float32Array(24);
    conv[0] = 1;
    conv[3] = 1;
    conv[3 * 6 + 1] = 1;
    const [depth, full] = describeWeights(
      spec,
      {
        'dw.weight': { shape: [2, 2, 2, 1], values: dw },
        'conv.weight': { shape: [2, 2, 2, 3], values: conv },
      },
      {},
    );
    expect(depth!.fineSparsity).toBe(5 / 8);
    expect(depth!.structures).toEqual({
      rowSparsity: 1 / 2,
      columnSparsity: 1 / 4,
      kernelSparsity: 1 / 2,
      filterSparsity: 1 / 2,
      inputSparsity: 1 / 2,
    });
    expect(full!.structures).toEqual({
      rowSparsity: 1 / 3,
      columnSparsity: 5 / 8,
      kernelSparsity: 3 / 6,
      filterSparsity: 1 / 3,
      inputSparsity: 0,
    });
  });

  it.each([0, 1])('is exact where a share of %f is kept', (share) => {
    for (const spec of SPECS) {
      for (const tensor of describeWeights(spec, createNormalWeights(spec), drawMasks(spec, 1, share))) {
        expect(tensor.kept).toBe(share * tensor.values);
        expect(tensor.nonzero).toBe(share * tensor.values);
        expect(tensor.fineSparsity).toBe(1 - share);
        for (const sparsity of Object.values(tensor.structures ?? {})) {
          if (sparsity !== null) expect(sparsity).toBe(1 - share);
        }
        expect(tensor.moments.count).toBe(tensor.kept);
        if (share === 0) expect(tensor).toMatchObject({ normal: null, laplace: null, betterFit: null });
      }
    }
  });

  it('never has more zero structures than zeros, nor larger ones than the smaller they are made of', () => {
    for (const spec of SPECS) {
      for (const share of [0.02, 0.1, 0.3, 0.8]) {
        for (const tensor of describeWeights(spec, createNormalWeights(spec), drawMasks(spec, 2, share))) {
          const { fineSparsity, structures } = tensor;
          if (!structures) continue;
          const { rowSparsity, columnSparsity, kernelSparsity, filterSparsity, inputSparsity } = structures;
          expect(rowSparsity).toBeLessThanOrEqual(fineSparsity);
          expect(columnSparsity).toBeLessThanOrEqual(fineSparsity);
          if (kernelSparsity === null) {
            expect(inputSparsity).toBe(columnSparsity);
            expect(filterSparsity).toBeNull();
            continue;
          }
          expect(filterSparsity).toBe(rowSparsity);
          expect(kernelSparsity).toBeLessThanOrEqual(fineSparsity);
          expect(filterSparsity).toBeLessThanOrEqual(kernelSparsity);
          expect(inputSparsity).toBeLessThanOrEqual(kernelSparsity);
          if (tensor.shape[1] !== 1) expect(inputSparsity).toBeLessThanOrEqual(columnSparsity);
        }
      }
    }
  });

  it('takes the moments, fits and magnitudes of the kept values alone', () => {
    const spec = buildSmallNet();
    const weights = createNormalWeights(spec);
    const masks = drawMasks(spec, 3, 0.6);
    for (const tensor of describeWeights(spec, weights, masks)) {
      const kept = weights[tensor.name]!.values.filter((_, index) => masks[tensor.name]![index]);
      expect(tensor.moments).toEqual(computeMoments(kept));
      expect(tensor.magnitudes.count).toBe(kept.length);
      if (tensor.normal) expect(tensor.normal.mean).toBeCloseTo(tensor.moments.mean, 12);
    }
  });

  it('gives the same of weights whose pruned values are 0 already, and changes none', () => {
    const spec = buildResidualNet();
    const weights = createNormalWeights(spec);
    const before = structuredClone(weights);
    const masks = drawMasks(spec, 4, 0.5);
    const tensors = describeWeights(spec, weights, masks);
    expect(tensors).toEqual(describeWeights(spec, applyMasks(weights, masks), masks));
    expect(weights).toEqual(before);
    expect(JSON.parse(JSON.stringify(tensors))).toEqual(tensors);
  });

  it('says how many values are not finite, and describes the others', () => {
    const spec: NetworkSpec = {
      name: 'hand',
      nodes: [inputNode([3]), ...wire('input', [dense('fc', 1, false)])],
    };
    const values = Float32Array.of(1, Number.NaN, 3);
    const [tensor] = describeWeights(spec, { 'fc.weight': { shape: [3, 1], values } }, {});
    expect(tensor!.moments).toMatchObject({ count: 2, notFinite: 1, mean: 2 });
    expect(tensor!.normal).toMatchObject({ mean: 2, standardDeviation: 1 });
  });
});
