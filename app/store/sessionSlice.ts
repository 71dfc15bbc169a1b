import { type BackendName, isAbortError, type SnapshotId, toAppError } from '../../src/index.ts';
import { DEFAULT_DRAFTS, DEFAULT_RECIPE } from './defaults.ts';
import type { SessionSlice, TreeNode } from './labState.ts';
import { toNodes } from './recipeTree.ts';
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
      const dropped = ids.takeAll();
      const { steps: _, ...header } = recipe;
      let nodes: TreeNode[];
      try {
        nodes = toNodes(recipe, ids.create);
      } catch (thrown) {
        get().fail(thrown);
        return;
      }
      get().cancelJob();
      opening?.abort();
      const controller = new AbortController();
      opening = controller;
      const start = nodes[0]!;
      const setStart = (change: Partial<TreeNode>) =>
        set((state) => ({
          nodes: state.nodes.map((node) => (node.id === start.id ? { ...node, ...change } : node)),
        }));
      try {
        set({
          session: 'opening',
          sessionError: null,
          header,
          manifest: null,
          arrival: null,
          evaluatingStart: false,
          nodes,
          selectedId: start.id,
          comparedId: null,
          layer: null,
          job: { kind: 'idle' },
          drafts: DEFAULT_DRAFTS,
          draft: DEFAULT_DRAFTS.prune!,
          preview: { kind: 'none' },
        });
        history.clear();
        if (dropped.length > 0) client.run('dropSnapshots', { ids: dropped }).catch(() => {});
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
        if (opening !== controller || isAbortError(thrown)) return;
        setStart({ status: 'failed' });
        set({ session: 'failed', sessionError: toAppError(thrown), drawn: true });
        history.clear();
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
