import { describe, expect, it } from 'vitest';
import { computeScatterLayout } from './layout.ts';

const POINTS = [
  { id: 4, x: 1, y: 20, crossed: false },
  { id: 7, x: 20, y: 1, crossed: true },
];

describe('computeScatterLayout', () => {
  const layout = computeScatterLayout(POINTS, [1, 20], 600, String);

  it('is square, with the smallest of both at the left bottom', () => {
    const { box } = layout;
    expect(box.right - box.left).toBe(box.bottom - box.top);
    const [first, second] = layout.points;
    expect(first!.left - box.left).toBeCloseTo(box.bottom - second!.top, 9);
    expect(first!.top).toBeLessThan(second!.top);
  });

  it('draws all dots as one path and all crosses as another', () => {
    expect(layout.dotPath.match(/M/g)).toHaveLength(1);
    expect(layout.crossPath.match(/M/g)).toHaveLength(1);
  });

  it('marks both ends of the axes, and nothing so near them that the texts would touch', () => {
    const texts = layout.xTicks.map(({ text }) => Number(text));
    expect(texts[0]).toBe(1);
    expect(texts.at(-1)).toBe(20);
    expect(texts.slice(1, -1).every((value) => value > 3 && value < 18)).toBe(true);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('fits a narrow place', () => {
    const narrow = computeScatterLayout(POINTS, [1, 20], 300, String);
    expect(narrow.width).toBeLessThanOrEqual(300);
  });
});
