import { applyStep } from '../../recipe/applyStep.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { toSnapshotView } from '../toSnapshotView.ts';
import { createPreviewJob } from './previewJob.ts';

/** Jobs that make a step, or tell what it would do. */
export function createStepJobs(session: Session) {
  const runStep: JobHandler<'runStep'> = async (params, { signal, control, onProgress, onEvent }) => {
    const from = await session.snapshots.get(params.from);
    const context = await session.runContext(signal, params.named);
    const seed = params.seed ?? context.seed;
    if (params.paused) control.steer('pause');
    const { snapshot, step } = await applyStep({ ...context, seed }, from, params.step, {
      signal,
      control,
      onProgress,
      onTick: onEvent,
    });
    session.snapshots.put(params.snapshotId, snapshot);
    return { snapshot: toSnapshotView(params.snapshotId, snapshot), step };
  };

  return { runStep, preview: createPreviewJob(session) };
}
