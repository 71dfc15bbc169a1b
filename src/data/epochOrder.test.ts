import { describe, expect, it } from 'vitest';
import { computeEpochOrder } from './epochOrder.ts';

const SHARDS = [40, 40, 15];
const everyIndex = Array.from({ length: 95 }, (_, index) => index);
const sorted = (order: Uint32Array) => [...order].sort((a, b) => a - b);

describe('computeEpochOrder', () => {
  it('visits every image exactly once in each epoch', () => {
    for (const epoch of [0, 1, 7]) expect(sorted(computeEpochOrder(SHARDS, epoch, 3))).toEqual(everyIndex);
  });

  it('goes shard by shard in the first epoch, so that a prefix of shards is enough to start', () => {
    const order = computeEpochOrder(SHARDS, 0, 3);
    expect(sorted(order.slice(0, 40))).toEqual(everyIndex.slice(0, 40));
    expect(sorted(order.slice(40, 80))).toEqual(everyIndex.slice(40, 80));
    expect([...order.slice(0, 40)]).not.toEqual(everyIndex.slice(0, 40));
  });

  it('mixes images of all shards from the second epoch on', () => {
    const start = [...computeEpochOrder(SHARDS, 1, 3).slice(0, 40)];
    expect(start.some((index) => index >= 40)).toBe(true);
  });

  it('depends on the seed and the epoch alone', () => {
    expect(computeEpochOrder(SHARDS, 2, 3)).toEqual(computeEpochOrder(SHARDS, 2, 3));
    expect(computeEpochOrder(SHARDS, 2, 3)).not.toEqual(computeEpochOrder(SHARDS, 3, 3));
    expect(computeEpochOrder(SHARDS, 2, 3)).not.toEqual(computeEpochOrder(SHARDS, 2, 4));
    expect(computeEpochOrder(SHARDS, 0, 3)).not.toEqual(computeEpochOrder(SHARDS, 0, 4));
  });

  it('shuffles shards of equal size differently', () => {
    const order = computeEpochOrder(SHARDS, 0, 3);
    expect([...order.slice(0, 40)].map((index) => index + 40)).not.toEqual([...order.slice(40, 80)]);
  });

  it('keeps a fixed order over versions, so that an old recipe gives its old numbers', () => {
    expect([...computeEpochOrder([6, 4], 0, 1)]).toMatchInlineSnapshot(`
      [
        4,
        0,
        1,
        2,
        5,
        3,
        7,
        9,
        6,
        8,
      ]
    `);
    expect([...computeEpochOrder([6, 4], 1, 1)]).toMatchInlineSnapshot(`
      [
        1,
        3,
        9,
        0,
        8,
        7,
        5,
        6,
        2,
        4,
      ]
    `);
  });
});
