import { isAbortError, type Jobs, type TrainCommand, type TrainTick, toAppError } from '../../src/index.ts';
import type { JobSlice, JobState, TreeNode } from './labState.ts';
import type { SliceContext } from './slice.ts';
import { insertRest } from './splitTraining.ts';
import { changeStep } from './trainRest.ts';
import { findNamed, findNode, freeName, namedStep, nameIn, withSpecOf } from './treeNodes.ts';

type RunningJob = Extract<JobState, { kind: 'running' }>;
/** Takes back what was shown of a row whose step was stopped or failed. */
type Restore = (node: TreeNode) => (nodes: readonly TreeNode[]) => TreeNode[];

/** The one long job: a step that runs, how far it is, and the ways to steer it. */
export function createJobSlice({ client, set, get, ids, current }: SliceContext): JobSlice {
  let control: ((command: TrainCommand) => void) | undefined;
  /** Commands given before the worker has taken the job. */
  let early: TrainCommand[] = [];

  const changeJob = (nodeId: string, change: (job: RunningJob) => Partial<RunningJob>) =>
    set(({ job }) =>
      job.kind === 'running' && job.nodeId === nodeId ? { job: { ...job, ...change(job) } } : {},
    );

  /** What the person has asked for while the step ran. */
  const wishes = () => {
    const { job } = get();
    return job.kind === 'running' ? job : undefined;
  };

  /** Runs a row, and after it the rest of a training whose settings were changed; true when all of it is done. */
  async function runRow(node: TreeNode, paused: boolean, restore: Restore): Promise<boolean> {
    const comparedId = node.parentId;
    for (let next = { node, paused }; ; ) {
      const after = await runNode(next.node, next.paused, restore, comparedId);
      if (typeof after === 'boolean') return after;
      next = after;
    }
  }

  /** Runs the step of a row that stands as running: whether it is done, or with what it goes on. */
  async function runNode(
    node: TreeNode,
    paused: boolean,
    restore: Restore,
    comparedId: TreeNode['parentId'],
  ): Promise<boolean | { node: TreeNode; paused: boolean }> {
    const own = new AbortController();
    current.controller = own;
    early = [];
    set({ job: { kind: 'running', nodeId: node.id, step: node.step!, progress: null, ticks: [], paused } });
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
      const step = namedStep(result.step, node.step!.name!);
      const snapshot = withSpecOf(result.snapshot, findNode(get().nodes, node.parentId)?.snapshot);
      const done: TreeNode = { ...node, step, status: 'done', snapshot };
      const rest = insertRest(get().nodes, node, done, wishes(), ids.create);
      if (rest) {
        set({ nodes: rest.nodes });
        return { node: rest.node, paused: wishes()?.paused ?? false };
      }
      set(({ nodes }) => ({
        nodes: nodes.map((other) => (other.id === node.id ? done : other)),
        selectedId: node.id,
        // Before and after are seen at once; the person can pin another.
        comparedId,
        job: { kind: 'idle' },
      }));
      return true;
    } catch (thrown) {
      // After openRecipe the rows of this job are gone, and so is its place.
      if (current.controller !== own || !findNode(get().nodes, node.id)) return false;
      const cancelled = isAbortError(thrown);
      const change = wishes()?.change;
      // Another wish before the first batch: nothing was done, so it begins with that one.
      if (cancelled && !own.signal.aborted && change && node.step?.kind === 'train') {
        const changed: TreeNode = { ...node, step: changeStep(node.step, change) };
        set(({ nodes }) => ({ nodes: nodes.map((other) => (other.id === node.id ? changed : other)) }));
        return { node: changed, paused: wishes()?.paused ?? false };
      }
      set(({ nodes }) => ({
        nodes: restore(node)(nodes),
        job: cancelled ? { kind: 'idle' } : { kind: 'failed', nodeId: node.id, error: toAppError(thrown) },
      }));
      get().fail(thrown);
      return false;
    } finally {
      if (current.controller === own) {
        current.controller = undefined;
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

  const takeAway: Restore = (node) => (nodes) => nodes.filter(({ id }) => id !== node.id);
  const makePending: Restore = (node) => (nodes) =>
    nodes.map((other) => (other.id === node.id ? { ...other, status: 'pending' } : other));

  return {
    job: { kind: 'idle' },

    async applyStep(step, { paused = false } = {}) {
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
      await runRow(node, paused, takeAway);
    },

    async runPending(only) {
      if (get().session !== 'open' || get().job.kind === 'running') return;
      for (;;) {
        const { nodes } = get();
        const node = nodes.find(
          ({ id, status, parentId }) =>
            status === 'pending' && (only?.has(id) ?? true) && findNode(nodes, parentId)?.status === 'done',
        );
        if (!node) return;
        set({ nodes: nodes.map((other) => (other === node ? { ...other, status: 'running' } : other)) });
        if (!(await runRow(node, false, makePending))) return;
      }
    },

    cancelJob() {
      current.controller?.abort();
    },

    controlTraining(command) {
      const { job } = get();
      if (job.kind !== 'running' || job.step.kind !== 'train' || job.apart) return;
      if (control) control(command);
      else early.push(command);
      if (command === 'finish') return;
      changeJob(job.nodeId, () => ({ paused: command !== 'play' }));
    },

    changeTraining(change) {
      const { learningRate: rate = 1, slimming = 0 } = change;
      const { job } = get();
      if (job.kind !== 'running' || job.step.kind !== 'train' || job.apart) return;
      if (!(rate > 0 && rate <= 10 && slimming >= 0 && slimming <= 1)) return;
      changeJob(job.nodeId, () => ({ change }));
      get().controlTraining('finish');
    },
  };
}
