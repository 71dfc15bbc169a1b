import { describe, expect, it } from 'vitest';
import { computeCost } from '../analysis/cost.ts';
import { createRandom } from '../base/random.ts';
import { computeReferenceNodes } from '../engine/referenceForward.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { listWeights } from '../network/listWeights.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from './applyMasks.ts';
import { compact } from './compact.ts';
import { computePrune } from './computePrune.ts';
import { buildSmallNet, createNormalWeights, type NetOptions } from './testNets.ts';

const images = Array.from({ length: 6 }, (_, seed) => {
  const random = createRandom(100 + seed);
  return Float64Array.from({ length: 7 * 7 * 2 }, () => random.uniform());
});

const logitsOf = (spec: NetworkSpec, weights: Weights) =>
  images.flatMap((image) => [...computeReferenceNodes(spec, weights, image).get('d')!.values]);

/** Compacts, checks that shapes fit and that the logits are those of the masked net. */
function checkCompact(spec: NetworkSpec, weights: Weights, masks: Masks) {
  const small = compact(spec, weights, masks);
  inferShapes(small.spec);
  for (const { name, shape } of listWeights(small.spec)) {
    expect(small.weights[name]!.shape).toEqual(shape);
    expect(small.weights[name]!.values).toHaveLength(shape.reduce((a, b) => a * b, 1));
  }
  const masked = logitsOf(spec, applyMasks(weights, masks));
  const compacted = logitsOf(small.spec, small.weights);
  expect(Math.max(...masked.map((value, index) => Math.abs(value - compacted[index]!)))).toBeLessThan(1e-5);
  for (const [name, mask] of Object.entries(small.masks)) {
    expect(small.weights[name]!.values.every((value, index) => mask[index] || value === 0)).toBe(true);
  }
  return small;
}

const widths = (spec: NetworkSpec) =>
  spec.nodes.flatMap((node) =>
    node.kind === 'conv2d' ? [node.filters] : node.kind === 'dense' ? [node.units] : [],
  );

const L1 = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;

/** Masks all weights that make a channel of a layer, and nothing else. */
function silence(weights: Weights, layer: string, channel: number): Masks {
  const { shape, values } = weights[`${layer}.weight`]!;
  const channels = shape.at(-1)!;
  return {
    [`${layer}.weight`]: Uint8Array.from(values, (_, index) => (index % channels === channel ? 0 : 1)),
  };
}

const NETS: readonly NetOptions[] = [
  {},
  { activation: 'sigmoid' },
  { activation: 'tanh', pool: 'avgPool' },
  { padding: 'same' },
  { padding: 'same', activation: 'sigmoid', pool: 'avgPool' },
  { bias: false },
  { bias: false, activation: 'sigmoid' },
];

describe('compact', () => {
  it.each(NETS)('gives the logits of the filter-pruned net in its narrower shape: %o', (options) => {
    const spec = buildSmallNet(options);
    const weights = createNormalWeights(spec);
    const { masks } = computePrune(spec, weights, {}, { ...L1, amount: { sparsity: 0.5 } });
    const small = checkCompact(spec, weights, masks);
    expect(widths(small.spec)).toEqual([2, 1, 2, 3]);
    expect(small.removedChannels).toBe(7);
    expect(small.masks).toEqual({});
  });

  it('counts what it keeps as the masks counted it', () => {
    const spec = buildSmallNet();
    const weights = createNormalWeights(spec);
    const { masks } = computePrune(spec, weights, {}, { ...L1, amount: { sparsity: 0.4 } });
    const before = computeCost(spec, weights, masks).totals;
    const small = compact(spec, weights, masks);
    const after = computeCost(small.spec, small.weights, small.masks).totals;
    expect(after.params).toBe(before.kept);
    expect(after.weights).toBe(before.keptWeights);
    expect(after.macs).toBe(before.effectiveMacs);
  });

  it.each(NETS)('gives the logits of a net with random single weights pruned: %o', (options) => {
    for (let seed = 0; seed < 8; seed++) {
      const spec = buildSmallNet(options);
      const weights = createNormalWeights(spec, seed);
      const random = createRandom(seed);
      // Biases too, and so many that channels die.
      const masks = Object.fromEntries(
        Object.entries(weights).map(([name, { values }]) => [
          name,
          Uint8Array.from(values, () => (random.uniform() < 0.85 ? 0 : 1)),
        ]),
      );
      checkCompact(spec, weights, masks);
    }
  });

  it('folds the constant of a channel that nothing makes into the biases of its readers', () => {
    for (const options of [{}, { activation: 'sigmoid' }, { activation: 'tanh', pool: 'avgPool' }] as const) {
      const spec = buildSmallNet(options);
      const weights = createNormalWeights(spec, 3);
      for (const layer of ['a', 'b', 'c']) {
        const small = checkCompact(spec, weights, silence(weights, layer, 1));
        expect(small.removedChannels).toBe(1);
      }
    }
  });

  it('keeps a channel whose constant "same" padding would bend at the border, or that no bias can take', () => {
    const padded = buildSmallNet({ padding: 'same', activation: 'sigmoid' });
    const paddedWeights = createNormalWeights(padded);
    expect(checkCompact(padded, paddedWeights, silence(paddedWeights, 'a', 1)).removedChannels).toBe(0);
    // Read by a dense layer there is no border.
    expect(checkCompact(padded, paddedWeights, silence(paddedWeights, 'b', 1)).removedChannels).toBe(1);
    const bare = buildSmallNet({ bias: false, activation: 'sigmoid' });
    const bareWeights = createNormalWeights(bare);
    expect(checkCompact(bare, bareWeights, silence(bareWeights, 'c', 1)).removedChannels).toBe(0);
    const relu = buildSmallNet({ bias: false });
    expect(checkCompact(relu, bareWeights, silence(bareWeights, 'c', 1)).removedChannels).toBe(1);
  });

  it('takes out what nobody reads, and what only that was read by', () => {
    const spec = buildSmallNet();
    const weights = createNormalWeights(spec);
    // Only neuron 0 of c is read by d; and of c's rows only those of channel 2 of b feed neuron 0.
    const masks: Masks = {
      'd.weight': Uint8Array.from({ length: 15 }, (_, index) => (index < 3 ? 1 : 0)),
      'c.weight': Uint8Array.from(weights['c.weight']!.values, (_, index) =>
        index % 5 === 0 && Math.floor(index / 5) % 3 !== 2 ? 0 : 1,
      ),
    };
    expect(widths(checkCompact(spec, weights, masks).spec)).toEqual([4, 1, 1, 3]);
  });

  it('carries the masks of single weights to the smaller shapes', () => {
    const spec = buildSmallNet();
    const weights = createNormalWeights(spec);
    const single = computePrune(
      spec,
      weights,
      {},
      { criterion: 'magnitude', granularity: 'weight', scope: 'uniform', amount: { sparsity: 0.3 } },
    );
    const { masks } = computePrune(spec, weights, single.masks, { ...L1, amount: { sparsity: 0.5 } });
    const small = checkCompact(spec, weights, masks);
    const kept = (of: Masks, name: string) => of[name]!.reduce((sum, keep) => sum + keep, 0);
    for (const name of ['a.weight', 'b.weight', 'c.weight', 'd.weight']) {
      expect(kept(small.masks, name)).toBe(kept(masks, name));
    }
  });

  it('leaves a net as it is where masks name no channel, though values are 0', () => {
    const spec = buildSmallNet();
    const weights = createNormalWeights(spec);
    const zeros = applyMasks(weights, silence(weights, 'a', 1));
    const small = checkCompact(spec, zeros, {});
    expect(small.spec).toEqual(spec);
    expect(small.weights).toEqual(zeros);
  });

  it('never takes the last channel of a layer', () => {
    const spec = buildSmallNet();
    const weights = createNormalWeights(spec);
    const masks = Object.fromEntries(
      Object.entries(weights).map(([name, { values }]) => [name, new Uint8Array(values.length)]),
    );
    expect(widths(checkCompact(spec, weights, masks).spec)).toEqual([1, 1, 1, 3]);
  });
});
