import type { PointCache } from '../analysis/sensitivity/pointCache.ts';
import type { KnownPoint } from '../analysis/sensitivity/sensitivityTally.ts';
import type { OpenLabDatabase } from './labDatabase.ts';

/** Points of a curve come many times a second; they are saved together. */
const SAVE_AFTER_MS = 500;

/** Measured points in memory and, where the browser lets us, in IndexedDB, so that they outlive the page. */
export function createPointStore(database: Promise<OpenLabDatabase | undefined>): PointCache {
  const memory = new Map<string, Map<string, KnownPoint>>();
  const waiting = new Set<string>();

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
