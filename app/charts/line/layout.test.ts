import { describe, expect, it } from 'vitest';
import { chooseLogTicks, computeLineLayout, spreadLabels } from './layout.ts';

const percent = (value: number) => `${Math.round(100 * value)}%`;

describe('computeLineLayout', () => {
  const layout = computeLineLayout({
    series: [
      {
        id: 'a',
        name: 'abcde',
        points: [
          { x: 0, y: 1 },
          { x: 1, y: 0.5, low: 0.4, high: 0.6 },
        ],
      },
      { id: 'b', name: 'b', points: [{ x: 0.5, y: 0.5 }] },
      { id: 'c', name: 'c', points: [] },
    ],
    xDomain: [0, 1],
    yDomain: [0, 1],
    reference: 0.75,
    width: 508,
    height: 272,
    formatX: percent,
    formatY: percent,
  });
  const { box } = layout;

  it('leaves room for the names at the right', () => {
    expect(box).toEqual({ left: 52, top: 30, right: 508 - 20 - 36, bottom: 230 });
  });

  it('puts points and error bars where the scales say', () => {
    const [first, second] = layout.series[0]!.points;
    expect([first!.px, first!.py]).toEqual([52, 30]);
    expect([second!.px, second!.py, second!.pLow, second!.pHigh]).toEqual([452, 130, 150, 110]);
    expect(first!.pLow).toBeUndefined();
    expect(layout.series[0]!.path).toBe('M52,30L452,130');
    expect(layout.referenceY).toBe(80);
  });

  it('keeps the names of curves that end together apart', () => {
    const [a, b] = layout.series;
    expect(Math.abs(a!.labelY - b!.labelY)).toBeGreaterThanOrEqual(15);
  });

  it('draws an empty curve as nothing', () => {
    expect(layout.series[2]).toMatchObject({ path: '', points: [] });
  });
});

describe('logarithmic axes', () => {
  it('make equal ratios equally long, along both', () => {
    const { box, series, xTicks } = computeLineLayout({
      series: [
        {
          id: 'a',
          name: 'a',
          points: [0.01, 0.1, 1].map((x) => ({ x, y: 100 * x, low: 50 * x, high: 100 })),
        },
      ],
      xDomain: [0.01, 1],
      yDomain: [1, 100],
      logX: true,
      logY: true,
      width: 500,
      height: 272,
      formatX: percent,
      formatY: String,
    });
    const middle = series[0]!.points[1]!;
    expect(middle.px).toBeCloseTo((box.left + box.right) / 2, 6);
    expect(middle.py).toBeCloseTo((box.top + box.bottom) / 2, 6);
    expect(middle.pHigh).toBeCloseTo(box.top, 6);
    expect(xTicks.map(({ text }) => text)).toEqual(['1%', '2%', '5%', '10%', '20%', '50%', '100%']);
    expect(xTicks[3]!.at).toBeCloseTo(middle.px, 6);
  });

  it('have powers of ten alone where they are long, and all values where they are short', () => {
    expect(chooseLogTicks([1, 10_000])).toEqual([1, 10, 100, 1000, 10_000]);
    expect(chooseLogTicks([0.03, 0.04])).toContain(0.035);
  });
});

describe('spreadLabels', () => {
  it('leaves labels that are far apart where they are', () => {
    expect(spreadLabels([80, 10, 40], 15, 0, 100)).toEqual([80, 10, 40]);
  });

  it('moves close labels apart, in their order and inside the plot', () => {
    const placed = spreadLabels([99, 98, 97, 10], 15, 0, 100);
    expect(placed).toEqual([100, 85, 70, 10]);
  });
});
