import { AppError } from '../base/errors.ts';
import type { OpenLabDatabase } from './labDatabase.ts';
import { MOST_SESSIONS, type SessionInfo, type SessionRecord } from './protocol.ts';

/** The sessions kept on this machine, the latest first. */
export interface SessionStore {
  /** Throws `storage-full` where the disk takes no more, `unexpected` where there is none. */
  save(record: SessionRecord): Promise<void>;
  list(): Promise<readonly SessionInfo[]>;
  /** Undefined where there is none of that id. */
  read(id: string): Promise<SessionRecord | undefined>;
  /** Forgets a session and all its snapshots. */
  remove(id: string): Promise<void>;
}

function describe({ record, savedAt }: { record: SessionRecord; savedAt: number }): SessionInfo {
  const done = record.rows.filter(({ status }) => status === 'done');
  const { id, title, header } = record;
  const last = done.at(-1)?.snapshot?.summary;
  return {
    id,
    title,
    savedAt,
    network: 'spec' in header.network ? header.network.spec.name : header.network.preset,
    dataset: header.dataset.name,
    rows: record.rows.length,
    ...(last ? { accuracy: last.accuracy.accuracy, keptShare: 1 - last.cost.totals.sparsity } : {}),
  };
}

/** Creates a store on a database, if there is one. */
export function createSessionStore(database: Promise<OpenLabDatabase | undefined>): SessionStore {
  async function requireDatabase(): Promise<OpenLabDatabase> {
    const opened = await database;
    if (!opened) throw new AppError('unexpected', 'this browser keeps nothing for the page');
    return opened;
  }

  async function listAll(opened: OpenLabDatabase) {
    return (await opened.getAll('sessions')).sort((a, b) => b.savedAt - a.savedAt);
  }

  async function remove(id: string): Promise<void> {
    const opened = await requireDatabase();
    const kept = await opened.get('sessions', id);
    const change = opened.transaction(['sessions', 'snapshots'], 'readwrite');
    for (const row of kept?.record.rows ?? []) await change.objectStore('snapshots').delete(row.id);
    await change.objectStore('sessions').delete(id);
    await change.done;
  }

  return {
    async save(record) {
      const opened = await database;
      if (!opened) return;
      try {
        await opened.put('sessions', { savedAt: Date.now(), record }, record.id);
        // Saved after every change: the others are read only where one of them has to go.
        if ((await opened.count('sessions')) <= MOST_SESSIONS) return;
        for (const { record: old } of (await listAll(opened)).slice(MOST_SESSIONS)) await remove(old.id);
      } catch (thrown) {
        throw new AppError('storage-full', `the session could not be kept: ${thrown}`, {}, thrown);
      }
    },
    async list() {
      const opened = await database;
      return opened ? (await listAll(opened)).map(describe) : [];
    },
    read: async (id) => (await (await database)?.get('sessions', id))?.record,
    remove,
  };
}
