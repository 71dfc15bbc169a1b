import { describe, expect, it } from 'vitest';
import { computeParetoLayout, type ParetoPoint } from './layout.ts';

const point = (id: string, x: number, y: number): ParetoPoint => ({ id, name: id, x, y });
const layoutOf = (points: readonly ParetoPoint[], front: readonly string[], emphasized: string[] = []) =>
  computeParetoLayout({
    points,
    front,
    emphasized,
    width: 600,
    height: 300,
    formatX: String,
    formatY: (value) => value.toFixed(2),
  });

describe('computeParetoLayout', () => {
  const layout = layoutOf([point('c', 1000, 0.95), point('a', 10, 0.8), point('b', 100, 0.7)], ['a', 'c']);
  const [a, b, c] = layout.points;

  it('orders points by cost, equal factors equally far apart', () => {
    expect([a!.id, b!.id, c!.id]).toEqual(['a', 'b', 'c']);
    expect(b!.px - a!.px).toBeCloseTo(c!.px - b!.px);
  });

  it('steps along the front: level until the next point, then up, and on to the right end', () => {
    const number = '[\\d.]+';
    expect(layout.frontPath).toMatch(new RegExp(`^M${number},${number}L${number},${number}L.*H580$`));
    const corner = layout.frontPath.split('L')[1]!.split(',').map(Number);
    expect(corner[0]).toBeCloseTo(c!.px, 2);
    expect(corner[1]).toBeCloseTo(a!.py, 2);
    expect([a!.onFront, b!.onFront, c!.onFront]).toEqual([true, false, true]);
  });

  it('leaves out what a logarithm cannot hold', () => {
    expect(layoutOf([point('zero', 0, 0.1), point('one', 1, 0.5)], ['one']).points).toHaveLength(1);
  });

  it('names of points that lie on each other the emphasized one alone', () => {
    const crowd = Array.from({ length: 9 }, (_, index) => point(`point-${index}`, 10, 0.5));
    const { points } = layoutOf(crowd, [], ['point-5']);
    expect(points.find(({ id }) => id === 'point-5')!.label).toBeDefined();
    expect(points.filter(({ label }) => label === undefined).length).toBeGreaterThan(0);
  });

  it('has few ticks, each clear of the next', () => {
    const gaps = layout.xTicks.slice(1).map(({ at }, index) => at - layout.xTicks[index]!.at);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(58);
  });

  it('survives one point and none', () => {
    expect(layoutOf([point('a', 5, 0.5)], ['a']).points[0]!.px).toBeCloseTo(318);
    expect(layoutOf([], []).frontPath).toBe('');
  });
});
