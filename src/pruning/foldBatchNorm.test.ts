import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { computeReferenceNodes } from '../engine/referenceForward.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { listWeights, sizeOf } from '../network/listWeights.ts';
import { batchNorm, convolution, dense, inputNode, relu, wire } from '../network/presets/parts.ts';
import { findPreset, PRESETS } from '../network/presets/presets.ts';
import type { NetworkSpec, Shape } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from './applyMasks.ts';
import { compact } from './compact.ts';
import { computePrune } from './computePrune.ts';
import { foldBatchNorm } from './foldBatchNorm.ts';
import { buildResidualNet, createNormalWeights, createScaledWeights } from './testNets.ts';

const L1 = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;

function drawImage(shape: Shape, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: sizeOf(shape) }, () => random.uniform());
}

function computeLogits(spec: NetworkSpec, weights: Weights): readonly number[] {
  const { shape } = spec.nodes[0] as { readonly shape: Shape };
  return [1, 2].flatMap((seed) => [
    ...computeReferenceNodes(spec, weights, drawImage(shape, seed)).get(spec.nodes.at(-1)!.name)!.values,
  ]);
}

/** Folds, checks that shapes fit, that masked values are 0 and that the logits are those of the masked net. */
function checkFold(spec: NetworkSpec, weights: Weights, masks: Masks = {}) {
  const folded = foldBatchNorm(spec, weights, masks);
  inferShapes(folded.spec);
  const slots = listWeights(folded.spec);
  expect(Object.keys(folded.weights).sort()).toEqual(slots.map(({ name }) => name).sort());
  for (const { name, shape } of slots) {
    expect(folded.weights[name]!.shape).toEqual(shape);
    expect(folded.weights[name]!.values).toHaveLength(sizeOf(shape));
  }
  for (const [name, mask] of Object.entries(folded.masks)) {
    expect([name, mask.length]).toEqual([name, folded.weights[name]!.values.length]);
    expect([name, folded.weights[name]!.values.every((value, index) => mask[index] || value === 0)]).toEqual([
      name,
      true,
    ]);
  }
  const before = computeLogits(spec, applyMasks(weights, masks));
  const after = computeLogits(folded.spec, folded.weights);
  for (const [index, logit] of before.entries()) {
    expect(Math.abs(after[index]! - logit)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(logit)));
  }
  return folded;
}

const NORMALISED = PRESETS.filter((preset) =>
  preset.build().nodes.some(({ kind }) => kind === 'batchNorm'),
).map(({ id }) => id);

/** One 1×1 convolution of two filters behind an image of one channel, normalised. */
function buildTiny(bias: boolean): NetworkSpec {
  return {
    name: 'tiny',
    nodes: [
      inputNode([2, 2, 1]),
      ...wire('input', [
        { ...convolution('conv', 2, 1), bias },
        { ...batchNorm('bn'), epsilon: 0.5 },
        relu('relu'),
        { kind: 'globalAvgPool', name: 'gap' },
        dense('fc', 2),
      ]),
    ],
  };
}

const tinyWeights = (bias: boolean): Weights => ({
  'conv.weight': { shape: [1, 1, 1, 2], values: Float32Array.of(2, -3) },
  ...(bias ? { 'conv.bias': { shape: [2], values: Float32Array.of(1, 2) } } : {}),
  'bn.weight': { shape: [2], values: Float32Array.of(3, 0.5) },
  'bn.bias': { shape: [2], values: Float32Array.of(-1, 4) },
  'bn.running_mean': { shape: [2], values: Float32Array.of(0.5, -1) },
  // With ε = ½ the deviations are 1½ and 2.
  'bn.running_var': { shape: [2], values: Float32Array.of(1.75, 3.5) },
  'fc.weight': { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
  'fc.bias': { shape: [2], values: Float32Array.of(0, 0) },
});

describe('foldBatchNorm', () => {
  it('scales a layer by γ / √(σ² + ε) and moves its bias by the mean and β, worked out by hand', () => {
    // γ / √(σ² + ε): 2 and ¼.
    const bare = checkFold(buildTiny(false), tinyWeights(false));
    expect(bare.folded).toEqual(['bn']);
    expect(bare.spec.nodes.map(({ name }) => name)).toEqual(['input', 'conv', 'relu', 'gap', 'fc']);
    expect(bare.spec.nodes[1]).toMatchObject({ bias: true });
    expect([...bare.weights['conv.weight']!.values]).toEqual([4, -0.75]);
    // (0 − ½) · 2 − 1; (0 + 1) · ¼ + 4.
    expect([...bare.weights['conv.bias']!.values]).toEqual([-2, 4.25]);
    const biased = checkFold(buildTiny(true), tinyWeights(true));
    // (1 − ½) · 2 − 1; (2 + 1) · ¼ + 4.
    expect([...biased.weights['conv.bias']!.values]).toEqual([0, 4.75]);
  });

  it('leaves a normalisation that reads a sum or a join, or a layer that others read too', () => {
    const dense2 = findPreset('densenet-mini').build([8, 8, 1], 4);
    // conv1 is read by the first normalisation and by the joins; each layer of a block by a join alone.
    expect(checkFold(dense2, createScaledWeights(dense2)).folded).toEqual([]);
    const residual = buildResidualNet();
    const { folded, spec } = checkFold(residual, createScaledWeights(residual));
    expect(folded).toEqual(['stem_bn', 'a1_bn', 'a2_bn', 'b1_bn', 'b2_bn', 'proj_bn', 'dw_bn']);
    expect(spec.nodes.some(({ kind }) => kind === 'batchNorm')).toBe(false);
    expect(spec.nodes.find(({ name }) => name === 'a_add')!.inputs).toEqual(['a2', 'stem_relu']);
  });

  it('folds a normalisation behind another into the layer before both', () => {
    const tiny = buildTiny(true);
    const spec: NetworkSpec = {
      ...tiny,
      nodes: tiny.nodes.flatMap((node): NetworkSpec['nodes'] =>
        node.name === 'relu'
          ? [
              { ...batchNorm('bn2'), inputs: ['bn'] },
              { ...node, inputs: ['bn2'] },
            ]
          : [node],
      ),
    };
    const folded = checkFold(spec, { ...createScaledWeights(spec), ...tinyWeights(true) });
    expect(folded.folded).toEqual(['bn', 'bn2']);
    expect(folded.spec.nodes.map(({ name }) => name)).toEqual(['input', 'conv', 'relu', 'gap', 'fc']);
  });

  it('keeps masks of weights and lets a pruned channel have no bias', () => {
    const spec = buildResidualNet();
    const weights = createScaledWeights(spec);
    const { masks } = computePrune(spec, weights, {}, { ...L1, amount: { sparsity: 0.5 } });
    // Pruned values that were not set to 0 make no difference.
    for (const given of [weights, applyMasks(weights, masks)]) {
      const folded = checkFold(spec, given, masks);
      expect(folded.masks['a1.weight']).toEqual(masks['a1.weight']);
      expect(folded.masks['a1.bias']).toEqual(masks['a1_bn.bias']);
      expect(Object.keys(folded.masks).filter((name) => name.includes('_bn'))).toEqual([]);
      // And then the same channels can go.
      const small = compact(folded.spec, folded.weights, folded.masks);
      expect(small.removedChannels).toBe(2 + 3 + 3 + 4);
    }
  });

  it('gives a channel whose weights alone are pruned the shift that is left of it', () => {
    const spec = buildTiny(false);
    const masks: Masks = { 'conv.weight': Uint8Array.of(0, 1) };
    const folded = checkFold(spec, tinyWeights(false), masks);
    expect(folded.masks).toEqual(masks);
    expect([...folded.weights['conv.weight']!.values]).toEqual([0, -0.75]);
    expect([...folded.weights['conv.bias']!.values]).toEqual([-2, 4.25]);
  });

  it('gives a channel whose γ is pruned its β as a bias, and one without both nothing', () => {
    const scale: Masks = { 'bn.weight': Uint8Array.of(1, 0) };
    const folded = checkFold(buildTiny(true), tinyWeights(true), scale);
    expect(folded.weights['conv.weight']!.values.map(Math.abs)).toEqual(Float32Array.of(4, 0));
    expect([...folded.weights['conv.bias']!.values]).toEqual([0, 4]);
    expect(folded.masks).toEqual({});
    const both: Masks = { ...scale, 'bn.bias': Uint8Array.of(1, 0) };
    const without = checkFold(buildTiny(true), tinyWeights(true), both);
    expect([...without.weights['conv.bias']!.values]).toEqual([0, 0]);
    expect(without.masks).toEqual({ 'conv.bias': Uint8Array.of(1, 0) });
  });

  it('changes nothing that it was given', () => {
    const spec = buildResidualNet();
    const weights = createNormalWeights(spec);
    const { masks } = computePrune(spec, weights, {}, { ...L1, amount: { sparsity: 0.5 } });
    const copies = structuredClone([spec, weights, masks]);
    foldBatchNorm(spec, weights, masks);
    expect([spec, weights, masks]).toEqual(copies);
  });

  it('leaves a net without normalisations as it is', () => {
    const spec = findPreset('lenet-300-100').build([4, 4, 1], 4);
    const weights = createNormalWeights(spec);
    expect(foldBatchNorm(spec, weights, {})).toEqual({ spec, weights, masks: {}, folded: [] });
  });

  it.each(NORMALISED)('keeps the logits of %s with statistics drawn at random', (id) => {
    const spec = findPreset(id).build([16, 16, 1], 4);
    const norms = spec.nodes.filter(({ kind }) => kind === 'batchNorm').length;
    const { folded } = checkFold(spec, createScaledWeights(spec));
    expect(folded.length).toBe(id === 'densenet-mini' ? 0 : norms);
  });
});
