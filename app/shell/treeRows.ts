import type { SnapshotId } from '../../src/index.ts';
import type { TreeNode } from '../store/labState.ts';

export interface TreeRow {
  readonly node: TreeNode;
  /** 0 for the main line; a branch stands one further in than what it branches from. */
  readonly indent: number;
  /** True for the first row of a branch, which does not follow the row above it. */
  readonly branches: boolean;
}

/** The rows in reading order: a line goes on straight down through first children, branches follow it, indented. */
export function toRows(nodes: readonly TreeNode[]): TreeRow[] {
  const children = new Map<SnapshotId | null, TreeNode[]>();
  for (const node of nodes) {
    const siblings = children.get(node.parentId);
    if (siblings) siblings.push(node);
    else children.set(node.parentId, [node]);
  }
  const rows: TreeRow[] = [];
  const walkLine = (first: TreeNode, indent: number, branches: boolean) => {
    const line: TreeNode[] = [];
    for (let node: TreeNode | undefined = first; node; node = children.get(node.id)?.[0]) {
      rows.push({ node, indent, branches: branches && node === first });
      line.push(node);
    }
    for (const node of line.reverse()) {
      for (const branch of children.get(node.id)?.slice(1) ?? []) walkLine(branch, indent + 1, true);
    }
  };
  for (const root of children.get(null) ?? []) walkLine(root, 0, false);
  return rows;
}
