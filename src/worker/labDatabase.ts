import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KnownPoint } from '../analysis/sensitivity/sensitivityTally.ts';
import type { Snapshot } from '../recipe/snapshot.ts';
import type { RecipeResult } from '../recipe/toResult.ts';
import type { StudyRecord } from '../studies/studyRecord.ts';
import type { SessionRecord, SnapshotId } from './protocol.ts';

/** What the page keeps on the disk. Sessions hold the ids of their snapshots; times are milliseconds since 1970. */
export interface LabDatabase extends DBSchema {
  snapshots: {
    key: SnapshotId;
    value: { id: SnapshotId; savedAt: number; snapshot: Snapshot };
    indexes: { savedAt: number };
  };
  sessions: {
    key: string;
    value: { savedAt: number; record: SessionRecord };
    indexes: { savedAt: number };
  };
  points: {
    key: string;
    value: { savedAt: number; points: readonly KnownPoint[] };
    indexes: { savedAt: number };
  };
  /** Files of images that somebody brought, under the name of their data set and their own: `own:…/train-00.bin`. */
  ownImages: {
    key: string;
    value: { path: string; savedAt: number; bytes: Uint8Array<ArrayBuffer> };
    indexes: { savedAt: number };
  };
  studies: {
    key: string;
    value: { savedAt: number; record: StudyRecord };
    indexes: { savedAt: number };
  };
  /** Results of recipes of studies whose seed is not done yet. */
  studyResults: {
    key: string;
    value: { savedAt: number; result: RecipeResult };
    indexes: { savedAt: number };
  };
}

export type OpenLabDatabase = IDBPDatabase<LabDatabase>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Snapshots and images that belong to no kept session are swept after a day, measured points after two weeks. */
const KEEP_MS = { snapshots: DAY_MS, ownImages: DAY_MS, points: 14 * DAY_MS } as const;

/** The first picture of the page comes first. */
const SWEEP_AFTER_MS = 5000;

async function sweepSnapshots(database: OpenLabDatabase): Promise<void> {
  const kept = new Set<SnapshotId>();
  for (const { record } of await database.getAll('sessions')) for (const { id } of record.rows) kept.add(id);
  const sweep = database.transaction('snapshots', 'readwrite');
  const old = IDBKeyRange.upperBound(Date.now() - KEEP_MS.snapshots);
  for await (const cursor of sweep.store.index('savedAt').iterate(old)) {
    if (!kept.has(cursor.value.id)) await cursor.delete();
  }
}

async function sweepOwnImages(database: OpenLabDatabase): Promise<void> {
  const kept = new Set<string>();
  for (const { record } of await database.getAll('sessions')) kept.add(record.header.dataset.name);
  const sweep = database.transaction('ownImages', 'readwrite');
  const old = IDBKeyRange.upperBound(Date.now() - KEEP_MS.ownImages);
  // Keys alone: the images themselves need not be read.
  for (const path of await sweep.store.index('savedAt').getAllKeys(old)) {
    if (!kept.has(path.slice(0, path.indexOf('/')))) await sweep.store.delete(path);
  }
}

async function sweepPoints(database: OpenLabDatabase): Promise<void> {
  const sweep = database.transaction('points', 'readwrite');
  const old = IDBKeyRange.upperBound(Date.now() - KEEP_MS.points);
  for await (const cursor of sweep.store.index('savedAt').iterate(old)) await cursor.delete();
}

/**
 * Opens the database and, later, sweeps what nobody can reach any more; undefined where the browser has none (private windows,
 * locked-down browsers), or an older page in another tab holds it: memory alone has to do then.
 */
export async function openLabDatabase(): Promise<OpenLabDatabase | undefined> {
  try {
    let giveUp: () => void = () => {};
    const refused = new Promise<undefined>((resolve) => {
      giveUp = () => resolve(undefined);
    });
    const opening = openDB<LabDatabase>('pruning-lab', 3, {
      upgrade(created, before) {
        if (before < 1) {
          created.createObjectStore('snapshots', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
          created.createObjectStore('sessions').createIndex('savedAt', 'savedAt');
          created.createObjectStore('points').createIndex('savedAt', 'savedAt');
        }
        if (before < 2) {
          created.createObjectStore('ownImages', { keyPath: 'path' }).createIndex('savedAt', 'savedAt');
        }
        if (before < 3) {
          created.createObjectStore('studies').createIndex('savedAt', 'savedAt');
          created.createObjectStore('studyResults').createIndex('savedAt', 'savedAt');
        }
      },
      // An older page in another tab holds it.
      blocked: () => giveUp(),
      // A newer page in another tab waits for it.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    const database = await Promise.race([opening, refused]);
    if (!database) return undefined;
    // Nobody waits for it, and nobody has to hear of its failing.
    setTimeout(() => {
      Promise.all([sweepSnapshots(database), sweepOwnImages(database), sweepPoints(database)]).catch(
        () => {},
      );
    }, SWEEP_AFTER_MS);
    return database;
  } catch {
    return undefined;
  }
}
