import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../store/labState.ts';
import { toRows } from './treeRows.ts';

const node = (id: string, parentId: string | null): TreeNode => ({
  id,
  parentId,
  step: null,
  status: 'done',
});

const sketch = (nodes: readonly TreeNode[]) =>
  toRows(nodes).map(
    ({ node: { id }, indent, branches }) => `${'>'.repeat(indent)}${id}${branches ? '*' : ''}`,
  );

describe('toRows', () => {
  it('keeps a recipe without branches as one straight line', () => {
    expect(sketch([node('a', null), node('b', 'a'), node('c', 'b')])).toEqual(['a', 'b', 'c']);
  });

  it('puts branches right below the row they leave, indented, before its line goes on', () => {
    const nodes = [
      node('a', null),
      node('b', 'a'),
      node('c', 'b'),
      node('x', 'a'),
      node('y', 'x'),
      node('p', 'b'),
    ];
    expect(sketch(nodes)).toEqual(['a', '>x*', '>y', 'b', '>p*', 'c']);
  });

  it('indents a branch of a branch further', () => {
    const nodes = [node('a', null), node('b', 'a'), node('x', 'a'), node('y', 'x'), node('z', 'x')];
    expect(sketch(nodes)).toEqual(['a', '>x*', '>>z*', '>y', 'b']);
  });

  it('tells which rows nothing follows from', () => {
    const nodes = [node('a', null), node('b', 'a'), node('x', 'a')];
    expect(toRows(nodes).map(({ followed }) => followed)).toEqual([true, false, false]);
  });

  it('has every row exactly once', () => {
    const nodes = Array.from({ length: 60 }, (_, i) => node(`${i}`, i === 0 ? null : `${Math.floor(i / 3)}`));
    expect(new Set(sketch(nodes).map((row) => row.replace(/[>*]/g, ''))).size).toBe(60);
  });
});
