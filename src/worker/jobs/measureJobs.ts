import { measureLatencies } from '../../analysis/measureLatencies.ts';
import { measureSensitivity } from '../../analysis/measureSensitivity.ts';
import type { KnownPoint } from '../../analysis/sensitivityTally.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Engine } from '../../engine/engine.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';

/** What a cancelled measurement had told, and of what. */
interface Unfinished {
  readonly engine: Engine;
  readonly dataset: Dataset;
  readonly params: string;
  readonly points: Map<string, KnownPoint>;
}

/** Jobs that take a while: each reports progress and can be cancelled. */
export function createMeasureJobs(session: Session) {
  let unfinished: Unfinished | undefined;

  /** Goes on where the same measurement was cancelled before, if no other came between. */
  const sensitivity: JobHandler<'sensitivity'> = async (params, { signal, onProgress, onEvent }) => {
    const snapshot = await session.snapshots.get(params.id);
    const engine = await session.engine(signal);
    const dataset = session.dataset();
    const asked = JSON.stringify(params);
    const isSame =
      unfinished?.engine === engine && unfinished.dataset === dataset && unfinished.params === asked;
    const points = isSame ? unfinished!.points : new Map<string, KnownPoint>();
    unfinished = { engine, dataset, params: asked, points };
    await measureSensitivity(engine, snapshot, dataset.test, params, {
      signal,
      onProgress,
      known: [...points.values()],
      onPoint(layer, point) {
        points.set(`${layer}/${point.sparsity}`, { layer, point });
        onEvent({ layer, point });
      },
    });
    if (unfinished.points === points) unfinished = undefined;
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
