import { describe, expect, it } from 'vitest';
import type { PreviewResult, Step } from '../../../src/index.ts';
import { countDoomed, toColumns } from './widths.ts';

const preview = {
  report: { layers: [{ layer: 'a', coupled: ['c'], units: 8, prunedUnits: 5, newlyPruned: 3 }] },
} as unknown as PreviewResult;
const groups = [{ layer: 'a', units: 8 }];
const draft = (granularity: string) => ({ kind: 'prune', granularity }) as unknown as Step;

describe('countDoomed', () => {
  it('counts channels in all layers that lose them, and no weights', () => {
    expect([...countDoomed(draft('stage'), preview, groups)]).toEqual([
      ['a', 3],
      ['c', 3],
    ]);
    expect(countDoomed(draft('weight'), preview, groups).size).toBe(0);
    expect(countDoomed(draft('filter'), null, groups).size).toBe(0);
    // The preview is still that of a step on weights.
    expect(countDoomed(draft('filter'), preview, [{ layer: 'a', units: 200 }]).size).toBe(0);
  });
});

describe('toColumns', () => {
  it('compares with the start, which a compacted network is narrower than', () => {
    const now = [{ name: 'a', channels: 6, keptChannels: 6 }];
    const start = [{ name: 'a', channels: 8, keptChannels: 8 }];
    expect(toColumns(now, start, new Map())).toEqual([{ id: 'a', name: 'a', before: 8, now: 6 }]);
    expect(toColumns(now, start, new Map([['a', 2]]))[0]).toMatchObject({ before: 8, now: 6, next: 4 });
  });
});
