import { describe, expect, it } from 'vitest';
import { initializeWeights } from '../network/initializeWeights.ts';
import { listWeights, sizeOf } from '../network/listWeights.ts';
import { findPreset } from '../network/presets/presets.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks } from '../network/weights.ts';
import { AMOUNTS } from './amounts.ts';
import { computePrune } from './computePrune.ts';

/** Share pruned of what remains in each round, by layer. */
type Rates = Readonly<Record<string, number>>;

/** Figure 2 of Frankle & Carbin 2019; the output layer at half the rate of the dense ones. */
function listRates(spec: NetworkSpec, conv: number): Rates {
  const layers = spec.nodes.filter(({ kind }) => kind === 'conv2d' || kind === 'dense');
  const last = layers.at(-1)!.name;
  return Object.fromEntries(
    layers.map(({ name, kind }) => [name, name === last ? 0.1 : kind === 'conv2d' ? conv : 0.2]),
  );
}

const countWeights = (spec: NetworkSpec): ReadonlyMap<string, number> =>
  new Map(
    listWeights(spec)
      .filter(({ role }) => role === 'weight')
      .map(({ node, shape }) => [node, sizeOf(shape)]),
  );

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

/** Percent of all weights kept after some rounds, to one decimal as the paper prints it, by the counts alone. */
function countKeptPercent(spec: NetworkSpec, rates: Rates, rounds: number): number {
  const { ofRemaining } = AMOUNTS;
  if (ofRemaining.kind !== 'count') throw new Error('ofRemaining counts');
  const all = countWeights(spec);
  const kept = new Map(all);
  for (let round = 0; round < rounds; round++) {
    for (const [layer, units] of all) {
      const left = kept.get(layer)!;
      kept.set(layer, left - ofRemaining.computeCount(rates[layer]!, { units, kept: left }));
    }
  }
  return Number(((100 * sum(kept.values())) / sum(all.values())).toFixed(1));
}

describe('lottery tickets', () => {
  it('leave of LeNet-300-100 in 3, 7, 9, 15 and 16 rounds what the paper prints (METHODS E15)', () => {
    const spec = findPreset('lenet-300-100').build();
    const weights = initializeWeights(spec, 1);
    const rates = listRates(spec, 0.1);
    const printed = new Map([
      [3, 51.3],
      [7, 21.1],
      [9, 13.5],
      [15, 3.6],
      [16, 2.9],
    ]);
    let masks: Masks = {};
    for (let round = 1; round <= 16; round++) {
      for (const [layer, share] of Object.entries(rates)) {
        masks = computePrune(spec, weights, masks, {
          criterion: 'magnitude',
          granularity: 'weight',
          scope: 'uniform',
          amount: { ofRemaining: share },
          layers: [layer],
        }).masks;
      }
      const expected = printed.get(round);
      if (expected === undefined) continue;
      const kept = Object.values(masks).map((mask) => sum(mask));
      expect(Number(((100 * sum(kept)) / 266_200).toFixed(1))).toBe(expected);
      expect(countKeptPercent(spec, rates, round)).toBe(expected);
    }
  });

  it.each([
    ['conv-2', 0.1, 11, 8.8],
    ['conv-2', 0.1, 14, 4.6],
    ['conv-4', 0.1, 11, 11.1],
    ['conv-4', 0.1, 12, 9.2],
    // The paper prints 26.4 and 15.1, of a network that it counts as 1.7M.
    ['conv-6', 0.15, 7, 26.6],
    ['conv-6', 0.15, 10, 15.3],
  ])(
    'leave of %s, convolutions losing %f a round, in %i rounds %f % (METHODS E15)',
    (id, conv, rounds, percent) => {
      const spec = findPreset(id).build([32, 32, 3], 10);
      expect(countKeptPercent(spec, listRates(spec, conv), rounds)).toBe(percent);
    },
  );

  it('leave of conv-6-half, round for round, what the counts say (METHODS E15)', () => {
    const spec = findPreset('conv-6-half').build([32, 32, 3], 10);
    const weights = initializeWeights(spec, 1);
    const rates = listRates(spec, 0.15);
    const all = sum(countWeights(spec).values());
    let masks: Masks = {};
    for (let round = 1; round <= 3; round++) {
      for (const share of new Set(Object.values(rates))) {
        const layers = Object.keys(rates).filter((layer) => rates[layer] === share);
        masks = computePrune(spec, weights, masks, {
          criterion: 'magnitude',
          granularity: 'weight',
          scope: 'uniform',
          amount: { ofRemaining: share },
          layers,
        }).masks;
      }
      const kept = sum(Object.values(masks).map((mask) => sum(mask)));
      expect(Number(((100 * kept) / all).toFixed(1))).toBe(countKeptPercent(spec, rates, round));
    }
  });
});
