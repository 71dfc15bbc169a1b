import { AppError } from '../../base/errors.ts';
import { isOwnDataset } from '../../data/dataset.ts';
import type { MadeSnapshot } from '../../recipe/runRecipe.ts';
import { type Recipe, START_NAME } from '../../recipe/schema.ts';
import type { Snapshot } from '../../recipe/snapshot.ts';
import type { SessionRecord, SessionRow, SnapshotId } from '../protocol.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { toSnapshotView } from '../toSnapshotView.ts';

/** The name under which recipes know the snapshot of a row. */
function nameIn(rows: readonly SessionRow[], id: SnapshotId | null): string {
  return rows.find((row) => row.id === id)?.step?.name ?? START_NAME;
}

/** The recipe of a kept session's finished and pending rows. */
export function toRecipe({ header, rows }: SessionRecord): Recipe {
  const steps = rows.flatMap(({ step, parentId }) =>
    step ? [{ ...step, from: nameIn(rows, parentId) }] : [],
  );
  return { ...header, steps };
}

/** The snapshots of a kept session as a run would have made them. */
export function toMade(
  rows: readonly SessionRow[],
  snapshots: ReadonlyMap<string, Snapshot>,
): MadeSnapshot[] {
  return rows.flatMap(({ id, parentId, step }) => {
    const snapshot = snapshots.get(id);
    if (!snapshot) return [];
    const named = { ...snapshot, name: step?.name ?? START_NAME };
    return [step ? { snapshot: named, from: nameIn(rows, parentId), step } : { snapshot: named }];
  });
}

/** Rows under ids of their own, so that a session taken in twice is two. */
function withNewIds(rows: readonly { readonly id: SnapshotId }[]): ReadonlyMap<SnapshotId, SnapshotId> {
  const prefix = crypto.randomUUID().slice(0, 8);
  return new Map(rows.map(({ id }, index) => [id, `${prefix}-${index + 1}`]));
}

/** Jobs that keep sessions on this machine, and turn them into files and back. */
export function createKeepJobs(session: Session) {
  const saveSession: JobHandler<'saveSession'> = async ({ record }) => {
    await session.sessions.save(record);
    return null;
  };
  const listSessions: JobHandler<'listSessions'> = () => session.sessions.list();
  const readSession: JobHandler<'readSession'> = async ({ id }) => (await session.sessions.read(id)) ?? null;
  const deleteSession: JobHandler<'deleteSession'> = async ({ id }) => {
    await session.sessions.remove(id);
    return null;
  };

  const reopenSession: JobHandler<'reopenSession'> = async ({ header, ids }) => {
    try {
      await Promise.all(ids.map((id) => session.snapshots.get(id)));
    } catch (thrown) {
      throw new AppError('session-lost', 'snapshots of the session are gone', {}, thrown);
    }
    const { manifest } = await session.openDataset(header);
    return { manifest };
  };

  const exportSession: JobHandler<'exportSession'> = async ({ record }, { signal }) => {
    const [{ writeSessionFile }, { toResult }, { VERSIONS }] = await Promise.all([
      import('../../recipe/sessionFile.ts'),
      import('../../recipe/toResult.ts'),
      import('../version.ts'),
    ]);
    const { title, rows, selectedId, comparedId } = record;
    const done = rows.filter(({ status }) => status === 'done');
    const snapshots = new Map<string, Snapshot>();
    for (const { id } of done) snapshots.set(id, await session.snapshots.get(id));
    const recipe = toRecipe(record);
    const { backend } = await session.engine(signal);
    const result = toResult(recipe, toMade(rows, snapshots), backend, VERSIONS);
    const { name } = recipe.dataset;
    const images = isOwnDataset(name)
      ? await (await import('./sessionImages.ts')).readOwnFiles(session.readerOf(name))
      : undefined;
    const file = { title, recipe, rows, selectedId, comparedId, snapshots, ...(images ? { images } : {}) };
    return writeSessionFile(file, result);
  };

  const importSession: JobHandler<'importSession'> = async ({ bytes }) => {
    const { parseSessionFile } = await import('../../recipe/sessionFile.ts');
    const file = parseSessionFile(bytes);
    if (file.images) await (await import('./sessionImages.ts')).takeInImages(session, file);
    const { steps: _, ...header } = file.recipe;
    const ids = withNewIds(file.rows);
    const rows = file.rows.map((row): SessionRow => {
      const id = ids.get(row.id)!;
      const snapshot = file.snapshots.get(row.id);
      if (snapshot) session.snapshots.put(id, snapshot);
      return {
        id,
        parentId: row.parentId === null ? null : ids.get(row.parentId)!,
        step: row.step,
        status: row.status,
        ...(row.fromRecipe ? { fromRecipe: true } : {}),
        ...(snapshot ? { snapshot: toSnapshotView(id, snapshot) } : {}),
      };
    });
    return {
      id: crypto.randomUUID(),
      title: file.title,
      header,
      rows,
      selectedId: ids.get(file.selectedId)!,
      comparedId: file.comparedId === null ? null : ids.get(file.comparedId)!,
    };
  };

  return {
    saveSession,
    listSessions,
    readSession,
    deleteSession,
    reopenSession,
    exportSession,
    importSession,
  };
}
