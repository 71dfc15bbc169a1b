import { describe, expect, it } from 'vitest';
import { computeLogHistogramLayout, findFilledBins, listDecades } from './layout.ts';
import { writeMagnitude, writePowerOfTen } from './magnitude.ts';

const INPUT = {
  magnitudes: { edges: [0.001, 0.01, 0.1, 1], counts: [2, 8, 4], zeros: 3 },
  log: false,
  width: 394,
  height: 170,
  formatCount: String,
} as const;

describe('computeLogHistogramLayout', () => {
  const layout = computeLogHistogramLayout(INPUT);

  it('gives every decade the same width, right of the gutter for zeros', () => {
    expect(layout.bars.map(({ x }) => x)).toEqual([78, 178, 278]);
    expect(layout.bars.map(({ width }) => Math.round(width))).toEqual([99, 99, 99]);
    expect(layout.zeroBar.x + layout.zeroBar.width).toBeLessThan(78);
  });

  it('measures heights from the largest count', () => {
    const { box } = layout;
    expect([box.top, box.bottom]).toEqual([30, 130]);
    expect(layout.bars.map(({ y }) => y)).toEqual([105, 30, 80]);
    expect(layout.zeroBar).toMatchObject({ y: 92.5, clipped: false });
  });

  it('turns places into magnitudes and back, held at the ends', () => {
    expect(layout.toX(0.01)).toBeCloseTo(178, 6);
    expect(layout.fromX(layout.toX(0.05))).toBeCloseTo(0.05, 6);
    expect(layout.toX(0)).toBe(78);
    expect(layout.fromX(1000)).toBeCloseTo(1, 6);
  });

  it('writes powers of ten below the axis, and 0 below the zeros, never one over the other', () => {
    expect(layout.xTicks.map(({ text }) => text)).toEqual(['0', '10⁻²', '10⁻¹', '10⁰']);
  });

  it('cuts off a heap of zeros that is higher than all bins', () => {
    const heap = computeLogHistogramLayout({ ...INPUT, magnitudes: { ...INPUT.magnitudes, zeros: 90 } });
    expect(heap.zeroBar).toMatchObject({ y: 30, clipped: true });
  });
});

describe('findFilledBins', () => {
  it('spans the bins that are not empty in any of the sets', () => {
    expect(
      findFilledBins([
        [0, 0, 1, 0, 0],
        [0, 0, 0, 2, 0],
      ]),
    ).toEqual([2, 4]);
    expect(findFilledBins([[0, 0]])).toEqual([0, 2]);
  });
});

describe('listDecades', () => {
  it('keeps the largest where there are too many', () => {
    expect(listDecades(1e-10, 1e2, 5)).toEqual([-10, -7, -4, -1, 2]);
    expect(listDecades(0.002, 5, 10)).toEqual([-2, -1, 0]);
  });
});

describe('magnitudes in words', () => {
  it('are written with a power of ten', () => {
    expect(writePowerOfTen(-12)).toBe('10⁻¹²');
    expect([0.000316, 0, 7].map((value) => writeMagnitude(value))).toEqual(['3.2×10⁻⁴', '0', '7.0×10⁰']);
  });
});
