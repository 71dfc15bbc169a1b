import { AppError, type ErrorCode, type ErrorDetails } from '../base/errors.ts';
import { type Dataset, type DatasetName, isOwnDataset } from '../data/dataset.ts';
import { createFetchReader } from '../data/fetchFile.ts';
import { openDataset } from '../data/openDataset.ts';
import type { ReadFile } from '../data/readFile.ts';
import { createShardCache } from '../data/shardCache.ts';
import type { BackendName, Engine } from '../engine/engine.ts';
import type { RunContext } from '../recipe/runContext.ts';
import { createPointStore } from './createPointStore.ts';
import { type OpenLabDatabase, openLabDatabase } from './labDatabase.ts';
import { createOwnDataStore, type OwnDataStore } from './ownDataStore.ts';
import type { SessionHeader, SnapshotId } from './protocol.ts';
import { createSessionStore, type SessionStore } from './sessionStore.ts';
import { createSnapshotStore, type SnapshotStore } from './snapshotStore.ts';
import { untilAborted } from './untilAborted.ts';
import { WASM_URLS } from './wasmUrls.ts';

/** What the session says without being asked. */
export interface SessionEvents {
  onNotice(code: ErrorCode, details: ErrorDetails): void;
  onArrival(arrival: { arrived: number; total: number }): void;
}

/** What the jobs of one page share: a backend, an open data set, the snapshots. */
export interface Session {
  readonly snapshots: SnapshotStore;
  readonly sessions: SessionStore;
  readonly ownData: OwnDataStore;
  /** For stores that are loaded with the jobs that use them. */
  readonly database: Promise<OpenLabDatabase | undefined>;
  /** Reads the files of a data set: from the page's folder, or from what is kept of somebody's own. */
  readerOf(name: DatasetName): ReadFile;
  /** Replaces the backend; jobs on the old one fail. */
  startEngine(requested: BackendName | undefined): Promise<Engine>;
  /** The running backend, started when first asked for. */
  engine(signal: AbortSignal): Promise<Engine>;
  openDataset(header: SessionHeader): Promise<Dataset>;
  /** Throws when no session is open. */
  dataset(): Dataset;
  header(): SessionHeader;
  /** What the recipe's steps run on; `named` is the one snapshot that a step can name. */
  runContext(signal: AbortSignal, named?: SnapshotId): Promise<RunContext>;
}

/** The page's own folder, where data sets and checkpoints lie; the worker's script lies below it. */
export function pageUrl(path: string): string {
  const root = import.meta.env.DEV ? '/' : '../';
  return new URL(root + path, import.meta.env.DEV ? self.location.origin : import.meta.url).href;
}

/** Creates the state behind the jobs. */
export function createSession(events: SessionEvents): Session {
  const database = openLabDatabase();
  const points = createPointStore(database);
  const sessions = createSessionStore(database);
  const snapshots = createSnapshotStore(database, () => events.onNotice('storage-full', {}));
  const ownData = createOwnDataStore(database, () => events.onNotice('storage-full', {}));
  let starting: Promise<Engine> | undefined;
  let open: { header: SessionHeader; dataset: Dataset } | undefined;
  let stream = new AbortController();
  let askForEngine: () => void;
  /** Images are not read before there is something to compute with them: the page draws its first picture meanwhile. */
  const engineAsked = new Promise<void>((resolve) => {
    askForEngine = resolve;
  });

  async function start(requested: BackendName | undefined): Promise<Engine> {
    // On its own, so that the first histograms need no tfjs.
    const { createEngine } = await import('../engine/createEngine.ts');
    return createEngine({
      ...(requested ? { requested } : {}),
      wasmPaths: WASM_URLS,
      onNotice: (notice) => events.onNotice(notice.code, notice.details),
    });
  }

  function requireOpen() {
    if (!open) throw new AppError('unexpected', 'no session is open');
    return open;
  }

  const session: Session = {
    snapshots,
    sessions,
    ownData,
    database,
    readerOf: (name) =>
      isOwnDataset(name) ? ownData.readerOf(name) : createFetchReader(pageUrl(`datasets/${name}/`)),
    async startEngine(requested) {
      // tfjs has one current backend: the old engine goes before the new one comes.
      const before = starting?.then((old) => old.dispose()).catch(() => {});
      const next = Promise.resolve(before).then(() => start(requested));
      starting = next;
      askForEngine();
      next.catch(() => {
        if (starting === next) starting = undefined;
      });
      return next;
    },
    engine(signal) {
      starting ??= session.startEngine(undefined);
      return untilAborted(starting, signal);
    },
    async openDataset(header) {
      const { name, trainSize, testSize } = header.dataset;
      // The data set before this one need not arrive to its end.
      stream.abort();
      stream = new AbortController();
      const dataset = await openDataset(name, {
        readFile: session.readerOf(name),
        ...(isOwnDataset(name) ? {} : { cache: createShardCache() }),
        ...(trainSize ? { trainSize } : {}),
        ...(testSize ? { testSize } : {}),
        onArrival: events.onArrival,
        streamAfter: engineAsked,
        signal: stream.signal,
      });
      open = { header, dataset };
      return dataset;
    },
    dataset: () => requireOpen().dataset,
    header: () => requireOpen().header,
    async runContext(signal, named) {
      const { header, dataset } = requireOpen();
      return {
        engine: await session.engine(signal),
        dataset,
        seed: header.seed,
        points,
        resolveSnapshot: () => {
          if (!named) throw new AppError('unexpected', 'no snapshot is named');
          return snapshots.get(named);
        },
      };
    },
  };
  return session;
}
