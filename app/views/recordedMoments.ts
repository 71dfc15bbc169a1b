import type { SnapshotSummary } from '../../src/index.ts';
import type { TreeNode } from '../store/labState.ts';
import { nameOf } from '../store/treeNodes.ts';

type TrainRecord = NonNullable<NonNullable<SnapshotSummary['train']>['record']>;
type RecordKind = keyof TrainRecord;

/** A moment that a training recorded, placed among all the trainings before it. */
export type RecordedMoment<Kind extends RecordKind> = NonNullable<TrainRecord[Kind]>[number] & {
  /** Unique on its path. */
  readonly id: string;
  /** Name of the training's snapshot. */
  readonly training: string;
  /** Epochs of this training and of those on the path before it. */
  readonly totalEpochs: number;
};

/** All that the trainings on a path of snapshots recorded, the oldest first; epochs go on counting from training to training. */
export function listRecordedMoments<Kind extends RecordKind>(
  path: readonly TreeNode[],
  kind: Kind,
): readonly RecordedMoment<Kind>[] {
  let before = 0;
  return path.flatMap((node) => {
    const moments: readonly NonNullable<TrainRecord[Kind]>[number][] =
      node.snapshot?.summary.train?.record?.[kind] ?? [];
    const placed = moments.map((moment) => ({
      ...moment,
      id: `${node.id} ${moment.step}`,
      training: nameOf(node),
      totalEpochs: before + moment.epoch,
    }));
    before += moments.at(-1)?.epoch ?? 0;
    return placed;
  });
}
