import {
  isAbortError,
  type Jobs,
  type Step,
  type TrainCommand,
  type TrainTick,
  toAppError,
} from '../../src/index.ts';
import type { JobSlice, JobState, TreeNode } from './labState.ts';
import type { SliceContext } from './slice.ts';
import { findNamed, findNode, freeName, namedStep, nameIn } from './treeNodes.ts';

type RunningJob = Extract<JobState, { kind: 'running' }>;

/** The one long job: a step that runs, how far it is, and the ways to steer it. */
export function createJobSlice({ client, set, get, ids }: SliceContext): JobSlice {
  let controller: AbortController | undefined;
  let control: ((command: TrainCommand) => void) | undefined;
  /** Commands given before the worker has taken the job. */
  let early: TrainCommand[] = [];

  const changeJob = (nodeId: string, change: (job: RunningJob) => Partial<RunningJob>) =>
    set(({ job }) =>
      job.kind === 'running' && job.nodeId === nodeId ? { job: { ...job, ...change(job) } } : {},
    );

  /** Runs the step of a row that stands as running; true when it is done. `restore` takes back what was shown. */
  async function runNode(
    node: TreeNode,
    paused: boolean,
    restore: (nodes: readonly TreeNode[]) => TreeNode[],
  ) {
    const step = node.step!;
    const own = new AbortController();
    controller = own;
    early = [];
    set({ job: { kind: 'running', nodeId: node.id, step, progress: null, ticks: [], paused } });
    try {
      const result = await client.run('runStep', runParams(node, paused), {
        signal: own.signal,
        onProgress: (progress) => changeJob(node.id, () => ({ progress })),
        onEvent: (tick: TrainTick) =>
          changeJob(node.id, ({ ticks }) => ({ progress: tick, ticks: [...ticks, tick] })),
        onControl: (steer) => {
          control = steer;
          for (const command of early.splice(0)) steer(command);
        },
      });
      if (own.signal.aborted) return false;
      const done = namedStep(result.step, step.name!);
      set(({ nodes }) => ({
        nodes: nodes.map((other) =>
          other.id === node.id ? { ...other, step: done, status: 'done', snapshot: result.snapshot } : other,
        ),
        selectedId: node.id,
        // Before and after are seen at once; the person can pin another.
        comparedId: node.parentId,
        job: { kind: 'idle' },
      }));
      return true;
    } catch (thrown) {
      // After openRecipe the rows of this job are gone, and so is its place.
      if (controller !== own || !findNode(get().nodes, node.id)) return false;
      const cancelled = isAbortError(thrown);
      set(({ nodes }) => ({
        nodes: restore(nodes),
        job: cancelled ? { kind: 'idle' } : { kind: 'failed', nodeId: node.id, error: toAppError(thrown) },
      }));
      get().fail(thrown);
      return false;
    } finally {
      if (controller === own) {
        controller = undefined;
        control = undefined;
      }
    }
  }

  function runParams(node: TreeNode, paused: boolean): Jobs['runStep']['params'] {
    const step = node.step!;
    const name = nameIn(step);
    const target = name === undefined ? undefined : findNamed(get().nodes, name);
    return {
      from: node.parentId!,
      snapshotId: node.id,
      step,
      ...(target ? { named: target.id } : {}),
      ...(paused ? { paused } : {}),
    };
  }

  return {
    job: { kind: 'idle' },

    async applyStep(step: Step, { paused = false } = {}) {
      const { nodes, selectedId, job, session } = get();
      const parent = findNode(nodes, selectedId);
      if (session !== 'open' || job.kind === 'running' || parent?.status !== 'done') return;
      const node: TreeNode = {
        id: ids.create(),
        parentId: parent.id,
        step: namedStep(step, freeName(nodes, step)),
        status: 'running',
      };
      set({ nodes: [...nodes, node] });
      await runNode(node, paused, (current) => current.filter(({ id }) => id !== node.id));
    },

    async runPending() {
      if (get().session !== 'open' || get().job.kind === 'running') return;
      for (;;) {
        const { nodes } = get();
        const node = nodes.find(
          ({ status, parentId }) => status === 'pending' && findNode(nodes, parentId)?.status === 'done',
        );
        if (!node) return;
        const mark = (status: TreeNode['status']) => (current: readonly TreeNode[]) =>
          current.map((other) => (other.id === node.id ? { ...other, status } : other));
        set({ nodes: mark('running')(nodes) });
        if (!(await runNode(node, false, mark('pending')))) return;
      }
    },

    cancelJob() {
      controller?.abort();
    },

    controlTraining(command) {
      const { job } = get();
      if (job.kind !== 'running' || job.step.kind !== 'train') return;
      if (control) control(command);
      else early.push(command);
      if (command === 'finish') return;
      changeJob(job.nodeId, () => ({ paused: command !== 'play' }));
    },
  };
}
