import { describe, expect, it } from 'vitest';
import { computeWidthLayout } from './layout.ts';

const COLUMNS = [
  { id: 'a', name: 'a', before: 10, now: 5 },
  { id: 'b', name: 'b', before: 20, now: 20, next: 10 },
  { id: 'c', name: 'c', before: 20, now: 0 },
] as const;

describe('computeWidthLayout', () => {
  it('makes heights in proportion to the widest column', () => {
    const { columns } = computeWidthLayout(COLUMNS, [], 316);
    expect(columns.map(({ beforeHeight }) => beforeHeight)).toEqual([95, 190, 190]);
    expect(columns.map(({ nowHeight }) => nowHeight)).toEqual([47.5, 190, 0]);
    expect(columns.map(({ nextHeight }) => nextHeight)).toEqual([47.5, 95, 0]);
    expect(columns.map(({ x }) => x)).toEqual([58, 158, 258]);
  });

  it('joins the members of a link one after the other, and leaves out what has no column', () => {
    const links = [
      { id: 'one', members: ['a', 'c'] },
      { id: 'two', members: ['a', 'b', 'c'] },
      { id: 'none', members: ['a', 'x'] },
    ];
    const { arcs, middle } = computeWidthLayout(COLUMNS, links, 316);
    expect(arcs.map(({ link }) => link)).toEqual(['one', 'two', 'two']);
    expect(arcs[0]!.path).toBe('M58,52A100,44.0 0 0 1 258,52');
    expect(middle).toBe(computeWidthLayout(COLUMNS, [], 316).middle + 46);
  });

  it('slants names that are longer than their place', () => {
    const long = COLUMNS.map((column) => ({ ...column, name: 'a_long_name' }));
    expect(computeWidthLayout(long, [], 316).slanted).toBe(false);
    const narrow = computeWidthLayout(long, [], 120);
    expect(narrow.slanted).toBe(true);
    expect(narrow.height).toBeGreaterThan(computeWidthLayout(long, [], 316).height);
  });
});
