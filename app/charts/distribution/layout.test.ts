import { describe, expect, it } from 'vitest';
import { computeDistributionLayout, toBarsPath } from './layout.ts';

const layout = computeDistributionLayout({
  values: [0.5, 1, 0],
  width: 424,
  height: 242,
  formatY: String,
});

describe('computeDistributionLayout', () => {
  it('sorts the bars and remembers whose they are', () => {
    expect(layout.bars.map(({ index, value }) => [index, value])).toEqual([
      [2, 0],
      [0, 0.5],
      [1, 1],
    ]);
  });

  it('shares the width and stands on the ground', () => {
    expect(layout.box).toEqual({ left: 52, top: 30, right: 352, bottom: 230 });
    expect(layout.bars.map(({ x }) => x)).toEqual([52.75, 152.75, 252.75]);
    expect(layout.bars.map(({ y }) => y)).toEqual([230, 130, 30]);
  });

  it('turns shares into pixels and back', () => {
    expect(layout.fromY(layout.toY(0.37))).toBeCloseTo(0.37, 12);
  });

  it('draws bars as closed boxes', () => {
    expect(toBarsPath(layout.bars.slice(1, 2), 230)).toBe('M152.75,230V130h98.5V230Z');
  });
});
