import { type BackendName, isAbortError, type SnapshotId, toAppError } from '../../src/index.ts';
import { DEFAULT_DRAFTS, DEFAULT_RECIPE } from './defaults.ts';
import type { SessionSlice, TreeNode } from './labState.ts';
import { toNodes } from './recipeTree.ts';
import type { SliceContext } from './slice.ts';

/** Opens recipes and chooses the backend; of two recipes opened in a row the later wins. */
export function createSessionSlice(
  context: SliceContext,
  requestedBackend: BackendName | undefined,
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

  /** Puts the accuracy on all test images in place of the first look; what fails here is told and blocks nothing. */
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
        const engine = get().backend && !requested ? Promise.resolve() : startEngine();
        const [{ snapshot, manifest }] = await Promise.all([
          client.run('openSession', { header, snapshotId: start.id }, { signal: controller.signal }),
          engine,
        ]);
        setStart({ status: 'done', snapshot });
        set({ session: 'open', manifest, evaluatingStart: true });
        history.clear();
        await evaluateStart(start.id, controller);
      } catch (thrown) {
        if (opening !== controller || isAbortError(thrown)) return;
        setStart({ status: 'failed' });
        set({ session: 'failed', sessionError: toAppError(thrown) });
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
