import { measureLatencies } from '../../analysis/measureLatencies.ts';
import { measureSensitivity } from '../../analysis/measureSensitivity.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';

/** Jobs that take a while: each reports progress and can be cancelled. */
export function createMeasureJobs(session: Session) {
  const sensitivity: JobHandler<'sensitivity'> = async (params, { signal, onProgress, onEvent }) => {
    const snapshot = await session.snapshots.get(params.id);
    const engine = await session.engine(signal);
    await measureSensitivity(engine, snapshot, session.dataset().test, params, {
      signal,
      onProgress,
      onPoint: (layer, point) => onEvent({ layer, point }),
    });
    return null;
  };

  const latency: JobHandler<'latency'> = async ({ id, batchSize, runs }, { signal, onProgress }) => {
    const snapshot = await session.snapshots.get(id);
    const engine = await session.engine(signal);
    const { test, manifest } = session.dataset();
    const count = Math.min(batchSize, test.count);
    await test.require(count, signal);
    const [height, width, channels] = manifest.imageShape;
    const images = {
      count,
      pixels: new Uint8Array(count * height * width * channels),
      labels: new Uint8Array(count),
    };
    test.gather(
      Uint32Array.from({ length: count }, (_, i) => i),
      images.pixels,
      images.labels,
    );
    return measureLatencies(engine, snapshot, images, { runs }, { signal, onProgress });
  };

  return { sensitivity, latency };
}
