import type { SnapshotView } from '../../src/index.ts';
import type { LabState, RunNumbers } from './labState.ts';
import { findNode, nameOf, rowsTowards } from './treeNodes.ts';

/** The most runs over which a spread is told. */
export const MOST_SEEDS = 10;

/** What a run of a row is told by. */
export function toRunNumbers({ summary }: SnapshotView): RunNumbers {
  const { accuracy, cost } = summary;
  const { keptWeights, effectiveMacs } = cost.totals;
  return { accuracy: accuracy.accuracy, loss: accuracy.loss, keptWeights, effectiveMacs };
}

/** What decides over the numbers of a run but its seed: the same for the same steps, however they came about. */
export function runsKey(state: Pick<LabState, 'header' | 'nodes' | 'selectedId' | 'backend'>): string {
  const { seed: _, title: _title, ...header } = state.header as LabState['header'] & { title?: string };
  const steps = rowsTowards(state.nodes, state.selectedId).map(({ parentId, step }) => {
    const { note: _note, ...rest } = step ?? {};
    return [rest, nameOf(findNode(state.nodes, parentId) ?? state.nodes[0]!)];
  });
  return JSON.stringify([header, state.backend?.name, steps]);
}
