import type { SnapshotId } from '../../src/index.ts';
import type { TreeNode } from '../store/labState.ts';

export interface TreeRow {
  readonly node: TreeNode;
  /** 0 for the main line; a branch stands one further in than what it branches from. */
  readonly indent: number;
  /** True for the first row of a branch, which its line goes on below. */
  readonly branches: boolean;
  /** True where a row or a branch follows from this one. */
  readonly followed: boolean;
}

/**
 * The rows in reading order: a line goes on straight down through first children; the later children of a row are
 * branches, which stand right below it, one further in, before its line goes on.
 */
export function toRows(nodes: readonly TreeNode[]): TreeRow[] {
  const children = new Map<SnapshotId | null, TreeNode[]>();
  for (const node of nodes) {
    const siblings = children.get(node.parentId);
    if (siblings) siblings.push(node);
    else children.set(node.parentId, [node]);
  }
  const rows: TreeRow[] = [];
  const walkLine = (first: TreeNode, indent: number) => {
    for (let node: TreeNode | undefined = first; node; ) {
      const [next, ...branches]: TreeNode[] = children.get(node.id) ?? [];
      rows.push({ node, indent, branches: indent > 0 && node === first, followed: next !== undefined });
      for (const branch of branches) walkLine(branch, indent + 1);
      node = next;
    }
  };
  for (const root of children.get(null) ?? []) walkLine(root, 0);
  return rows;
}
