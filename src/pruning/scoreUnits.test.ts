import { describe, expect, it } from 'vitest';
import { computePrune } from './computePrune.ts';
import { CRITERIA } from './criteria/criteria.ts';
import { CRITERION_IDS, type PruneRequest } from './prune.ts';
import { listKeptUnits, scoreUnits } from './scoreUnits.ts';
import { buildResidualNet, buildSmallNet, createNormalWeights, createStatistics } from './testNets.ts';

const AMOUNT = { sparsity: 0.5 } as const;

/** Units that a step prunes of a layer, read off the masks. */
function listCut(before: Uint8Array, after: Uint8Array): number[] {
  return Array.from(before.keys()).filter((unit) => before[unit] && !after[unit]);
}

describe('scoreUnits', () => {
  const spec = buildResidualNet();
  const weights = createNormalWeights(spec);
  const statistics = createStatistics(spec);
  const FILTERS = CRITERION_IDS.filter((id) => CRITERIA[id].granularities.includes('filter'));

  it.each(FILTERS)('%s: a step prunes the units of the lowest scores', (criterion) => {
    const step: PruneRequest = { criterion, granularity: 'filter', scope: 'uniform', amount: AMOUNT };
    const scores = scoreUnits(spec, weights, {}, step, statistics);
    const { masks, report } = computePrune(spec, weights, {}, step, statistics);
    const [before, after] = [listKeptUnits(spec, {}, step), listKeptUnits(spec, masks, step)];
    expect([...scores.keys()]).toEqual(report.layers.map(({ layer }) => layer));
    for (const { layer, newlyPruned, units } of report.layers) {
      const importance = scores.get(layer)!;
      expect(importance).toHaveLength(units);
      const order = Array.from(importance.keys()).sort((a, b) => importance[a]! - importance[b]! || a - b);
      const lowest = order.slice(0, newlyPruned).sort((a, b) => a - b);
      expect(listCut(before.get(layer)!, after.get(layer)!)).toEqual(lowest);
    }
  });

  it('scores single weights by their magnitude, pruned ones 0', () => {
    const small = buildSmallNet();
    const own = createNormalWeights(small);
    const step: PruneRequest = {
      criterion: 'magnitude',
      granularity: 'weight',
      scope: 'global',
      amount: AMOUNT,
    };
    const { masks } = computePrune(small, own, {}, step);
    const kept = listKeptUnits(small, masks, step);
    for (const [layer, importance] of scoreUnits(small, own, masks, step)) {
      const { values } = own[`${layer}.weight`]!;
      expect([...kept.get(layer)!]).toEqual([...masks[`${layer}.weight`]!]);
      expect(
        importance.every((score, at) => score === (kept.get(layer)![at] ? Math.abs(values[at]!) : 0)),
      ).toBe(true);
    }
  });

  it('leaves out layers that a criterion cannot rank, while their kept units are listed', () => {
    const step: PruneRequest = {
      criterion: 'magnitude',
      granularity: 'weight',
      scope: 'uniform',
      amount: AMOUNT,
      layers: ['b1'],
    };
    expect([...scoreUnits(spec, weights, {}, step).keys()]).toEqual(['b1']);
    expect([...listKeptUnits(spec, {}, step).keys()]).toContain('stem');
    expect(() => scoreUnits(spec, weights, {}, { ...step, criterion: 'oracle' })).toThrow(
      'criterion oracle cannot rank granularity weight',
    );
  });
});
