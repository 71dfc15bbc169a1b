import { AppError, toAppError } from '../../base/errors.ts';
import { type DatasetManifest, isOwnDataset } from '../../data/dataset.ts';
import { verifyOwnDataset } from '../../data/own/nameOwnDataset.ts';
import type { ReadFile } from '../../data/readFile.ts';
import type { SessionFile } from '../../recipe/sessionFile.ts';
import type { Session } from '../session.ts';

/** All files of somebody's packed images. */
export async function readOwnFiles(
  readFile: ReadFile,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const manifestFile = 'manifest.json';
  const files = new Map([[manifestFile, await readFile(manifestFile)]]);
  const { splits } = JSON.parse(new TextDecoder().decode(files.get(manifestFile))) as DatasetManifest;
  for (const { file } of [...splits.train.shards, ...splits.test.shards])
    files.set(file, await readFile(file));
  return files;
}

/** Keeps the images of a session file once they are those that its recipe names; throws `invalid-session` for others. */
export async function takeInImages(
  session: Pick<Session, 'ownData'>,
  { recipe, images }: SessionFile,
): Promise<void> {
  const { name } = recipe.dataset;
  if (!images || !isOwnDataset(name)) return;
  const manifest = await verifyOwnDataset(images).catch((thrown: unknown) => {
    throw new AppError('invalid-session', `images: ${toAppError(thrown).message}`, {}, thrown);
  });
  if (manifest.name !== name)
    throw new AppError('invalid-session', `images: ${manifest.name} (expected ${name})`);
  // What the manifest does not name is not kept.
  const named = [
    'manifest.json',
    ...Object.values(manifest.splits).flatMap(({ shards }) => shards.map(({ file }) => file)),
  ];
  await session.ownData.put(name, new Map(named.map((file) => [file, images.get(file)!])));
}
