import { useMemo } from 'react';
import { useLab } from '../store/labContext.ts';
import type { TreeNode } from '../store/labState.ts';
import { pathTo } from '../store/treeNodes.ts';

/** The snapshots from the start to the one looked at (A), as far as they are there. */
export function usePath(): readonly TreeNode[] {
  const nodes = useLab((state) => state.nodes);
  const selectedId = useLab((state) => state.selectedId);
  return useMemo(
    () => pathTo(nodes, selectedId).filter(({ snapshot }) => snapshot !== undefined),
    [nodes, selectedId],
  );
}
