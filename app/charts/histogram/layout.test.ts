import { describe, expect, it } from 'vitest';
import { computeHistogramLayout, normalDensity } from './layout.ts';

const BINS = { domain: [-2, 2], counts: [1, 4, 2, 0], atZero: 0 } as const;
const SIZE = { width: 466, height: 166, log: false };

describe('computeHistogramLayout', () => {
  it('gives each bin its share of the width and a height in proportion to its count', () => {
    const { box, bars } = computeHistogramLayout({ bins: BINS, ...SIZE });
    expect(box).toEqual({ left: 52, top: 26, right: 452, bottom: 126 });
    expect(bars.map(({ x }) => x)).toEqual([52, 152, 252, 352]);
    expect(bars.map(({ y }) => y)).toEqual([101, 26, 76, 126]);
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [-2, -1],
      [-1, 0],
      [0, 1],
      [1, 2],
    ]);
  });

  it('counts in whole weights, however few there are', () => {
    const { yTicks } = computeHistogramLayout({ bins: { ...BINS, counts: [0, 2, 1, 0] }, ...SIZE });
    expect(yTicks.map(({ text }) => text)).toEqual(['0', '1', '2']);
  });

  it('turns values into pixels and back', () => {
    const { toX, fromX } = computeHistogramLayout({ bins: BINS, ...SIZE });
    expect(toX(0)).toBe(252);
    expect(fromX(toX(1.3))).toBeCloseTo(1.3, 12);
  });

  it('shares the height with the compared counts', () => {
    const compared = { ...BINS, counts: [8, 0, 0, 0] };
    const { bars } = computeHistogramLayout({ bins: BINS, compared, ...SIZE });
    expect(bars[1]!.y).toBe(76);
    expect(bars[0]!.comparedCount).toBe(8);
  });

  it('leaves the heap of zeros out of the scale and says that it is clipped', () => {
    const { bars, zeroBar, box } = computeHistogramLayout({ bins: { ...BINS, atZero: 1000 }, ...SIZE });
    expect(bars[1]!.y).toBe(26);
    expect(zeroBar).toMatchObject({ y: box.top, clipped: true });
    expect(zeroBar!.x + zeroBar!.width / 2).toBe(252);
  });

  it('brings small counts nearer to large ones on the log scale, and keeps 0 on the ground', () => {
    const bins = { domain: [-1, 1], counts: [0, 10, 1000], atZero: 0 } as const;
    const linear = computeHistogramLayout({ bins, ...SIZE });
    const log = computeHistogramLayout({ bins, ...SIZE, log: true });
    expect(log.bars[0]!.y).toBe(log.box.bottom);
    expect(log.bars[2]!.y).toBeCloseTo(log.box.top, 9);
    expect(log.bars[1]!.y).toBeLessThan(linear.bars[1]!.y - 20);
    expect(log.yTicks.map(({ text }) => text)).toEqual(['0', '1', '10', '100', '1k']);
  });

  it('draws a normal curve that peaks at the mean with the expected count', () => {
    // 7 weights, bins of width 1: the peak is 7 · 1 / √(2π) = 2.793 counts.
    const { normalPath, box } = computeHistogramLayout({
      bins: BINS,
      normal: { mean: 0, standardDeviation: 1 },
      ...SIZE,
    });
    const heights = [...normalPath.matchAll(/,([\d.]+)/g)].map((match) => Number(match[1]));
    const peak = (7 / Math.sqrt(2 * Math.PI) / 4) * (box.bottom - box.top);
    expect(Math.min(...heights)).toBeCloseTo(box.bottom - peak, 1);
    expect(heights).toHaveLength(121);
    expect(heights[60]).toBe(Math.min(...heights));
  });

  it('draws a Laplace curve whose peak has room', () => {
    // 7 weights, bins of width 1: the peak is 7 · 1 / (2 · 0.5) = 7 counts, more than any bin holds.
    const { laplacePath, bars, box } = computeHistogramLayout({
      bins: BINS,
      laplace: { median: 0, scale: 0.5 },
      ...SIZE,
    });
    const heights = [...laplacePath.matchAll(/,([\d.]+)/g)].map((match) => Number(match[1]));
    expect(Math.min(...heights)).toBeCloseTo(box.top, 1);
    const highest = Math.max(...BINS.counts);
    expect(Math.min(...bars.map(({ y }) => y))).toBeCloseTo(
      box.bottom - (highest / 7) * (box.bottom - box.top),
      6,
    );
  });

  it('draws nothing but the ground where a layer has no kept weight', () => {
    const empty = computeHistogramLayout({ bins: { domain: [-1, 1], counts: [0, 0], atZero: 5 }, ...SIZE });
    expect(empty.bars.every(({ count, y }) => count === 0 && y === empty.box.bottom)).toBe(true);
  });
});

describe('normalDensity', () => {
  it('integrates to 1', () => {
    let sum = 0;
    for (let x = -8; x <= 10; x += 0.01) sum += normalDensity(x, 1, 1.2) * 0.01;
    expect(sum).toBeCloseTo(1, 5);
  });
});
