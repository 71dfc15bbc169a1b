import type { SnapshotView } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { findNode, nameOf } from '../../store/treeNodes.ts';
import { useSnapshotA, useSnapshotB } from '../useSnapshots.ts';

/** The snapshot looked at, and the one it is compared with. */
export interface Pair {
  readonly a: SnapshotView;
  readonly before: SnapshotView;
  readonly nameA: string;
  readonly nameBefore: string;
  /** `alone` where A is the start and nothing is pinned: then both are the same snapshot. */
  readonly role: 'alone' | 'start' | 'pinned';
  /** Stands for the compared snapshot in charts. */
  readonly letter: 'B' | 'S';
}

/** A with B where one is pinned, else with the start of the recipe; undefined until A is there. */
export function usePair(): Pair | undefined {
  const a = useSnapshotA();
  const b = useSnapshotB();
  const nodes = useLab((state) => state.nodes);
  const start = nodes[0]?.snapshot;
  if (!a) return undefined;
  const before = b ?? start ?? a;
  const role = b ? 'pinned' : before.id === a.id ? 'alone' : 'start';
  const nameById = (id: string) => {
    const node = findNode(nodes, id);
    return node ? nameOf(node) : id;
  };
  return {
    a,
    before,
    role,
    nameA: nameById(a.id),
    nameBefore: nameById(before.id),
    letter: role === 'pinned' ? 'B' : 'S',
  };
}
