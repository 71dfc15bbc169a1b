import type { StoreApi } from 'zustand';
import type { Jobs, LabClient, SnapshotView } from '../../src/index.ts';
import type { LabState, TreeNode } from '../store/labState.ts';
import { findNode } from '../store/treeNodes.ts';

type LayerHistogram = Jobs['histograms']['result'][number][number];

/** Bars of a report's histograms. */
const BINS = 60;

/** A row whose snapshot stands. */
export type DoneNode = TreeNode & { readonly snapshot: SnapshotView };

/** What a report is written from: the state as it was when it was asked for. */
export interface ReportData {
  readonly state: LabState;
  readonly start: DoneNode;
  /** The snapshot looked at; the start where that one does not stand. */
  readonly chosen: DoneNode;
  /** By layer of the chosen snapshot; `start` in the same bins, absent where it is the chosen one or has no such layer. */
  readonly histograms: readonly {
    readonly chosen: LayerHistogram;
    readonly start: LayerHistogram | undefined;
  }[];
}

function isDone(node: TreeNode | undefined): node is DoneNode {
  return node?.status === 'done' && node.snapshot !== undefined;
}

/** The rows that stand, in the order in which they were made. */
export function listDone({ nodes }: Pick<LabState, 'nodes'>): readonly DoneNode[] {
  return nodes.filter(isDone);
}

/** Asks the worker for what the page does not hold; undefined where not even the start stands. */
export async function collectReport(
  store: StoreApi<LabState>,
  client: LabClient,
): Promise<ReportData | undefined> {
  const state = store.getState();
  const [start] = listDone(state);
  if (!start) return undefined;
  const looked = findNode(state.nodes, state.selectedId);
  const chosen = isDone(looked) ? looked : start;
  const ids = [...new Set([chosen.id, start.id])];
  const [ofChosen = [], ofStart = []] = await client.run('histograms', { ids, bins: BINS });
  return {
    state,
    start,
    chosen,
    histograms: ofChosen.map((histogram) => ({
      chosen: histogram,
      start: ofStart.find(({ layer }) => layer === histogram.layer),
    })),
  };
}
