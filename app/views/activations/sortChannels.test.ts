import { describe, expect, it } from 'vitest';
import type { ChannelActivity } from '../../../src/index.ts';
import { findSleepiest, sortChannels } from './sortChannels.ts';

const channel = (index: number, part: Partial<ChannelActivity>): ChannelActivity => ({
  channel: index,
  kept: true,
  apoz: 0.5,
  nearZeroShare: 0,
  mean: 0,
  standardDeviation: 1,
  maximum: 1,
  awakeMean: 0,
  awakeImages: 10,
  awakeShare: 1,
  wakers: [],
  ...part,
});
const CHANNELS = [
  channel(0, { apoz: 0.9, awakeShare: 0.2 }),
  channel(1, { apoz: 0.4 }),
  channel(2, { apoz: 0.9, awakeShare: 0.1, apozAfterPool: 0.7 }),
  channel(3, { apoz: 1, awakeShare: 0, kept: false }),
];
const indices = (channels: readonly ChannelActivity[]) => channels.map((entry) => entry.channel);

describe('sortChannels', () => {
  it('sorts up and down, and keeps the order of equal ones', () => {
    expect(indices(sortChannels(CHANNELS, { by: 'apoz', descending: false }))).toEqual([1, 0, 2, 3]);
    expect(indices(sortChannels(CHANNELS, { by: 'apoz', descending: true }))).toEqual([3, 0, 2, 1]);
  });

  it('puts channels without a value last', () => {
    for (const descending of [false, true]) {
      expect(indices(sortChannels(CHANNELS, { by: 'apozAfterPool', descending }))[0]).toBe(2);
    }
  });
});

describe('findSleepiest', () => {
  it('looks among kept channels only', () => {
    expect(findSleepiest(CHANNELS)?.channel).toBe(2);
    expect(findSleepiest([])).toBeUndefined();
  });
});
