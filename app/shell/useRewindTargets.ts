import type { SnapshotView } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import type { TreeNode } from '../store/labState.ts';
import { pathTo } from '../store/treeNodes.ts';

/** Earlier finished snapshots on the way to the one looked at whose weights have the same shapes. */
export function useRewindTargets(): TreeNode[] {
  const nodes = useLab((state) => state.nodes);
  const selectedId = useLab((state) => state.selectedId);
  const path = pathTo(nodes, selectedId);
  const current = path.at(-1)?.snapshot;
  return path.slice(0, -1).filter(({ snapshot }) => snapshot && current && sameShapes(snapshot, current));
}

function sameShapes(a: SnapshotView, b: SnapshotView): boolean {
  const shapes = ({ summary }: SnapshotView) =>
    JSON.stringify(summary.cost.layers.map(({ name, shape }) => [name, shape]));
  return shapes(a) === shapes(b);
}
