import { describe, expect, it } from 'vitest';
import { computeBarLayout } from './layout.ts';

const GROUPS = [
  {
    name: 'dense',
    bars: [
      { name: 'A', value: 50 },
      { name: 'B', value: 100, outline: true },
    ],
  },
  { name: 'csr', bars: [{ name: 'A', value: 25, low: 20, high: 80 }] },
];

describe('computeBarLayout', () => {
  const { bars, groups, left, right, height } = computeBarLayout(GROUPS, 600, String);

  it('gives bars lengths in proportion to their values', () => {
    const full = right - left;
    expect(bars.map(({ width }) => width / full)).toEqual([0.5, 1, 0.25]);
  });

  it('stacks bars without overlap, groups further apart, all inside the height', () => {
    const gaps = bars.slice(1).map((bar, index) => bar.y - (bars[index]!.y + bars[index]!.height));
    expect(gaps[0]).toBeGreaterThan(0);
    expect(gaps[1]).toBeGreaterThan(gaps[0]!);
    expect(height).toBeGreaterThan(bars.at(-1)!.y + bars.at(-1)!.height);
  });

  it('names a group at the middle of its bars', () => {
    expect(groups[0]!.y).toBe((bars[0]!.y + bars[1]!.y + bars[1]!.height) / 2);
  });

  it('writes the value behind the spread', () => {
    expect(bars[2]!.textX).toBeGreaterThan(bars[2]!.xHigh!);
    expect(bars[0]!.textX).toBe(left + bars[0]!.width + 8);
  });

  it('survives values that are all 0', () => {
    const flat = computeBarLayout([{ name: 'x', bars: [{ name: '', value: 0 }] }], 300, String);
    expect(flat.bars[0]!.width).toBe(0);
  });
});
