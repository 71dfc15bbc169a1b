import type { StoreApi } from 'zustand';
import type { LabClient, SessionRecord } from '../../src/index.ts';
import type { KeepSlice, LabState } from './labState.ts';
import type { SliceContext } from './slice.ts';

/** Changes are kept together once nothing has changed for so long. */
const SAVE_AFTER_MS = 400;

/** Under which name and whether the open session is kept. */
export function createKeepSlice({ set }: SliceContext): KeepSlice {
  return {
    sessionId: '',
    title: '',
    kept: 'none',
    setTitle(title) {
      set({ title: title.slice(0, 120) });
    },
  };
}

/** The session as it is kept; rows that are running or failed are pending there, or not there. */
export function toSessionRecord(state: LabState): SessionRecord {
  const rows = state.nodes.flatMap((node): SessionRecord['rows'] => {
    const { id, parentId, step, fromRecipe, snapshot, status } = node;
    const row = { id, parentId, step, ...(fromRecipe ? { fromRecipe } : {}) };
    if (status === 'done' && snapshot) return [{ ...row, status, snapshot }];
    return fromRecipe ? [{ ...row, status: 'pending' }] : [];
  });
  const has = (wanted: string | null) => rows.some(({ id }) => id === wanted);
  const { sessionId, title, header, selectedId, comparedId } = state;
  return {
    id: sessionId,
    title,
    header,
    rows,
    selectedId: has(selectedId) ? selectedId : rows[0]!.id,
    comparedId: has(comparedId) ? comparedId : null,
  };
}

/** True once a step was made: what the page opens by itself need not be kept. */
function isWorthKeeping({ session, nodes }: LabState): boolean {
  return session === 'open' && nodes.some(({ step, status }) => step !== null && status === 'done');
}

/** Keeps the session on this machine whenever something of it has changed. */
export function followKeeping(store: StoreApi<LabState>, client: LabClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function save(state: LabState): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const { sessionId } = state;
    const isOpen = () => store.getState().sessionId === sessionId;
    try {
      await client.run('saveSession', { record: toSessionRecord(state) });
      if (isOpen()) store.setState({ kept: 'kept' });
    } catch (thrown) {
      // It is said once; what failed is tried again at the next change.
      if (store.getState().kept !== 'failed') store.getState().fail(thrown);
      if (isOpen()) store.setState({ kept: 'failed' });
    }
  }

  store.subscribe((state, before) => {
    // Another session: what has not been kept yet of the one before is kept now.
    if (state.sessionId !== before.sessionId && timer !== undefined) void save(before);
    const keys = ['session', 'nodes', 'selectedId', 'comparedId', 'title'] as const;
    const isKept = state.kept !== 'none' && state.session === 'open';
    if (!(isKept || isWorthKeeping(state)) || keys.every((key) => state[key] === before[key])) return;
    if (state.kept === 'none') store.setState({ kept: 'saving' });
    clearTimeout(timer);
    timer = setTimeout(() => void save(store.getState()), SAVE_AFTER_MS);
  });
}
