import { unzipSync } from 'fflate';
import { AppError } from '../../base/errors.ts';
import { SESSION_LIMITS } from '../../recipe/sessionFile.ts';
import { NETWORK_FILE_LIMITS, type NetworkRefusal, type ZipKind } from '../protocol.ts';

/** A file, or what a zip holds of one. */
export interface FileEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The error of files that hold no network that can be opened. */
export function refuse(refusal: NetworkRefusal, message: string, cause?: unknown): AppError {
  return new AppError('invalid-network', message, { refusal }, cause);
}

/** True for a zip by its name. */
export const isZip = (name: string) => /\.zip$/i.test(name);
/** Folders, and what a Mac puts beside the files it packs. */
const isNoise = (path: string) => path.endsWith('/') || /(^|\/)(__MACOSX\/|\.)/.test(path);

/** Throws the refusal `too-large` naming the file and both sizes. */
export function checkSize(name: string, sizeBytes: number, limit: number): void {
  if (sizeBytes > limit) {
    throw refuse('too-large', `${name}: ${sizeBytes} bytes (expected at most ${limit})`);
  }
}

/** Unpacks a zip whose contents are bounded before any of it is unpacked. */
export function unpackNetworkZip({ name: zipName, bytes }: FileEntry): readonly FileEntry[] {
  let [all, count] = [0, 0];
  try {
    const entries = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (isNoise(name)) return false;
        all += originalSize;
        count++;
        checkSize(zipName, all, NETWORK_FILE_LIMITS.filesBytes + NETWORK_FILE_LIMITS.modelJsonBytes);
        if (count > SESSION_LIMITS.entries)
          throw refuse('too-large', `${zipName}: more than ${count - 1} files`);
        return true;
      },
    });
    return Object.entries(entries).map(([name, content]) => ({ name, bytes: content }));
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw refuse('damaged-zip', `${zipName}: no zip file, or a damaged one`, thrown);
  }
}

/** What a zip holds, read from its list alone; a zip that cannot be listed is taken for a network's. */
export async function kindOfZip(file: File): Promise<ZipKind> {
  const [{ readZip }, { isPictureName }, { isIdxName }] = await Promise.all([
    import('../../data/own/readZip.ts'),
    import('../../data/own/listPictures.ts'),
    import('../../data/own/pairIdx.ts'),
  ]);
  try {
    const names = (await readZip(file)).map(({ path }) => path);
    if (names.includes('session.json')) return 'session';
    // A network may have a picture beside it, and images a file that tells of them: what there is more of counts.
    const count = (is: (name: string) => boolean) =>
      names.filter((name) => !isNoise(name) && is(name)).length;
    const images = count((name) => isPictureName(name) || isIdxName(name));
    return images > count((name) => /\.(json|bin|safetensors)$/i.test(name)) ? 'images' : 'network';
  } catch {
    return 'network';
  }
}
