import { describe, expect, it } from 'vitest';
import { computeMapGridLayout, summarizeMaps } from './layout.ts';

describe('computeMapGridLayout', () => {
  it('breaks maps into rows that fit the width', () => {
    const grid = computeMapGridLayout([24, 24, 20], 700);
    expect(grid.cell).toBe(3);
    expect(grid.tilesPerRow).toBe(9);
    expect([grid.tileX(10), grid.tileY(10)]).toEqual([78, 78]);
    expect(grid.width).toBeLessThanOrEqual(700);
    expect(grid.height).toBe(3 * 78 - 6);
  });

  it('shows units as single cells', () => {
    const grid = computeMapGridLayout([500], 390);
    expect([grid.rows, grid.columns, grid.tiles]).toEqual([1, 1, 500]);
    expect(grid.width).toBeLessThanOrEqual(390);
  });

  it('shows at least one map however narrow the place is', () => {
    expect(computeMapGridLayout([24, 24, 4], 20).tilesPerRow).toBe(1);
  });
});

describe('summarizeMaps', () => {
  it('counts exact zeros and finds the largest value of each channel, channels fastest', () => {
    const values = Float32Array.from([0, 1, 0, -2, 3, 0, 0, -0.5]);
    expect(summarizeMaps({ shape: [2, 2, 2], values })).toEqual([
      { zeroShare: 0.75, max: 3 },
      { zeroShare: 0.25, max: 1 },
    ]);
  });
});
