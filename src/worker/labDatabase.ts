import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KnownPoint } from '../analysis/sensitivity/sensitivityTally.ts';
import type { Snapshot } from '../recipe/snapshot.ts';
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
}

export type OpenLabDatabase = IDBPDatabase<LabDatabase>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Snapshots that belong to no kept session are swept after a day, measured points after two weeks. */
const KEEP_MS = { snapshots: DAY_MS, points: 14 * DAY_MS } as const;

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

async function sweepPoints(database: OpenLabDatabase): Promise<void> {
  const sweep = database.transaction('points', 'readwrite');
  const old = IDBKeyRange.upperBound(Date.now() - KEEP_MS.points);
  for await (const cursor of sweep.store.index('savedAt').iterate(old)) await cursor.delete();
}

/**
 * Opens the database and, later, sweeps what nobody can reach any more; undefined where the browser has none (private windows,
 * locked-down browsers): memory alone has to do then.
 */
export async function openLabDatabase(): Promise<OpenLabDatabase | undefined> {
  try {
    const database = await openDB<LabDatabase>('pruning-lab', 1, {
      upgrade(created) {
        created.createObjectStore('snapshots', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
        created.createObjectStore('sessions').createIndex('savedAt', 'savedAt');
        created.createObjectStore('points').createIndex('savedAt', 'savedAt');
      },
    });
    // Nobody waits for it, and nobody has to hear of its failing.
    setTimeout(() => {
      Promise.all([sweepSnapshots(database), sweepPoints(database)]).catch(() => {});
    }, SWEEP_AFTER_MS);
    return database;
  } catch {
    return undefined;
  }
}
