import { type BackendName, isAbortError, type SnapshotId, toAppError } from '../../src/index.ts';
import { DEFAULT_DRAFTS, DEFAULT_RECIPE } from './defaults.ts';
import type { LabState, SessionSlice, TreeNode } from './labState.ts';
import { toNodes, toRecipe } from './recipeTree.ts';
import type { SliceContext } from './slice.ts';

export interface SessionOptions {
  /** The backend asked for in the address, tried first. */
  readonly requestedBackend?: BackendName;
  /** Asks ahead for what the first view shows of a snapshot that is being opened, so that it is drawn with it; never rejects. */
  readonly prepareView?: (id: SnapshotId) => Promise<void>;
  /** Resolves when what stands in the store is on the screen: until then nothing heavy is begun. */
  readonly untilDrawn?: () => Promise<void>;
}

/** Opens recipes and chooses the backend; of two recipes opened in a row the later wins. */
export function createSessionSlice(
  context: SliceContext,
  { requestedBackend, prepareView = async () => {}, untilDrawn = async () => {} }: SessionOptions,
): SessionSlice {
  const { client, set, get, ids, history } = context;
  let opening: AbortController | undefined;
  let requested = requestedBackend;

  /** The requested backend if it works, else the one found best, and the failure is told. */
  async function startEngine(): Promise<void> {
    try {
      const wanted = requested;
      requested = undefined;
      set({ backend: await client.run('startEngine', wanted ? { requested: wanted } : {}) });
    } catch (thrown) {
      get().fail(thrown);
      set({ backend: await client.run('startEngine', {}) });
    }
  }

  async function ensureEngine(): Promise<void> {
    if (!get().backend || requested) await startEngine();
  }

  /** Puts the accuracy on all test images in place of the shipped or first one; what fails here is told and blocks nothing. */
  async function evaluateStart(id: SnapshotId, { signal }: AbortController): Promise<void> {
    try {
      const accuracy = await client.run('evaluate', { id }, { signal });
      set(({ nodes }) => ({
        nodes: nodes.map((node) =>
          node.id === id && node.snapshot
            ? { ...node, snapshot: { ...node.snapshot, summary: { ...node.snapshot.summary, accuracy } } }
            : node,
        ),
      }));
    } catch (thrown) {
      get().fail(thrown);
    }
    if (!signal.aborted) set({ evaluatingStart: false });
  }

  /** What is open from now on; what was open before goes on nowhere, and of the ids `made` for it only kept ones stay. */
  function begin(
    made: readonly SnapshotId[],
    opened: Pick<LabState, 'header' | 'nodes' | 'selectedId' | 'comparedId' | 'sessionId' | 'title'> &
      Partial<Pick<LabState, 'kept'>>,
  ) {
    // Of a session that is kept its rows' snapshots stay; undone ones go all the same.
    const staying = get().kept === 'none' ? opened.nodes : [...get().nodes, ...opened.nodes];
    const dropped = made.filter((id) => !staying.some((node) => node.id === id));
    get().cancelJob();
    opening?.abort();
    const controller = new AbortController();
    opening = controller;
    set({
      session: 'opening',
      sessionError: null,
      manifest: null,
      arrival: null,
      evaluatingStart: false,
      layer: null,
      channel: null,
      kept: 'none',
      job: { kind: 'idle' },
      drafts: DEFAULT_DRAFTS,
      draft: DEFAULT_DRAFTS.prune!,
      preview: { kind: 'none' },
      ...opened,
    });
    history.clear();
    if (dropped.length > 0) client.run('dropSnapshots', { ids: dropped }).catch(() => {});
    return controller;
  }

  const newSession = () => ({ sessionId: crypto.randomUUID(), title: '' });
  const isCurrent = (controller: AbortController, thrown: unknown) =>
    opening === controller && !isAbortError(thrown);

  function failOpening(thrown: unknown): void {
    set({ session: 'failed', sessionError: toAppError(thrown), drawn: true });
    history.clear();
  }

  return {
    session: 'opening',
    sessionError: null,
    header: DEFAULT_RECIPE,
    manifest: null,
    backend: null,
    arrival: null,
    evaluatingStart: false,
    drawn: false,

    async openRecipe(recipe) {
      const { steps: _, ...header } = recipe;
      const made = ids.takeAll();
      let nodes: readonly TreeNode[];
      try {
        nodes = toNodes(recipe, ids.create);
      } catch (thrown) {
        get().fail(thrown);
        return;
      }
      const start = nodes[0]!;
      const controller = begin(made, {
        header,
        nodes,
        selectedId: start.id,
        comparedId: null,
        ...newSession(),
      });
      const setStart = (change: Partial<TreeNode>) =>
        set((state) => ({
          nodes: state.nodes.map((node) => (node.id === start.id ? { ...node, ...change } : node)),
        }));
      try {
        // Fresh weights are measured before they are shown, and need the engine at once.
        const fresh = header.weights === undefined;
        const early = fresh ? ensureEngine() : undefined;
        // It is waited for below; until then its failure is no news of its own.
        early?.catch(() => {});
        if (fresh) set({ drawn: true });
        const params = { header, snapshotId: start.id };
        const opened = client.run('openSession', params, { signal: controller.signal });
        const prepared = prepareView(start.id);
        const { snapshot, manifest } = await opened;
        await prepared;
        setStart({ status: 'done', snapshot });
        set({ manifest });
        if (!fresh) await untilDrawn();
        set({ drawn: true });
        await (early ?? ensureEngine());
        if (opening !== controller) return;
        set({ session: 'open', evaluatingStart: true });
        history.clear();
        await evaluateStart(start.id, controller);
      } catch (thrown) {
        if (!isCurrent(controller, thrown)) return;
        setStart({ status: 'failed' });
        failOpening(thrown);
      }
    },

    async openSession(record) {
      const { id, title, header, rows, selectedId, comparedId } = record;
      const done = rows.filter(({ status }) => status === 'done').map((row) => row.id);
      const controller = begin(ids.takeAll(), {
        header,
        nodes: rows,
        selectedId,
        comparedId,
        sessionId: id,
        title,
        kept: 'kept',
      });
      try {
        const params = { header, ids: done };
        const { manifest } = await client.run('reopenSession', params, { signal: controller.signal });
        await prepareView(selectedId);
        set({ manifest });
        await untilDrawn();
        set({ drawn: true });
        await ensureEngine();
        if (opening !== controller) return;
        set({ session: 'open' });
        history.clear();
      } catch (thrown) {
        if (!isCurrent(controller, thrown)) return;
        const error = toAppError(thrown);
        if (error.code !== 'session-lost') {
          failOpening(error);
          return;
        }
        get().fail(error);
        await get().openRecipe(toRecipe({ header, nodes: rows }));
      }
    },

    async chooseBackend(name) {
      get().cancelJob();
      try {
        set({ backend: await client.run('startEngine', { requested: name }) });
      } catch (thrown) {
        get().fail(thrown);
        await startEngine().catch(get().fail);
      }
    },
  };
}
