import { describe, expect, it } from 'vitest';
import { createPlotScale, interpolate, moveGrip } from './grips.ts';

const LINE = [
  { x: 0.2, y: 1 },
  { x: 0.4, y: 0.8 },
  { x: 0.8, y: 0 },
];

describe('interpolate', () => {
  it('lies on the line between points, and level beyond its ends', () => {
    expect(interpolate(LINE, 0.3)).toBeCloseTo(0.9);
    expect(interpolate(LINE, 0.6)).toBeCloseTo(0.4);
    expect(interpolate(LINE, 0.4)).toBeCloseTo(0.8);
    expect(interpolate(LINE, 0)).toBe(1);
    expect(interpolate(LINE, 1)).toBe(0);
    expect(interpolate([], 0.5)).toBeUndefined();
  });
});

describe('moveGrip', () => {
  it('goes by one step or ten and stays in its range', () => {
    expect(moveGrip(0.5, [0, 1], 0.01, 'ArrowRight')).toBe(0.51);
    expect(moveGrip(0.5, [0, 1], 0.01, 'PageDown')).toBe(0.4);
    expect(moveGrip(0.98, [0, 0.99], 0.01, 'PageUp')).toBe(0.99);
    expect(moveGrip(0.98, [0, 0.99], 0.01, 'a')).toBeUndefined();
  });
});

describe('createPlotScale', () => {
  it('turns values into pixels and back', () => {
    const { toX, toY, fromX } = createPlotScale(
      { left: 50, right: 250, top: 10, bottom: 110 },
      [0, 1],
      [0, 1],
    );
    expect([toX(0.5), toY(0.25), fromX(150)]).toEqual([150, 85, 0.5]);
  });
});
