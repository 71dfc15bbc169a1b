import type { SnapshotId } from '../../src/index.ts';
import type { JobState, TreeNode } from './labState.ts';
import { countRan, toRestOfTraining } from './trainRest.ts';
import { namedStep, nameOf, nextName, renameIn } from './treeNodes.ts';

type RunningJob = Extract<JobState, { kind: 'running' }>;

/**
 * The rows with the rest of a training behind the part that is done, where other settings were asked for.
 *
 * What still waits for the training waits for its rest from now on. Undefined where the training goes on with nothing.
 */
export function insertRest(
  nodes: readonly TreeNode[],
  before: TreeNode,
  done: TreeNode,
  job: RunningJob | undefined,
  createId: () => SnapshotId,
): { readonly nodes: TreeNode[]; readonly node: TreeNode } | undefined {
  const [was, is] = [before.step, done.step];
  const total = job?.ticks.at(-1)?.total;
  if (!job?.change || total === undefined) return undefined;
  if (was?.kind !== 'train' || is?.kind !== 'train') return undefined;
  const rest = toRestOfTraining(
    was,
    countRan(was, is, total),
    total,
    job.change,
    job.ticks.at(-1)?.learningRate,
  );
  if (!rest) return undefined;
  const name = nextName(new Set(nodes.map(nameOf)), nameOf(before));
  const node: TreeNode = {
    id: createId(),
    parentId: before.id,
    step: namedStep(rest, name),
    ...(before.fromRecipe ? { fromRecipe: true } : {}),
    status: 'running',
  };
  const waiting = (other: TreeNode): TreeNode => {
    if (other.status !== 'pending' || !other.step) return other;
    const step = renameIn(other.step, nameOf(before), name);
    const parentId = other.parentId === before.id ? node.id : other.parentId;
    return step === other.step && parentId === other.parentId ? other : { ...other, step, parentId };
  };
  return {
    nodes: nodes.flatMap((other) => (other.id === before.id ? [done, node] : [waiting(other)])),
    node,
  };
}
