import type { ImageBatch } from '../../data/dataset.ts';
import { writeSafetensors } from '../../formats/safetensors.ts';
import { toTorchMasks, toTorchWeights } from '../../formats/torchLayout.ts';
import { measureAccuracy } from '../../recipe/measureAccuracy.ts';
import { openStart } from '../../recipe/openStart.ts';
import { fetchWeights } from '../fetchWeights.ts';
import type { JobHandler } from '../serveJobs.ts';
import { pageUrl, type Session } from '../session.ts';
import { toSnapshotView } from '../toSnapshotView.ts';

/** Enough for a first accuracy; few enough to be there at once. */
const FIRST_LOOK_IMAGES = 1000;

/** Jobs that open, feed and forget a session. */
export function createSessionJobs(session: Session) {
  const startEngine: JobHandler<'startEngine'> = async ({ requested }, { signal }) => {
    const engine = requested ? await session.startEngine(requested) : await session.engine(signal);
    return engine.backend;
  };

  const restoreSession: JobHandler<'restoreSession'> = async ({ header, engine }) => {
    if (engine.requested) await session.startEngine(engine.requested);
    await session.openDataset(header);
    return null;
  };

  const openSession: JobHandler<'openSession'> = async ({ header, snapshotId }, { signal, onProgress }) => {
    // Weights, data and backend arrive side by side.
    const [weightBytes, dataset] = await Promise.all([
      header.weights === undefined ? undefined : fetchWeights(pageUrl(header.weights), signal),
      session.openDataset(header),
      session.engine(signal),
    ]);
    const context = await session.runContext(signal);
    const snapshot = await openStart(header, context, {
      signal,
      onProgress,
      weightBytes,
      images: FIRST_LOOK_IMAGES,
    });
    session.snapshots.put(snapshotId, snapshot);
    return { snapshot: toSnapshotView(snapshotId, snapshot), manifest: dataset.manifest };
  };

  const evaluate: JobHandler<'evaluate'> = async ({ id }, { signal, onProgress }) => {
    const snapshot = await session.snapshots.get(id);
    const context = await session.runContext(signal);
    const accuracy = await measureAccuracy(context, snapshot, undefined, { signal, onProgress });
    session.snapshots.put(id, { ...snapshot, summary: { ...snapshot.summary, accuracy } });
    return accuracy;
  };

  const dropSnapshots: JobHandler<'dropSnapshots'> = async ({ ids }) => {
    session.snapshots.drop(ids);
    return null;
  };

  const exportWeights: JobHandler<'exportWeights'> = async ({ id }) => {
    const { spec, weights, masks } = await session.snapshots.get(id);
    return {
      weights: writeSafetensors(toTorchWeights(spec, weights)),
      masks: writeSafetensors(toTorchMasks(spec, masks)),
    };
  };

  const testImage: JobHandler<'testImage'> = async ({ index }, { signal }) => {
    const { pixels, labels } = await readTestImage(session, index, signal);
    return { pixels, shape: session.dataset().manifest.imageShape, label: labels[0]! };
  };

  return { startEngine, restoreSession, openSession, evaluate, dropSnapshots, exportWeights, testImage };
}

/** One test image as a batch, once it has arrived. */
export async function readTestImage(
  session: Session,
  index: number,
  signal: AbortSignal,
): Promise<ImageBatch> {
  const { test, manifest } = session.dataset();
  const wanted = Math.min(Math.max(0, Math.floor(index)), test.count - 1);
  await test.require(wanted + 1, signal);
  const [height, width, channels] = manifest.imageShape;
  const batch = { count: 1, pixels: new Uint8Array(height * width * channels), labels: new Uint8Array(1) };
  test.gather(Uint32Array.of(wanted), batch.pixels, batch.labels);
  return batch;
}
