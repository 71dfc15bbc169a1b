import type { BroughtFile } from '../../../src/index.ts';

/** Of a folder that is dropped: more files are not looked for, and refused with a sentence by what reads them. */
const MOST_FILES = 100_001;

/** Chosen files with the folders they lay in, where a folder was chosen. */
export function toBrought(files: readonly File[]): readonly BroughtFile[] {
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

const readFile = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));
/** The next hundred or so entries of a folder; none at its end. */
const readBatch = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));

async function collect(entry: FileSystemEntry, found: BroughtFile[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (entry.isFile) {
    const file = await readFile(entry as FileSystemFileEntry);
    found.push({ path: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const inner of batch) await collect(inner, found);
  }
}

/** What was dropped; folders are gone through to their ends. To be called while the event is handled. */
export function readDropped({
  items,
  files,
}: Pick<DataTransfer, 'items' | 'files'>): Promise<readonly BroughtFile[]> {
  // Gone once the event is over.
  const entries = [...(items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.some(({ isDirectory }) => isDirectory)) return Promise.resolve(toBrought([...files]));
  const found: BroughtFile[] = [];
  return entries
    .reduce((before, entry) => before.then(() => collect(entry, found)), Promise.resolve())
    .then(() => found);
}

/** Asks the person for a folder; nothing where they choose none. */
export function chooseFolder(onChosen: (files: readonly BroughtFile[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  input.onchange = () => {
    const files = toBrought([...(input.files ?? [])]);
    if (files.length > 0) onChosen(files);
  };
  input.click();
}
