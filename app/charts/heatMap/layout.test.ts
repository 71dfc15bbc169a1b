import { describe, expect, it } from 'vitest';
import { computeHeatMapLayout, toStrength } from './layout.ts';

describe('computeHeatMapLayout', () => {
  it('makes square cells of whole pixels that fill the width', () => {
    const layout = computeHeatMapLayout({ rows: 14, columns: 28, width: 300, mostCell: 20 });
    expect(layout.cell).toBe(10);
    expect([layout.width, layout.height]).toEqual([280, 140]);
    expect([layout.cellX(3), layout.cellY(2)]).toEqual([30, 20]);
  });

  it('holds cells at their largest side', () => {
    expect(computeHeatMapLayout({ rows: 5, columns: 5, width: 900, mostCell: 24 }).width).toBe(120);
  });

  it('keeps more columns than pixels inside the width', () => {
    expect(computeHeatMapLayout({ rows: 1, columns: 600, width: 300, mostCell: 9 }).width).toBe(300);
  });

  it('leaves room for the names of rows and columns', () => {
    const names = { rowNames: ['ab', 'abc'], columnNames: ['x', 'y'] };
    const layout = computeHeatMapLayout({ rows: 2, columns: 2, width: 129, mostCell: 99, ...names });
    expect([layout.left, layout.top, layout.cell]).toEqual([29, 18, 50]);
  });
});

describe('toStrength', () => {
  it('is the place in the domain, held at its ends', () => {
    expect([0, 0.25, 1, 7].map((value) => toStrength(value, [0, 0.5]))).toEqual([0, 0.5, 1, 1]);
    expect(toStrength(3, [3, 3])).toBe(0);
  });
});
