import { describe, expect, it } from 'vitest';
import { createTinyWeights, TINY_SPEC } from '../engine/testNets.ts';
import { compact } from './compact.ts';
import { computePrune } from './computePrune.ts';
import type { PruneRequest } from './prune.ts';

const weights = createTinyWeights();
const toStep = (units: Readonly<Record<string, readonly number[]>>): PruneRequest => ({
  criterion: 'l1',
  granularity: 'filter',
  scope: 'perLayer',
  amount: { units },
});

describe('units named one by one', () => {
  it('go with all that belongs to them, whatever their importance, and nothing else', () => {
    const { masks, report } = computePrune(TINY_SPEC, weights, {}, toStep({ conv1: [1, 3], conv2: [0] }));
    expect(report.layers.map(({ layer, newlyPruned, units }) => [layer, newlyPruned, units])).toEqual([
      ['conv1', 2, 4],
      ['conv2', 1, expect.any(Number)],
    ]);
    const shape = weights['conv1.weight']!.shape;
    const filters = shape.at(-1)!;
    for (const [index, kept] of masks['conv1.weight']!.entries()) {
      expect(kept).toBe(index % filters === 1 || index % filters === 3 ? 0 : 1);
    }
    expect([...masks['conv1.bias']!]).toEqual([1, 0, 1, 0]);
    expect(compact(TINY_SPEC, weights, masks).removedChannels).toBe(3);
  });

  it('are counted once, and not again where they are gone already', () => {
    const first = computePrune(TINY_SPEC, weights, {}, toStep({ conv1: [2, 2] }));
    expect(first.report.layers[0]).toMatchObject({ newlyPruned: 1, prunedUnits: 1 });
    const second = computePrune(TINY_SPEC, weights, first.masks, toStep({ conv1: [2, 0] }));
    expect(second.report.layers[0]).toMatchObject({ newlyPruned: 1, prunedUnits: 2 });
  });

  it('are refused where a layer has no such unit, is unknown, or would be empty', () => {
    expect(() => computePrune(TINY_SPEC, weights, {}, toStep({ conv1: [4] }))).toThrow(
      'conv1 has no unit 4 (expected 0 to 3)',
    );
    expect(() => computePrune(TINY_SPEC, weights, {}, toStep({ nowhere: [0] }))).toThrow(/unknown layer/);
    expect(() => computePrune(TINY_SPEC, weights, {}, toStep({ conv1: [0, 1, 2, 3] }))).toThrow(
      /would leave no weight/,
    );
  });
});
