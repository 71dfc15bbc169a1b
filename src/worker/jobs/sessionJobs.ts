import { AppError } from '../../base/errors.ts';
import type { ImageBatch } from '../../data/dataset.ts';
import { writeSafetensors } from '../../formats/safetensors.ts';
import { toTorchMasks, toTorchWeights } from '../../formats/torchLayout.ts';
import { measureAccuracy } from '../../recipe/measureAccuracy.ts';
import { createStart, openStart, type StartState, toStartSnapshot } from '../../recipe/openStart.ts';
import { fetchShippedAccuracy } from '../fetchShippedAccuracy.ts';
import { fetchWeights } from '../fetchWeights.ts';
import type { ImageSource } from '../protocol.ts';
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

  const open: JobHandler<'openSession'> = async ({ header, snapshotId }, { signal, onProgress }) => {
    const takeFirstLook = async (state: StartState) =>
      measureAccuracy(await session.runContext(signal), state, FIRST_LOOK_IMAGES, { signal, onProgress });
    const startedMs = performance.now();
    const [weightBytes, shipped, { manifest }] = await Promise.all([
      header.weights === undefined ? undefined : fetchWeights(pageUrl(header.weights), signal),
      fetchShippedAccuracy(header, signal),
      session.openDataset(header),
    ]);
    const state = createStart(header, manifest, weightBytes);
    // A shipped number lets the network be seen before there is a backend or an image.
    const accuracy = shipped ?? (await takeFirstLook(state));
    const snapshot = toStartSnapshot(state, accuracy, (performance.now() - startedMs) / 1000);
    session.snapshots.put(snapshotId, snapshot);
    return { snapshot: toSnapshotView(snapshotId, snapshot), manifest };
  };

  const openSession: JobHandler<'openSession'> = (params, context) => {
    const opened = open(params, context);
    session.snapshots.expect(params.snapshotId, opened);
    return opened;
  };

  const openSeed: JobHandler<'openSeed'> = async ({ seed, snapshotId }, { signal, onProgress }) => {
    const context = { ...(await session.runContext(signal)), seed };
    const { weights: _, ...header } = session.header();
    const snapshot = await openStart({ ...header, seed }, context, { signal, onProgress });
    session.snapshots.put(snapshotId, snapshot);
    return { snapshot: toSnapshotView(snapshotId, snapshot) };
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

  return {
    startEngine,
    restoreSession,
    openSession,
    openSeed,
    evaluate,
    dropSnapshots,
    exportWeights,
    testImage,
  };
}

/** An image as a batch of one, once it has arrived; throws `unexpected` for pixels of another size than the data set's. */
export async function readImage(
  session: Session,
  image: ImageSource,
  signal: AbortSignal,
): Promise<ImageBatch> {
  if ('index' in image) return readTestImage(session, image.index, signal);
  const [height, width, channels] = session.dataset().manifest.imageShape;
  if (image.pixels.length !== height * width * channels) {
    throw new AppError(
      'unexpected',
      `an image of ${image.pixels.length} values (expected ${height * width * channels})`,
    );
  }
  return { count: 1, pixels: image.pixels, labels: new Uint8Array(1) };
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
