import { describe, expect, it } from 'vitest';
import { computeRidgelineLayout, thinOut } from './layout.ts';

const INPUT = {
  ridges: [
    { id: 'a', name: 'ab', counts: [0, 4] },
    { id: 'b', name: 'cd', counts: [2, 1] },
  ],
  edges: [-1, 0, 1],
  logX: false,
  logY: false,
  width: 242,
  formatX: String,
} as const;

describe('computeRidgelineLayout', () => {
  const layout = computeRidgelineLayout(INPUT);

  it('puts rows below each other at equal steps', () => {
    expect(layout.ridges.map(({ baseline }) => Math.round(baseline * 10) / 10)).toEqual([89.6, 123.6]);
    expect(layout.box.bottom).toBeCloseTo(123.6, 6);
  });

  it('measures all rows by the largest count of any', () => {
    const [first, second] = layout.ridges;
    const tallest = 2.4 * 34;
    expect(first!.tops).toEqual([first!.baseline, first!.baseline - tallest]);
    expect(second!.tops.map((y) => (second!.baseline - y) / tallest)).toEqual(
      [0.5, 0.25].map((share) => expect.closeTo(share, 6)),
    );
  });

  it('draws each bin at its middle', () => {
    expect(layout.centers).toEqual([78, 178]);
  });

  it('gives decades the same width on a logarithmic axis', () => {
    const log = computeRidgelineLayout({ ...INPUT, edges: [0.01, 0.1, 1], logX: true });
    expect(log.centers.map(Math.round)).toEqual([78, 178]);
    expect(log.xTicks.map(({ text }) => text)).toEqual(['0.01', '0.1', '1']);
  });

  it('names only as many rows as fit, the last one always', () => {
    const ridges = Array.from({ length: 60 }, (_, row) => ({ id: `${row}`, name: `${row}`, counts: [1, 1] }));
    const names = computeRidgelineLayout({ ...INPUT, ridges }).ridges.map(({ shownName }) => shownName);
    expect(names.at(-1)).toBe('59');
    expect(names.filter((name) => name !== '')).toHaveLength(30);
  });
});

describe('thinOut', () => {
  it('keeps the first, the last, and equal steps between', () => {
    expect(thinOut([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
    expect(thinOut([1, 2], 3)).toEqual([1, 2]);
  });
});
