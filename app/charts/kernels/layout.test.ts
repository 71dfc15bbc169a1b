import { describe, expect, it } from 'vitest';
import { computeKernelGridLayout } from './layout.ts';

const PLAIN = { strip: false, color: false };

describe('computeKernelGridLayout', () => {
  it('sets single pictures beside each other, each with room for its caption', () => {
    const layout = computeKernelGridLayout({ tiles: 20, planes: 1, rows: 5, columns: 5 }, PLAIN, 400);
    expect([layout.cellWidth, layout.tileWidth, layout.tileHeight]).toEqual([16, 80, 80]);
    expect(layout.tilesPerRow).toBe(4);
    expect(layout.tileAt(5)).toEqual({ x: 3 + 92, y: 3 + 106 });
    expect(layout.height).toBe(5 * 106 + 6);
  });

  it('sets many planes of a tile in a square, a pixel apart', () => {
    const layout = computeKernelGridLayout({ tiles: 50, planes: 20, rows: 5, columns: 5 }, PLAIN, 780);
    expect([layout.planesAcross, layout.planeGap, layout.cellWidth]).toEqual([5, 1, 3]);
    expect([layout.tileWidth, layout.tileHeight]).toEqual([79, 63]);
  });

  it('draws three planes as one picture in colour', () => {
    const layout = computeKernelGridLayout(
      { tiles: 64, planes: 3, rows: 3, columns: 3 },
      { strip: false, color: true },
      780,
    );
    expect([layout.planesAcross, layout.planeGap, layout.tileWidth]).toEqual([1, 0, 60]);
  });

  it('gives a strip the width, and breaks it into lines where it is too long', () => {
    const arrangement = { strip: true, color: false };
    const short = computeKernelGridLayout({ tiles: 10, planes: 1, rows: 1, columns: 500 }, arrangement, 700);
    expect([short.tilesPerRow, short.lines, short.cellWidth, short.tileWidth]).toEqual([1, 1, 1, 500]);
    const long = computeKernelGridLayout({ tiles: 10, planes: 1, rows: 1, columns: 1000 }, arrangement, 700);
    expect([long.lineCells, long.lines, long.tileHeight]).toEqual([616, 2, 10]);
  });

  it('finds the place under a point, and none in a gap or beyond the last', () => {
    const layout = computeKernelGridLayout({ tiles: 7, planes: 1, rows: 5, columns: 5 }, PLAIN, 400);
    const { x, y } = layout.tileAt(6);
    expect(layout.placeOf(x + 4, y + 4)).toBe(6);
    expect(layout.placeOf(x + layout.pitchX - 2, y + 4)).toBe(-1);
    expect(layout.placeOf(x + layout.pitchX + 4, y + 4)).toBe(-1);
    expect(layout.placeOf(-5, 10)).toBe(-1);
  });
});
