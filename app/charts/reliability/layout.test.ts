import { describe, expect, it } from 'vitest';
import { computeReliabilityLayout } from './layout.ts';

const BINS = [
  { low: 0, high: 0.5, count: 25, stated: 0.4, came: 0.2 },
  { low: 0.5, high: 1, count: 75, stated: 0.9, came: 1 },
];
const input = { bins: BINS, width: 264, height: 296, formatTick: String };

describe('computeReliabilityLayout', () => {
  it('draws what came true from the ground up, and marks what was stated', () => {
    const { box, bars } = computeReliabilityLayout(input);
    expect(box).toEqual({ left: 52, top: 30, right: 252, bottom: 200 });
    expect(bars[0]).toMatchObject({ x: 53, width: 98, y: 200 - 34, statedY: 200 - 68 });
    expect(bars[1]).toMatchObject({ x: 153, width: 98, y: 30, statedY: 200 - 153 });
  });

  it('shows below how many things each interval has', () => {
    const { strip, bars } = computeReliabilityLayout(input);
    expect(strip.bottom - bars[0]!.countY).toBeCloseTo(0.25 * 34, 10);
    expect(strip.bottom - bars[1]!.countY).toBeCloseTo(0.75 * 34, 10);
  });

  it('draws the other series as steps, and nothing where it has nothing', () => {
    const compared = [BINS[0]!, { ...BINS[1]!, count: 0, stated: null, came: null }];
    expect(computeReliabilityLayout({ ...input, compared }).comparedPath).toBe('M53,166H151');
    expect(computeReliabilityLayout(input).comparedPath).toBe('');
  });

  it('writes at the ideal line where no bar stands', () => {
    expect(computeReliabilityLayout(input).idealText).toEqual({ x: 60, y: 44, anchor: 'start' });
    const early = [
      { ...BINS[0]!, came: 1 },
      { ...BINS[1]!, count: 0, stated: null, came: null },
    ];
    expect(computeReliabilityLayout({ ...input, bins: early }).idealText.anchor).toBe('end');
  });
});
