import { describe, expect, it } from 'vitest';
import { computeMatrixLayout } from './layout.ts';

const COUNTS = [
  [96, 4],
  [25, 75],
];
const base = { rowTotals: [100, 100], names: ['0', '1'], width: 400 } as const;

describe('computeMatrixLayout', () => {
  it('places rows below each other and columns side by side', () => {
    const { cells, cell, left, top } = computeMatrixLayout({ ...base, values: COUNTS, kind: 'counts' });
    expect(cell).toBe(42);
    expect(cells.map(({ x, y }) => [(x - left) / cell, (y - top) / cell])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  it('colours by the root of the share of the row, the diagonal apart from the rest', () => {
    const { cells } = computeMatrixLayout({ ...base, values: COUNTS, kind: 'counts' });
    expect(cells.map(({ strength }) => strength)).toEqual([Math.sqrt(0.96), 0.2, 0.5, Math.sqrt(0.75)]);
    expect(cells.map(({ side }) => side)).toEqual(['first', 'second', 'second', 'first']);
  });

  it('colours differences by their sign', () => {
    const values = [
      [-9, 9],
      [1, -1],
    ];
    const { cells } = computeMatrixLayout({ ...base, values, kind: 'difference' });
    expect(cells.map(({ side }) => side)).toEqual(['second', 'first', 'first', 'second']);
    expect(cells.map(({ strength }) => strength)).toEqual([0.3, 0.3, 0.1, 0.1]);
  });

  it('leaves rows without anything uncoloured', () => {
    const { cells } = computeMatrixLayout({
      ...base,
      rowTotals: [0, 0],
      values: [
        [0, 0],
        [0, 0],
      ],
      kind: 'counts',
    });
    expect(cells.every(({ strength }) => strength === 0)).toBe(true);
  });

  it('leans long names and keeps cells large enough to be hit', () => {
    const names = Array.from({ length: 10 }, () => 'automobile');
    const values = names.map(() => names.map(() => 1));
    const layout = computeMatrixLayout({
      values,
      rowTotals: names.map(() => 10),
      names,
      kind: 'counts',
      width: 340,
    });
    expect(layout.leaning).toBe(true);
    expect(layout.cell).toBe(23);
  });

  it('cuts names that are too long, and makes cells of many classes smaller, without numbers', () => {
    const names = Array.from({ length: 100 }, (_, label) => `golden retriever ${label}`);
    const values = names.map(() => names.map(() => 1));
    const rowTotals = names.map(() => 100);
    const layout = computeMatrixLayout({ values, rowTotals, names, kind: 'counts', width: 900 });
    expect(layout.names[0]).toBe('golden retr…');
    expect(layout).toMatchObject({ cell: 7, numbers: false, nameStep: 2, columnStep: 3 });
    expect(layout.width).toBeLessThanOrEqual(900);
  });
});
