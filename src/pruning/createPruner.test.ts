import { describe, expect, it } from 'vitest';
import type { Masks, Weights } from '../network/weights.ts';
import { computePrune } from './computePrune.ts';
import { createPruner } from './createPruner.ts';
import type { PruneRequest } from './prune.ts';
import { buildSmallNet, createNormalWeights } from './testNets.ts';

const spec = buildSmallNet();
const normal = createNormalWeights(spec);
/** Rounded to few values, so that most weights have equals. */
const tied: Weights = Object.fromEntries(
  Object.entries(normal).map(([name, { shape, values }]) => [
    name,
    { shape, values: values.map((value) => Math.round(2 * value) / 2) },
  ]),
);
const LEVELS = [0.9, 0, 0.1, 0.35, 0.5, 0.999, 1, 0.2];
const WEIGHT = { criterion: 'magnitude', granularity: 'weight' } as const;

/** Layers' weights by rising magnitude, equal ones by their place: the `count` first are those to be cut. */
function sortUnits(weights: Weights, layer: string): number[] {
  const { values } = weights[`${layer}.weight`]!;
  return Array.from(values.keys()).sort((a, b) => Math.abs(values[a]!) - Math.abs(values[b]!) || a - b);
}

describe('createPruner', () => {
  it.each([
    { ...WEIGHT, scope: 'uniform' },
    { ...WEIGHT, scope: 'global' },
    { criterion: 'l1', granularity: 'filter', scope: 'uniform' },
    { criterion: 'l1', granularity: 'filter', scope: 'global', layers: ['b', 'c'] },
  ] as const)('gives for each amount what a step of its own gives: $granularity $scope', (choice) => {
    for (const weights of [normal, tied]) {
      const before = computePrune(spec, weights, {}, { ...choice, amount: { sparsity: 0.15 } }).masks;
      const pruner = createPruner(spec, weights, before, { ...choice, amount: { sparsity: 0 } });
      for (const sparsity of LEVELS) {
        const step: PruneRequest = { ...choice, amount: { sparsity } };
        expect(pruner.prune(step.amount)).toEqual(computePrune(spec, weights, before, step));
      }
    }
  });

  it('cuts ties by their place, and exactly as many as asked', () => {
    const pruner = createPruner(spec, tied, {}, { ...WEIGHT, scope: 'uniform', amount: { sparsity: 0 } });
    for (const layer of ['a', 'b', 'c', 'd']) {
      const sorted = sortUnits(tied, layer);
      for (const sparsity of [0.1, 0.3, 0.55, 0.8]) {
        const mask = pruner.prune({ sparsity }).masks[`${layer}.weight`]!;
        const cut = Array.from(mask.keys()).filter((unit) => !mask[unit]);
        const count = Math.round(sparsity * mask.length);
        expect(cut).toEqual(sorted.slice(0, count).sort((a, b) => a - b));
      }
    }
  });

  it('nests its masks: what a level cuts, every higher level cuts too', () => {
    const pruner = createPruner(spec, tied, {}, { ...WEIGHT, scope: 'global', amount: { sparsity: 0 } });
    let lower: Masks = {};
    for (const sparsity of LEVELS.toSorted((a, b) => a - b)) {
      const { masks } = pruner.prune({ sparsity });
      for (const [name, mask] of Object.entries(lower)) {
        expect(mask.every((keep, unit) => keep || !masks[name]![unit])).toBe(true);
      }
      lower = masks;
    }
  });

  it('measures the spread of the kept weights once, and cuts by it as a step does', () => {
    const step = { ...WEIGHT, scope: 'uniform', amount: { thresholdSigma: 0 } } as const;
    const pruner = createPruner(spec, tied, {}, step);
    for (const thresholdSigma of [0, 0.5, 1, 1.5, 10]) {
      const amount = { thresholdSigma };
      expect(pruner.prune(amount)).toEqual(computePrune(spec, tied, {}, { ...step, amount }));
    }
  });

  it('refuses an amount that does not fit, as the step would be refused', () => {
    const pruner = createPruner(
      spec,
      normal,
      {},
      { criterion: 'l1', granularity: 'filter', scope: 'uniform', amount: { sparsity: 0 } },
    );
    expect(() => pruner.prune({ threshold: 1 })).toThrow('amount threshold does not go with criterion l1');
  });
});
