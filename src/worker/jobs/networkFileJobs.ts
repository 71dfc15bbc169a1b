import { AppError } from '../../base/errors.ts';
import { type Dataset, type DatasetName, isOwnDataset } from '../../data/dataset.ts';
import type { Recipe } from '../../recipe/schema.ts';
import type { Snapshot } from '../../recipe/snapshot.ts';
import { OWN_WEIGHTS, type SessionHeader } from '../protocol.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { toSnapshotView } from '../toSnapshotView.ts';
import { toMade, toRecipe } from './keepJobs.ts';

/** Test images that a network is measured on when it is taken in. */
const FIRST_LOOK_IMAGES = 1000;

/** What a network is taken in on; the data set that is open stays as it is. */
async function openFirstImages(session: Session, name: DatasetName, signal: AbortSignal): Promise<Dataset> {
  const [{ openDataset }, { createShardCache }] = await Promise.all([
    import('../../data/openDataset.ts'),
    import('../../data/shardCache.ts'),
  ]);
  const options = { readFile: session.readerOf(name), signal, trainSize: 1 };
  if (!isOwnDataset(name)) {
    return openDataset(name, { ...options, cache: createShardCache(), testSize: FIRST_LOOK_IMAGES });
  }
  // Somebody's own may have fewer.
  const { test } = await openDataset(name, options);
  return openDataset(name, { ...options, testSize: Math.min(FIRST_LOOK_IMAGES, test.count) });
}

/** Opens no recipe whose weights are nowhere to be fetched: it must not start from others. */
export function refuseOwnWeights(open: JobHandler<'openSession'>): JobHandler<'openSession'> {
  return async (params, context) => {
    const { weights } = params.header;
    if (!weights?.startsWith(OWN_WEIGHTS)) return open(params, context);
    throw new AppError(
      'invalid-weights',
      `the recipe starts from somebody’s own weights, which are not part of it: ${weights} (expected their file, or the session’s)`,
      { weights },
    );
  };
}

export interface NetworkFileOptions {
  readonly openImages?: typeof openFirstImages;
}

/** Jobs that take in networks from files, and write snapshots and results to take home. */
export function createNetworkFileJobs(
  session: Session,
  { openImages = openFirstImages }: NetworkFileOptions = {},
) {
  const kindOfZip: JobHandler<'kindOfZip'> = async ({ file }) =>
    (await import('./unpackNetworkZip.ts')).kindOfZip(file);

  const inspectNetwork: JobHandler<'inspectNetwork'> = async ({ files, open }) => {
    const { readNetworkFiles } = await import('./readNetworkFiles.ts');
    return (await readNetworkFiles(files, open)).summary;
  };

  const importNetwork: JobHandler<'importNetwork'> = async (
    { files, open, dataset: name },
    { signal, onProgress },
  ) => {
    const startedMs = performance.now();
    const [{ readNetworkFiles }, { toStartSnapshot }, { measureAccuracy }, { resolveNetwork }] =
      await Promise.all([
        import('./readNetworkFiles.ts'),
        import('../../recipe/openStart.ts'),
        import('../../recipe/measureAccuracy.ts'),
        import('../../recipe/resolveNetwork.ts'),
      ]);
    const { spec, weights, summary } = await readNetworkFiles(files, open);
    const header: SessionHeader = {
      version: 1,
      seed: 1,
      dataset: { name },
      network: { spec } as Recipe['network'],
      weights: summary.weights,
    };
    const dataset = await openImages(session, name, signal);
    resolveNetwork(header.network, dataset.manifest);
    const state = { spec, weights, masks: {} };
    const context = {
      engine: await session.engine(signal),
      dataset,
      seed: header.seed,
      resolveSnapshot: () => Promise.reject(new AppError('unexpected', 'no snapshot is named')),
    };
    const accuracy = await measureAccuracy(context, state, FIRST_LOOK_IMAGES, { signal, onProgress });
    const snapshot = toStartSnapshot(state, accuracy, (performance.now() - startedMs) / 1000);
    const id = `${crypto.randomUUID().slice(0, 8)}-1`;
    session.snapshots.put(id, snapshot);
    return {
      id: crypto.randomUUID(),
      title: '',
      header,
      rows: [{ id, parentId: null, step: null, status: 'done', snapshot: toSnapshotView(id, snapshot) }],
      selectedId: id,
      comparedId: null,
    };
  };

  const describeExport: JobHandler<'describeExport'> = async ({ id }) => {
    const [{ compact }, { sizeOf }] = await Promise.all([
      import('../../pruning/compact.ts'),
      import('../../network/listWeights.ts'),
    ]);
    const { spec, weights, masks } = await session.snapshots.get(id);
    const count = (of: Snapshot['weights']) =>
      Object.values(of).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const small = compact(spec, weights, masks);
    return {
      removedChannels: small.removedChannels,
      parameters: count(weights),
      compactedParameters: count(small.weights),
    };
  };

  const exportNetwork: JobHandler<'exportNetwork'> = async ({ id, name, format, compacted }) => {
    const { packNetwork } = await import('./packNetwork.ts');
    const { manifest: dataset } = session.dataset();
    return packNetwork(await session.snapshots.get(id), { name, format, compacted, dataset });
  };

  const exportResult: JobHandler<'exportResult'> = async ({ record }, { signal }) => {
    const [{ toResult }, { VERSIONS }] = await Promise.all([
      import('../../recipe/toResult.ts'),
      import('../version.ts'),
    ]);
    const snapshots = new Map<string, Snapshot>();
    for (const { id, status } of record.rows) {
      if (status === 'done') snapshots.set(id, await session.snapshots.get(id));
    }
    const { backend } = await session.engine(signal);
    const result = toResult(toRecipe(record), toMade(record.rows, snapshots), backend, VERSIONS);
    return new TextEncoder().encode(`${JSON.stringify(result, null, 2)}\n`);
  };

  return { kindOfZip, inspectNetwork, importNetwork, describeExport, exportNetwork, exportResult };
}
