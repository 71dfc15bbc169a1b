import { describe, expect, it } from 'vitest';
import { computeSegmentHeight, computeSegmentLayout, type SegmentGroup } from './layout.ts';

const GROUPS: readonly SegmentGroup[] = [
  {
    id: 'a',
    name: 'dense',
    bars: [
      {
        name: 'A',
        segments: [
          { value: 25, look: 'solid' },
          { value: 50, look: 'hatch' },
        ],
        mark: 100,
        text: '75',
      },
      { name: 'B', segments: [], text: 'not stored' },
    ],
  },
  {
    id: 'b',
    name: 'csr',
    bars: [{ name: 'A', segments: [{ value: 10, look: 'soft' }], low: 5, high: 20, text: '10' }],
  },
];

describe('computeSegmentLayout', () => {
  const { bars, groups, left, right, height } = computeSegmentLayout(GROUPS, 600, String);
  const full = right - left;

  it('lays the parts of a bar end to end, in proportion', () => {
    const [first, second] = bars[0]!.segments;
    expect(first!.x).toBe(left);
    expect(first!.width / full).toBeCloseTo(0.25);
    expect(second!.x).toBeCloseTo(left + first!.width);
    expect(second!.width / full).toBeCloseTo(0.5);
  });

  it('scales to the mark where it is the largest value, and writes behind it', () => {
    expect(bars[0]!.markX).toBe(right);
    expect(bars[0]!.textX).toBe(right + 13);
  });

  it('writes the reason at the axis where a bar has no parts', () => {
    expect(bars[1]).toMatchObject({ segments: [], textX: left + 8 });
  });

  it('writes the value behind the spread', () => {
    expect(bars[2]!.textX).toBe(bars[2]!.xHigh! + 8);
  });

  it('names a group at the middle of its bars', () => {
    expect(groups[0]!.y).toBe((bars[0]!.y + bars[1]!.y + bars[1]!.height) / 2);
  });

  it('has the height that was reserved where every group has as many bars', () => {
    const one = GROUPS.map((group) => ({ ...group, bars: group.bars.slice(0, 1) }));
    expect(computeSegmentLayout(one, 600, String).height).toBe(computeSegmentHeight(2, 1));
    expect(height).toBeGreaterThan(computeSegmentHeight(2, 1));
  });

  it('survives no values at all', () => {
    expect(computeSegmentLayout([], 300, String).bars).toEqual([]);
  });
});
