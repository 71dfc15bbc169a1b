import { describe, expect, it } from 'vitest';
import { computeCost } from '../analysis/cost.ts';
import { createRandom } from '../base/random.ts';
import { computeReferenceNodes } from '../engine/referenceForward.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { listWeights } from '../network/listWeights.ts';
import { batchNorm, convolution, dense, depthwise, inputNode, relu, wire } from '../network/presets/parts.ts';
import type { NetworkSpec, Padding } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from './applyMasks.ts';
import { compact } from './compact.ts';
import { computePrune } from './computePrune.ts';
import { buildSmallNet, createNormalWeights, createScaledWeights, type NetOptions } from './testNets.ts';

const images = Array.from({ length: 6 }, (_, seed) => {
  const random = createRandom(100 + seed);
  return Float64Array.from({ length: 7 * 7 * 2 }, () => random.uniform());
});

const logitsOf = (spec: NetworkSpec, weights: Weights) =>
  images.flatMap((image) => [
    ...computeReferenceNodes(spec, weights, image).get(spec.nodes.at(-1)!.name)!.values,
  ]);

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
  { padding: 1 },
  { padding: 1, activation: 'tanh', pool: 'avgPool', bias: false },
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

  /** Two normalised convolutions behind a 7×7×2 image; the second's padding and bias vary. */
  function buildNormalised(padding: Padding, bias: boolean): NetworkSpec {
    return {
      name: 'normalised',
      nodes: [
        inputNode([7, 7, 2]),
        ...wire('input', [
          convolution('a', 4, 3, { bias: false }),
          batchNorm('a_bn'),
          relu('a_relu'),
          convolution('b', 3, 3, { padding, bias }),
          batchNorm('b_bn'),
          relu('b_relu'),
          { kind: 'globalAvgPool', name: 'gap' },
          dense('fc', 3),
        ]),
      ],
    };
  }

  /** The weights with β of one channel of a normalisation, whose running mean and variance are 0 and 1. */
  function withShift(weights: Weights, norm: string, channel: number, shift: number): Weights {
    const change = (suffix: string, value: number): Weights => {
      const name = `${norm}.${suffix}`;
      const values = weights[name]!.values.slice();
      values[channel] = value;
      return { [name]: { shape: weights[name]!.shape, values } };
    };
    return {
      ...weights,
      ...change('bias', shift),
      ...change('running_mean', 0),
      ...change('running_var', 1),
    };
  }

  describe('a filter that is dead, whose normalisation still puts out ReLU(β) (METHODS §5, rule 2)', () => {
    it.each<[Padding, boolean, number, number]>([
      // What a positive β leaves goes into the next layer's bias where it is the same at every place.
      ['valid', true, 0.7, 1],
      [0, true, 0.7, 1],
      ['same', true, 0.7, 0],
      [1, true, 0.7, 0],
      // And stays where there is no bias to take it.
      ['valid', false, 0.7, 0],
      // A negative β is 0 behind the activation, which padding cannot bend and which asks for no bias.
      ['valid', true, -0.7, 1],
      ['same', true, -0.7, 1],
      [1, true, -0.7, 1],
      ['same', false, -0.7, 1],
    ])('before padding %s and a bias %s with β %f loses %i channels', (padding, bias, shift, removed) => {
      const spec = buildNormalised(padding, bias);
      const weights = withShift(createScaledWeights(spec, 4), 'a_bn', 2, shift);
      const small = checkCompact(spec, weights, silence(weights, 'a', 2));
      expect(small.removedChannels).toBe(removed);
      // The constant is one of the channel's, not of its weights' running mean: with γ kept it is β − γ · μ / σ.
      const moved = createScaledWeights(spec, 4);
      checkCompact(spec, moved, silence(moved, 'a', 2));
    });

    it.each<Padding>(['valid', 'same', 0, 1])(
      'goes for good where γ and β are masked with it: padding %s',
      (padding) => {
        for (const bias of [true, false]) {
          const spec = buildNormalised(padding, bias);
          const weights = createScaledWeights(spec, 5);
          const { masks } = computePrune(
            spec,
            weights,
            {},
            { ...L1, amount: { sparsity: 0.5 }, layers: ['a'] },
          );
          expect(checkCompact(spec, weights, masks).removedChannels).toBe(2);
        }
      },
    );

    it('is any whose γ alone is masked, whatever its weights make', () => {
      const spec = buildNormalised('valid', true);
      const weights = withShift(createScaledWeights(spec, 4), 'a_bn', 2, 0.7);
      const masks: Masks = { 'a_bn.weight': Uint8Array.of(1, 1, 0, 1) };
      expect(widths(checkCompact(spec, weights, masks).spec)).toEqual([3, 3, 3]);
    });

    it('gives its bias through an activation that is not 0 at 0', () => {
      const spec = buildSmallNet({ activation: 'sigmoid' });
      const weights = createNormalWeights(spec, 6);
      const own = silence(weights, 'c', 1);
      // With the bias masked the channel still puts out σ(0) = ½.
      const masks: Masks = { ...own, 'c.bias': Uint8Array.of(1, 0, 1, 1, 1) };
      const small = checkCompact(spec, weights, masks);
      const [fold, plain] = [small.weights['d.bias']!.values, weights['d.bias']!.values];
      for (let out = 0; out < 3; out++) {
        expect(fold[out]).toBeCloseTo(plain[out]! + 0.5 * weights['d.weight']!.values[3 + out]!, 6);
      }
    });

    it('is passed on by a depthwise layer, or made by one', () => {
      for (const padding of ['valid', 'same', 1] as const) {
        const spec: NetworkSpec = {
          name: 'depthwise',
          nodes: [
            inputNode([7, 7, 2]),
            ...wire('input', [
              convolution('a', 4, 3),
              relu('a_relu'),
              depthwise('dw', 3, { padding }),
              batchNorm('dw_bn'),
              relu('dw_relu'),
              convolution('b', 3, 1, { padding: 'valid' }),
              { kind: 'globalAvgPool', name: 'gap' },
              dense('fc', 3),
            ]),
          ],
        };
        const weights = createScaledWeights(spec, 7);
        weights['a.bias']!.values.fill(0.5);
        // The constant ½ of the second filter reaches b through the depthwise layer unless padding bends it.
        const made = checkCompact(spec, weights, silence(weights, 'a', 1));
        expect([padding, made.removedChannels]).toEqual([padding, padding === 'valid' ? 1 : 0]);
        // Without its depthwise filter a channel is constant whatever a makes.
        const taps = Uint8Array.from({ length: 36 }, (_, index) => (index % 4 === 3 ? 0 : 1));
        const cut = checkCompact(spec, weights, { 'dw.weight': taps });
        expect(widths(cut.spec)).toEqual([3, 3, 3]);
        expect(cut.weights['dw.weight']!.shape).toEqual([3, 3, 3, 1]);
      }
    });
  });

  it('takes the rows of a channel out at (h · W + w) · C + c behind a flatten of a map that is not square (METHODS §5, rule 3)', () => {
    const spec: NetworkSpec = {
      name: 'flat',
      nodes: [
        inputNode([2, 3, 2]),
        ...wire('input', [
          convolution('a', 3, 1),
          relu('a_relu'),
          { kind: 'flatten', name: 'flat' },
          dense('fc', 2),
        ]),
      ],
    };
    const weights = createNormalWeights(spec);
    const rows = Float32Array.from({ length: 36 }, (_, index) => Math.floor(index / 2));
    const numbered: Weights = { ...weights, 'fc.weight': { shape: [18, 2], values: rows } };
    const masks: Masks = { ...silence(weights, 'a', 1), 'a.bias': Uint8Array.of(1, 0, 1) };
    const small = compact(spec, numbered, masks);
    expect(small.weights['fc.weight']!.shape).toEqual([12, 2]);
    const left = [...small.weights['fc.weight']!.values].filter((_, index) => index % 2 === 0);
    const expected: number[] = [];
    for (let h = 0; h < 2; h++)
      for (let w = 0; w < 3; w++) for (const c of [0, 2]) expected.push((h * 3 + w) * 3 + c);
    expect(left).toEqual(expected);
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
