import { isWeightedNode } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import { findNode } from '../store/treeNodes.ts';

/** The snapshot looked at (A); undefined until it is there. */
export function useSnapshotA() {
  return useLab((state) => findNode(state.nodes, state.selectedId)?.snapshot);
}

/** The snapshot compared with (B), unless it is A itself. */
export function useSnapshotB() {
  return useLab((state) =>
    state.comparedId === state.selectedId ? undefined : findNode(state.nodes, state.comparedId)?.snapshot,
  );
}

/** The layer looked at: the chosen one where the network has it, else its first with weights. */
export function useLayer(): string | undefined {
  const snapshot = useSnapshotA();
  const chosen = useLab((state) => state.layer);
  const layers = snapshot?.spec.nodes.filter(isWeightedNode).map(({ name }) => name) ?? [];
  return chosen !== null && layers.includes(chosen) ? chosen : layers[0];
}
