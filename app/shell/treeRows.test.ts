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

  it('lets branches follow the line they leave, nearest first, indented', () => {
    const nodes = [
      node('a', null),
      node('b', 'a'),
      node('c', 'b'),
      node('x', 'a'),
      node('y', 'x'),
      node('p', 'b'),
    ];
    expect(sketch(nodes)).toEqual(['a', 'b', 'c', '>p*', '>x*', '>y']);
  });

  it('indents a branch of a branch further', () => {
    const nodes = [node('a', null), node('b', 'a'), node('x', 'a'), node('y', 'x'), node('z', 'x')];
    expect(sketch(nodes)).toEqual(['a', 'b', '>x*', '>y', '>>z*']);
  });

  it('has every row exactly once', () => {
    const nodes = Array.from({ length: 60 }, (_, i) => node(`${i}`, i === 0 ? null : `${Math.floor(i / 3)}`));
    expect(new Set(sketch(nodes).map((row) => row.replace(/[>*]/g, ''))).size).toBe(60);
  });
});
