import { measure } from '../../recipe/steps/measure.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';

/** The job behind every view that measures; it reports progress and can be cancelled. */
export function createMeasureJob(session: Session): JobHandler<'measure'> {
  return async ({ id, step, against }, { signal, onProgress, onEvent }) => {
    const snapshot = await session.snapshots.get(id);
    const context = await session.runContext(signal, against);
    // The context knows one other snapshot, whatever it is called.
    const named = against === undefined ? {} : { against };
    const outcome = await measure(
      context,
      snapshot,
      { kind: 'measure', ...step, ...named },
      { signal, onProgress, onPoint: (layer, point) => onEvent({ layer, point }) },
    );
    return outcome.summary?.measurements ?? {};
  };
}
