import { describe, expect, it } from 'vitest';
import { drawMaps } from './draw.ts';
import { computeMapGridLayout } from './layout.ts';

const COLORS = {
  low: 'rgb(255, 255, 255)',
  positive: 'rgb(0, 0, 200)',
  negative: 'rgb(200, 0, 0)',
  zero: 'rgb(240, 230, 220)',
  zeroStripe: 'rgb(100, 80, 60)',
};

describe('drawMaps', () => {
  it('stripes exact zeros, and gives the largest magnitudes the full colour of their sign', () => {
    const maps = { shape: [1, 2, 2], values: Float32Array.from([0, 4, -4, 1]) };
    const layout = computeMapGridLayout(maps.shape, 200);
    const canvas = document.createElement('canvas');
    drawMaps(canvas, maps, layout, COLORS, 1);
    const context = canvas.getContext('2d')!;
    const colorsOf = (tile: number, column: number) => {
      const { data } = context.getImageData(
        layout.tileX(tile) + column * layout.cell,
        layout.tileY(tile),
        layout.cell,
        layout.cell,
      );
      const found = new Set<string>();
      for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 3).join(' '));
      return [...found].sort();
    };
    expect(colorsOf(0, 0)).toEqual(['100 80 60', '240 230 220']);
    expect(colorsOf(0, 1)).toEqual(['200 0 0']);
    expect(colorsOf(1, 0)).toEqual(['0 0 200']);
    // A quarter of the largest value is drawn at half strength.
    expect(colorsOf(1, 1)).toEqual(['128 128 228']);
  });
});
