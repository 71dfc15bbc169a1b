import { AppError } from '../base/errors.ts';
import type { OwnDatasetName } from '../data/dataset.ts';
import type { ReadFile } from '../data/readFile.ts';
import type { OpenLabDatabase } from './labDatabase.ts';

/** Somebody's images, packed, by their data set's name; `manifest.json` is among the files of each. */
export interface OwnDataStore {
  /** Keeps the files of a data set, on the disk or else in memory. */
  put(name: OwnDatasetName, files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void>;
  /** Reads files of a data set; rejects with `own-images-missing` where they are not kept here. */
  readerOf(name: OwnDatasetName): ReadFile;
}

const pathOf = (name: OwnDatasetName, file: string) => `${name}/${file}`;

/** Creates a store on a database, if there is one; `onFull` is told when the disk takes no more. */
export function createOwnDataStore(
  database: Promise<OpenLabDatabase | undefined>,
  onFull: () => void,
): OwnDataStore {
  /** What the disk did not take. */
  const memory = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    async put(name, files) {
      try {
        const opened = await database;
        if (!opened) throw new AppError('storage-full', 'this browser keeps nothing for the page');
        const savedAt = Date.now();
        const change = opened.transaction('ownImages', 'readwrite');
        await Promise.all([
          ...[...files].map(([file, bytes]) =>
            change.store.put({ path: pathOf(name, file), savedAt, bytes }),
          ),
          change.done,
        ]);
      } catch {
        for (const [file, bytes] of files) memory.set(pathOf(name, file), bytes);
        onFull();
      }
    },
    readerOf: (name) => async (file) => {
      const path = pathOf(name, file);
      const bytes = memory.get(path) ?? (await (await database)?.get('ownImages', path))?.bytes;
      if (bytes) return bytes;
      throw new AppError('own-images-missing', `the images ${name} are not kept here: no ${file}`, {
        dataset: name,
        file,
      });
    },
  };
}
