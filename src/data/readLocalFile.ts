import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, isAbortError } from '../base/errors.ts';
import type { ReadFile } from './readFile.ts';

/** Creates a ReadFile over a folder on disk, for Node; the only file here that needs Node. */
export function createFileReader(folder: string): ReadFile {
  return async (path, signal) => {
    try {
      return await readFile(join(folder, path), signal ? { signal } : {});
    } catch (thrown) {
      if (isAbortError(thrown)) throw thrown;
      const reason = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
      throw new AppError(
        'dataset-missing',
        `cannot read ${join(folder, path)}: ${reason}`,
        { file: path, reason },
        thrown,
      );
    }
  };
}
