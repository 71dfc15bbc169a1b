import { isAbortError, type SeedResult, type SnapshotId } from '../../src/index.ts';
import type { RunNumbers, RunsSlice, TreeNode } from './labState.ts';
import { MOST_SEEDS, runsKey, toRunNumbers } from './runsKey.ts';
import type { SliceContext } from './slice.ts';
import { findNamed, nameIn, nameOf, rowsTowards } from './treeNodes.ts';

const HOLDER = 'apart' as SnapshotId;

/** Runs of the tree's steps beside the tree: their snapshots are dropped again, their numbers stay while the page is open. */
export function createRunsSlice({ client, set, get, ids, current }: SliceContext): RunsSlice {
  const secondsOf = (node: TreeNode) => Math.max(0.05, node.snapshot?.summary.seconds ?? 0.05);

  /** Runs `work` as the one long job. */
  async function asJob(
    rows: readonly TreeNode[],
    runs: number,
    work: (job: ReturnType<typeof track>) => Promise<void>,
  ) {
    if (get().session !== 'open' || get().job.kind === 'running') return;
    const own = new AbortController();
    current.controller = own;
    try {
      await work(track(rows, runs, own.signal));
    } catch (thrown) {
      if (!isAbortError(thrown)) get().fail(thrown);
    } finally {
      if (current.controller === own) {
        current.controller = undefined;
        set(({ job }) => (job.kind === 'running' && job.apart ? { job: { kind: 'idle' } } : {}));
      }
    }
  }

  /** Tells how far several runs of the same rows are, at the pace of what is done, weighted by what each row took before. */
  function track(rows: readonly TreeNode[], runs: number, signal: AbortSignal) {
    const startedMs = performance.now();
    const total = runs * rows.reduce((sum, row) => sum + secondsOf(row), 0);
    let done = 0;
    const tell = (partly: number) =>
      set(({ job }) => {
        if (job.kind !== 'running' || !job.apart || signal.aborted) return {};
        const now = Math.min(total, done + partly);
        const remainingMs = ((performance.now() - startedMs) / now) * (total - now);
        return { job: { ...job, progress: { done: now, total, ...(now > 0 ? { remainingMs } : {}) } } };
      });
    return {
      signal,
      begin(row: TreeNode, seed: number, run: number) {
        const { job } = get();
        const progress = job.kind === 'running' ? job.progress : null;
        const apart = { seed, run, runs };
        set({
          job: {
            kind: 'running',
            nodeId: HOLDER,
            step: row.step!,
            progress,
            ticks: [],
            paused: false,
            apart,
          },
        });
      },
      share: (row: TreeNode, share: number) => tell(share * secondsOf(row)),
      end(row: TreeNode) {
        done += secondsOf(row);
        tell(0);
      },
    };
  }

  /** Runs rows once, the start first; nothing of it stays but the numbers. */
  async function runOnce(
    rows: readonly TreeNode[],
    { seed, run }: { readonly seed: number; readonly run: number },
    job: ReturnType<typeof track>,
    onRow: (row: TreeNode, numbers: RunNumbers) => void,
  ): Promise<void> {
    const [start, ...steps] = rows as [TreeNode, ...TreeNode[]];
    const idOf = new Map<SnapshotId, SnapshotId>();
    const made: SnapshotId[] = [];
    const create = () => {
      const id = ids.create();
      made.push(id);
      return id;
    };
    const { signal } = job;
    try {
      if (steps[0]) job.begin(steps[0], seed, run);
      if (get().header.weights === undefined) {
        const snapshotId = create();
        const { snapshot } = await client.run('openSeed', { seed, snapshotId }, { signal });
        idOf.set(start.id, snapshotId);
        onRow(start, toRunNumbers(snapshot));
      } else {
        idOf.set(start.id, start.id);
        onRow(start, toRunNumbers(start.snapshot!));
      }
      job.end(start);
      for (const row of steps) {
        job.begin(row, seed, run);
        const snapshotId = create();
        const name = nameIn(row.step);
        const named = name === undefined ? undefined : idOf.get(findNamed(rows, name)?.id ?? start.id);
        const { snapshot } = await client.run(
          'runStep',
          {
            from: idOf.get(row.parentId!)!,
            snapshotId,
            step: row.step!,
            seed,
            ...(named === undefined ? {} : { named }),
          },
          { signal, onProgress: ({ done, total }) => job.share(row, done / total) },
        );
        idOf.set(row.id, snapshotId);
        onRow(row, toRunNumbers(snapshot));
        job.end(row);
      }
    } finally {
      if (made.length > 0) client.run('dropSnapshots', { ids: made }).catch(() => {});
    }
  }

  return {
    seedRuns: {},
    rerun: null,

    async runSeeds(count) {
      const key = runsKey(get());
      const rows = rowsTowards(get().nodes, get().selectedId);
      if (rows.length < 2 || rows.some(({ status }) => status !== 'done')) return;
      const known = new Set(get().seedRuns[key]?.map(({ seed }) => seed));
      const seeds = Array.from({ length: Math.min(count, MOST_SEEDS) }, (_, place) => place + 1).filter(
        (seed) => !known.has(seed),
      );
      await asJob(rows, seeds.length, async (job) => {
        for (const [place, seed] of seeds.entries()) {
          const snapshots: SeedResult['snapshots'][number][] = [];
          await runOnce(rows, { seed, run: place + 1 }, job, (row, numbers) => {
            const { accuracy, loss, keptWeights, effectiveMacs } = numbers;
            snapshots.push({ name: nameOf(row), accuracy, loss, totals: { keptWeights, effectiveMacs } });
          });
          set(({ seedRuns }) => {
            const results = [...(seedRuns[key] ?? []), { seed, snapshots }];
            return { seedRuns: { ...seedRuns, [key]: results.sort((a, b) => a.seed - b.seed) } };
          });
        }
      });
    },

    async runAgain() {
      const rows = get().nodes.filter(({ status }) => status === 'done');
      if (rows.length < 2) return;
      const { seed } = get().header;
      await asJob(rows, 1, async (job) => {
        const fresh = get().header.weights === undefined;
        set({ rerun: { rows: [], total: rows.length - (fresh ? 0 : 1) } });
        await runOnce(rows, { seed, run: 1 }, job, (row, after) => {
          // A start from a file is not made again.
          if (!row.step && !fresh) return;
          const made = { id: row.id, name: nameOf(row), before: toRunNumbers(row.snapshot!), after };
          set(({ rerun }) => ({ rerun: rerun && { ...rerun, rows: [...rerun.rows, made] } }));
        });
      });
    },
  };
}
