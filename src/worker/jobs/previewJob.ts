import { throwIfAborted } from '../../base/errors.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Engine } from '../../engine/engine.ts';
import { createPreviewer, type Previewer } from '../../recipe/createPreviewer.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';

interface OpenPreviewer {
  readonly engine: Engine;
  readonly dataset: Dataset;
  readonly previewer: Previewer;
}

/** The job behind a moving slider. */
export function createPreviewJob(session: Session): JobHandler<'preview'> {
  let open: OpenPreviewer | undefined;

  async function openPreviewer(signal: AbortSignal): Promise<Previewer> {
    const context = await session.runContext(signal);
    const { engine, dataset } = context;
    if (open?.engine === engine && open.dataset === dataset) return open.previewer;
    open?.previewer.dispose();
    open = { engine, dataset, previewer: createPreviewer(context) };
    return open.previewer;
  }

  const computePreview: JobHandler<'preview'> = async ({ id, step, images }, { signal }) => {
    throwIfAborted(signal);
    const snapshot = await session.snapshots.get(id);
    const previewer = await openPreviewer(signal);
    const { cost, ...preview } = await previewer.preview(snapshot, step, images, signal);
    const { keptWeights, weights, macs, effectiveMacs, bytes } = cost.totals;
    return { ...preview, keptWeights, weights, macs, effectiveMacs, bytesBitmap: bytes.bitmap };
  };

  /** Each waits for the one before, which a newer one has cancelled: two at once would both be late. */
  let turn: Promise<unknown> = Promise.resolve();
  return (params, context) => {
    const result = turn.then(() => computePreview(params, context));
    turn = result.catch(() => {});
    return result;
  };
}
