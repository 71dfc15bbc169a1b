import { type DBSchema, openDB } from 'idb';
import type { PointCache } from '../analysis/sensitivity/pointCache.ts';
import type { KnownPoint } from '../analysis/sensitivity/sensitivityTally.ts';

interface PointDatabase extends DBSchema {
  points: {
    key: string;
    value: { savedAt: number; points: readonly KnownPoint[] };
    indexes: { savedAt: number };
  };
}

/** Measurements that nobody asked for again in this time are swept. */
const KEEP_MS = 14 * 24 * 60 * 60 * 1000;
/** Points of a curve come many times a second; they are saved together. */
const SAVE_AFTER_MS = 500;

async function openDatabase() {
  try {
    const database = await openDB<PointDatabase>('pruning-lab-points', 1, {
      upgrade(created) {
        created.createObjectStore('points').createIndex('savedAt', 'savedAt');
      },
    });
    const sweep = database.transaction('points', 'readwrite');
    const old = IDBKeyRange.upperBound(Date.now() - KEEP_MS);
    for await (const cursor of sweep.store.index('savedAt').iterate(old)) await cursor.delete();
    return database;
  } catch {
    // Private windows and locked-down browsers have no IndexedDB: memory alone then.
    return undefined;
  }
}

/** Measured points in memory and, where the browser lets us, in IndexedDB, so that they outlive the page. */
export function createPointStore(): PointCache {
  const memory = new Map<string, Map<string, KnownPoint>>();
  const waiting = new Set<string>();
  let database: ReturnType<typeof openDatabase> | undefined;

  async function save(key: string): Promise<void> {
    waiting.delete(key);
    const points = [...memory.get(key)!.values()];
    try {
      await (await database)?.put('points', { savedAt: Date.now(), points }, key);
    } catch {
      // A full disk costs no more than measuring again.
    }
  }

  return {
    async read(key) {
      database ??= openDatabase();
      const held = memory.get(key);
      if (held) return [...held.values()];
      const stored = await (await database)?.get('points', key).catch(() => undefined);
      return stored?.points ?? [];
    },
    write(key, known) {
      const points = memory.get(key) ?? new Map<string, KnownPoint>();
      memory.set(key, points);
      points.set(`${known.layer}/${known.point.sparsity}`, known);
      if (waiting.has(key)) return;
      waiting.add(key);
      setTimeout(() => void save(key), SAVE_AFTER_MS);
    },
  };
}
