import { describe, expect, it } from 'vitest';
import { initializeWeights } from '../network/initializeWeights.ts';
import { convolution, dense, depthwise, inputNode, wire } from '../network/presets/parts.ts';
import { findPreset } from '../network/presets/presets.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks } from '../network/weights.ts';
import { computePrune } from './computePrune.ts';
import { GRANULARITIES, maybePattern } from './granularities.ts';
import { GRANULARITY_IDS, type GranularityId, type PruneRequest } from './prune.ts';
import { createNormalWeights } from './testNets.ts';

/** A convolution [1, 2, 2, 2] whose value of window place w, input i and filter o is the (4w + 2i + o)th; then others. */
const spec: NetworkSpec = {
  name: 'layouts',
  nodes: [
    inputNode([3, 3, 2]),
    ...wire('input', [
      { ...convolution('conv', 2, 1), kernelSize: [1, 2] },
      { ...depthwise('dw', 1), kernelSize: [1, 3] },
      { kind: 'globalAvgPool', name: 'gap' },
      dense('fc', 3),
      dense('last', 2),
    ]),
  ],
};

function listUnits(
  id: GranularityId,
  layer: string,
  options: Partial<PruneRequest> = {},
): number[] | undefined {
  const layers = GRANULARITIES[id].listLayers(spec, { amount: { sparsity: 0.5 }, ...options });
  const found = layers.find((candidate) => candidate.layer === layer);
  if (!found) return undefined;
  const [part] = found.parts();
  expect(part).toMatchObject({ weight: `${layer}.weight`, role: 'own' });
  expect(new Set(part!.unitOf).size).toBe(found.units);
  return [...part!.unitOf];
}

describe('the units of a granularity, worked out by hand', () => {
  it('weight: each value', () => {
    expect(listUnits('weight', 'conv')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(listUnits('weight', 'dw')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(listUnits('weight', 'last')).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('kernel: the window between one input and one filter', () => {
    expect(listUnits('kernel', 'conv')).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(listUnits('kernel', 'dw')).toBeUndefined();
    expect(listUnits('kernel', 'fc')).toBeUndefined();
  });

  it('stripe: one filter at one place of its window', () => {
    expect(listUnits('stripe', 'conv')).toEqual([0, 1, 0, 1, 2, 3, 2, 3]);
  });

  it('shape: one input at one place of the window, and an input row of a dense layer', () => {
    expect(listUnits('shape', 'conv')).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect(listUnits('shape', 'fc')).toEqual([0, 0, 0, 1, 1, 1]);
    expect(listUnits('shape', 'dw')).toBeUndefined();
  });

  it('block: a rectangle of inputs and outputs, smaller at the ends', () => {
    expect(listUnits('block', 'conv', { block: [2, 1] })).toEqual([0, 1, 0, 1, 2, 3, 2, 3]);
    expect(listUnits('block', 'conv', { block: [3, 2] })).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
    expect(listUnits('block', 'fc', { block: [1, 2] })).toEqual([0, 0, 1, 2, 2, 3]);
    expect(listUnits('block', 'conv')).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('nm: each value of the layers whose inputs the pattern divides', () => {
    expect(listUnits('nm', 'conv', { amount: { pattern: '1:2' } })).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(listUnits('nm', 'conv', { amount: { pattern: '2:4' } })).toBeUndefined();
    expect(listUnits('nm', 'last', { amount: { pattern: '1:3' } })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(listUnits('nm', 'dw', { amount: { pattern: '1:2' } })).toBeUndefined();
  });

  it('filter: an output channel with its bias and all that filters or reads it', () => {
    const [first, second, ...others] = GRANULARITIES.filter.listLayers(spec, { amount: { sparsity: 0 } });
    expect(others).toEqual([]);
    expect(first!.parts().map(({ weight, role, unitOf }) => [weight, role, [...unitOf].join('')])).toEqual([
      ['conv.weight', 'own', '01010101'],
      ['conv.bias', 'bias', '01'],
      ['dw.weight', 'own', '010101'],
      ['dw.bias', 'bias', '01'],
      ['fc.weight', 'reader', '000111'],
    ]);
    expect(second).toMatchObject({ layer: 'fc', layers: ['fc'], units: 3 });
  });

  it('masks every value of the units that go, and no other', () => {
    const weights = createNormalWeights(spec);
    for (const granularity of ['kernel', 'stripe', 'shape', 'block'] as const) {
      const step: PruneRequest = {
        criterion: 'l1',
        granularity,
        scope: 'uniform',
        amount: { sparsity: 0.5 },
        layers: ['conv'],
        block: [2, 1],
      };
      const { masks, report } = computePrune(spec, weights, {}, step);
      const units = listUnits(granularity, 'conv', step)!;
      const sums = [0, 1, 2, 3].map((unit) =>
        units.reduce(
          (sum, at, index) => sum + (at === unit ? Math.abs(weights['conv.weight']!.values[index]!) : 0),
          0,
        ),
      );
      const gone = [0, 1, 2, 3].sort((a, b) => sums[a]! - sums[b]!).slice(0, 2);
      expect(report.layers[0]).toMatchObject({ units: 4, prunedUnits: 2 });
      expect([...masks['conv.weight']!]).toEqual(units.map((unit) => (gone.includes(unit) ? 0 : 1)));
      expect(Object.keys(masks)).toEqual(['conv.weight']);
    }
  });

  it('is in the registry under its own id', () => {
    expect(Object.keys(GRANULARITIES)).toEqual([...GRANULARITY_IDS]);
    for (const id of GRANULARITY_IDS) expect(GRANULARITIES[id].id).toBe(id);
  });
});

describe('patterns N:M', () => {
  /** For each group of `of` consecutive inputs of one output at one window place: its flat indices. */
  function listGroups(shape: readonly number[], of: number): number[][] {
    const [inputs, outputs] = shape.slice(-2) as [number, number];
    const taps = shape.slice(0, -2).reduce((product, length) => product * length, 1);
    const groups: number[][] = [];
    for (let tap = 0; tap < taps; tap++) {
      for (let o = 0; o < outputs; o++) {
        for (let i = 0; i < inputs; i += of) {
          groups.push(Array.from({ length: of }, (_, index) => (tap * inputs + i + index) * outputs + o));
        }
      }
    }
    return groups;
  }

  const request = (pattern: string): PruneRequest => ({
    criterion: 'magnitude',
    granularity: 'nm',
    scope: 'uniform',
    amount: { pattern },
  });

  it.each([
    ['lenet-300-100', ['fc1.weight', 'fc2.weight', 'fc3.weight']],
    // Its first layer reads one channel, which 4 does not divide.
    ['lenet-5', ['conv2.weight', 'fc1.weight', 'fc2.weight']],
    [
      'conv-4-half',
      ['conv2.weight', 'conv3.weight', 'conv4.weight', 'fc1.weight', 'fc2.weight', 'fc3.weight'],
    ],
  ])('keep the 2 largest of each 4 inputs of %s (METHODS E14)', (id, names) => {
    const net = findPreset(id).build([28, 28, 1], 10);
    const weights = initializeWeights(net, 3);
    const { masks, report } = computePrune(net, weights, {}, request('2:4'));
    expect(Object.keys(masks)).toEqual(names);
    expect(report.sparsity).toBe(0.5);
    for (const name of names) {
      const { shape, values } = weights[name]!;
      const mask = masks[name]!;
      let wrong = 0;
      for (const group of listGroups(shape, 4)) {
        const largest = group.toSorted((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!)).slice(0, 2);
        const kept = group.filter((index) => mask[index]);
        if (kept.join() !== largest.sort((a, b) => a - b).join()) wrong++;
      }
      expect([name, wrong]).toEqual([name, 0]);
    }
  });

  it.each([
    ['1:4', 1, 4],
    ['3:4', 3, 4],
    ['4:8', 4, 8],
    ['1:2', 1, 2],
  ])('keep %s of LeNet-300-100, of equal weights those of the highest index', (pattern, keep, of) => {
    const net = findPreset('lenet-300-100').build([4, 4, 1], 10);
    const weights = Object.fromEntries(
      Object.entries(initializeWeights(net, 1)).map(([name, { shape, values }]) => [
        name,
        { shape, values: values.fill(0.5) },
      ]),
    );
    const step = { ...request(pattern), layers: ['fc1'] };
    const mask = computePrune(net, weights, {}, step).masks['fc1.weight']!;
    for (const group of listGroups([16, 300], of)) {
      const flags = group.map((index) => mask[index]);
      expect(flags).toEqual(Array.from({ length: of }, (_, place) => (place < of - keep ? 0 : 1)));
    }
  });

  it('count what was pruned before, and never bring it back', () => {
    const net = findPreset('lenet-300-100').build([4, 4, 1], 10);
    const weights = initializeWeights(net, 2);
    const step = { ...request('2:4'), layers: ['fc1'] };
    const before: Masks = computePrune(
      net,
      weights,
      {},
      {
        ...step,
        granularity: 'weight',
        amount: { sparsity: 0.4 },
      },
    ).masks;
    const after = computePrune(net, weights, before, step);
    const [first, second] = [before['fc1.weight']!, after.masks['fc1.weight']!];
    let fewer = 0;
    for (const group of listGroups([16, 300], 4)) {
      const kept = group.filter((index) => first[index]).length;
      const left = group.filter((index) => second[index]).length;
      expect(left).toBe(Math.min(kept, 2));
      if (left < 2) fewer++;
    }
    expect(fewer).toBeGreaterThan(0);
    expect(second.every((keep, index) => keep <= first[index]!)).toBe(true);
    const again = computePrune(net, weights, after.masks, step);
    expect(again.masks['fc1.weight']).toEqual(second);
    expect(again.report.layers[0]).toMatchObject({ newlyPruned: 0, guarded: false });
  });

  it('prune nothing where they keep all', () => {
    const net = findPreset('lenet-300-100').build([4, 4, 1], 10);
    const { masks, report } = computePrune(net, initializeWeights(net, 2), {}, request('4:4'));
    expect([masks, report.sparsity]).toEqual([{}, 0]);
  });

  it('are written N:M with N from 1 to M', () => {
    expect(maybePattern('2:4')).toEqual({ keep: 2, of: 4 });
    expect(maybePattern('16:32')).toEqual({ keep: 16, of: 32 });
    for (const text of ['', '2', '4:2', '0:4', '2:4:8', ' 2:4', '2.5:4', '-1:4', '100:200']) {
      expect(maybePattern(text)).toBeUndefined();
    }
  });
});
