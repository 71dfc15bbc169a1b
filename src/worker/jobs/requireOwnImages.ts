import { isOwnDataset } from '../../data/dataset.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';

/** Tells missing images before anything else is found missing: a recipe may start from somebody's own weights too. */
export function requireOwnImages(
  session: Pick<Session, 'ownData'>,
  open: JobHandler<'openSession'>,
): JobHandler<'openSession'> {
  return async (params, context) => {
    const { name } = params.header.dataset;
    if (isOwnDataset(name)) await session.ownData.readerOf(name)('manifest.json');
    return open(params, context);
  };
}
