import { OWN_LIMITS } from '../../data/own/ownData.ts';
import { readZip } from '../../data/own/readZip.ts';
import { refuseImages } from '../../data/own/refuseImages.ts';
import type { BroughtFile } from '../protocol.ts';
import { isZip } from './unpackNetworkZip.ts';

/** A file of a folder or a zip, read when it is asked for. */
export interface ImageFile {
  readonly path: string;
  readonly size: number;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

const baseName = (path: string) => path.replace(/^.*\//, '').replace(/\.zip$/i, '');

/**
 * All files that somebody brought, with those in zips in their place: a lone zip is like the folder it holds, and several,
 * such as `train.zip` and `test.zip`, are like folders of their names. Nothing of them is read yet.
 *
 * Throws `invalid-images` where they are too many or too large, or a zip is damaged.
 */
export async function listImageFiles(
  brought: readonly BroughtFile[],
): Promise<{ readonly files: readonly ImageFile[]; readonly title: string }> {
  const zips = brought.filter(({ path }) => isZip(path));
  const files: ImageFile[] = [];
  for (const { path, file } of brought) {
    if (!isZip(path)) {
      const read = async () => new Uint8Array(await file.arrayBuffer());
      files.push({ path, size: file.size, read });
      continue;
    }
    const folder = zips.length > 1 ? `${baseName(path)}/` : '';
    for (const entry of await readZip(file)) files.push({ ...entry, path: `${folder}${entry.path}` });
  }
  const { allBytes, entries } = OWN_LIMITS;
  if (files.length > entries) {
    throw refuseImages('too-many-files', `${files.length} files (expected at most ${entries})`);
  }
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > allBytes) {
    throw refuseImages('too-large', `${size} bytes in all (expected at most ${allBytes})`);
  }
  return { files, title: zips.length === 1 ? baseName(zips[0]!.path) : '' };
}
