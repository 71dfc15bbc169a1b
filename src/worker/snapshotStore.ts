import { AppError } from '../base/errors.ts';
import type { Snapshot } from '../recipe/snapshot.ts';
import type { OpenLabDatabase } from './labDatabase.ts';
import type { SnapshotId } from './protocol.ts';

/** Snapshots by id, in memory and (where the browser lets us) in IndexedDB, from where a later worker takes them up. */
export interface SnapshotStore {
  put(id: SnapshotId, snapshot: Snapshot): void;
  /** Lets `get` wait for a snapshot that is still being made, so that it can be asked for ahead of time. */
  expect(id: SnapshotId, made: Promise<unknown>): void;
  /** Throws `unexpected` when neither memory nor disk has it. */
  get(id: SnapshotId): Promise<Snapshot>;
  drop(ids: readonly SnapshotId[]): void;
}

/** Creates a store on a database, if there is one; `onFull` is told once when the disk takes no more. */
export function createSnapshotStore(
  database: Promise<OpenLabDatabase | undefined>,
  onFull: () => void,
): SnapshotStore {
  const memory = new Map<SnapshotId, Snapshot>();
  const expected = new Map<SnapshotId, Promise<void>>();
  let full = false;

  async function save(id: SnapshotId, snapshot: Snapshot): Promise<void> {
    try {
      await (await database)?.put('snapshots', { id, savedAt: Date.now(), snapshot });
    } catch {
      if (!full) onFull();
      full = true;
    }
  }

  return {
    put(id, snapshot) {
      memory.set(id, snapshot);
      void save(id, snapshot);
    },
    expect(id, made) {
      const settled = made.then(
        () => {},
        // The job that was to make it says why it did not.
        () => {},
      );
      expected.set(id, settled);
      void settled.then(() => expected.delete(id));
    },
    async get(id) {
      await expected.get(id);
      const held = memory.get(id);
      if (held) return held;
      const stored = await (await database)?.get('snapshots', id);
      if (!stored) throw new AppError('unexpected', `no snapshot with the id ${id}`, { id });
      memory.set(id, stored.snapshot);
      return stored.snapshot;
    },
    drop(ids) {
      for (const id of ids) {
        memory.delete(id);
        void database.then((opened) => opened?.delete('snapshots', id)).catch(() => {});
      }
    },
  };
}
