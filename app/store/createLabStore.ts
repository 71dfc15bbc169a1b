import { temporal } from 'zundo';
import { createStore, type StoreApi } from 'zustand';
import type { LabClient, SnapshotId } from '../../src/index.ts';
import { createDialogSlice } from './dialogSlice.ts';
import { createDraftSlice, followPreview } from './draftSlice.ts';
import { createJobSlice } from './jobSlice.ts';
import { createKeepSlice, followKeeping } from './keepSlice.ts';
import type { LabState, TreeNode } from './labState.ts';
import { createNoticeSlice } from './noticeSlice.ts';
import { createRunsSlice } from './runsSlice.ts';
import { createSessionSlice, type SessionOptions } from './sessionSlice.ts';
import type { SliceContext } from './slice.ts';
import { createStageSlice } from './stageSlice.ts';
import { createTreeSlice } from './treeSlice.ts';

export interface LabStoreOptions extends SessionOptions {
  readonly client: LabClient;
}

/** What undo brings back. */
type Remembered = Pick<LabState, 'nodes' | 'selectedId' | 'comparedId'>;

/** The rows without a trace of a running job: a new one is left out, one that came with the recipe is pending. */
function remember({ nodes, selectedId, comparedId }: LabState): Remembered {
  if (!nodes.some(({ status }) => status === 'running')) return { nodes, selectedId, comparedId };
  const kept = nodes.flatMap((node): TreeNode[] => {
    if (node.status !== 'running') return [node];
    return node.fromRecipe ? [{ ...node, status: 'pending' }] : [];
  });
  return { nodes: kept, selectedId, comparedId };
}

/** True where two histories differ in nothing that undo is for; what is looked at alone makes no entry. */
function sameRows(a: Remembered, b: Remembered): boolean {
  const same = (node: TreeNode, other: TreeNode | undefined) =>
    node.id === other?.id && node.step === other.step && node.status === other.status;
  return a.nodes.length === b.nodes.length && a.nodes.every((node, index) => same(node, b.nodes[index]));
}

function createIds(): SliceContext['ids'] {
  // Unlike any other page's: the ids name what is kept on the disk.
  const prefix = crypto.randomUUID().slice(0, 8);
  let made: SnapshotId[] = [];
  let next = 1;
  return {
    create() {
      const id: SnapshotId = `${prefix}-${next++}`;
      made.push(id);
      return id;
    },
    takeAll() {
      const all = made;
      made = [];
      return all;
    },
  };
}

/** Creates the page's store; it talks to the worker through `client` and to nobody else. */
export function createLabStore({ client, ...options }: LabStoreOptions): StoreApi<LabState> {
  const ids = createIds();
  const store = createStore<LabState>()(
    temporal(
      (set, get) => {
        // The history belongs to the store that is being made here, and is asked only later.
        const history = {
          undo: () => store.temporal.getState().undo(),
          redo: () => store.temporal.getState().redo(),
          clear: () => store.temporal.getState().clear(),
        };
        const context: SliceContext = { client, set, get, ids, history, current: { controller: undefined } };
        return {
          ...createNoticeSlice(context),
          ...createStageSlice(context),
          ...createKeepSlice(context),
          ...createTreeSlice(context),
          ...createDraftSlice(context),
          ...createJobSlice(context),
          ...createRunsSlice(context),
          ...createDialogSlice(context),
          ...createSessionSlice(context, options),
        };
      },
      { partialize: remember, equality: sameRows, limit: 200 },
    ),
  );
  store.temporal.subscribe(({ pastStates, futureStates }) =>
    store.setState({ undoCount: pastStates.length, redoCount: futureStates.length }),
  );
  client.onNotice(({ code, details }) => store.getState().note(code, details));
  client.onDataset((arrival) => store.setState({ arrival }));
  followPreview(store, client);
  followKeeping(store, client);
  return store;
}
