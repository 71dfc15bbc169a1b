import { AppError } from '../base/errors.ts';
import type { DatasetManifest, DatasetName } from './dataset.ts';
import { manifestSchema } from './manifestSchema.ts';
import type { ReadFile } from './readFile.ts';

const MANIFEST_FILE = 'manifest.json';

/** Reads and validates a data set's manifest, past any cache; rejects with `dataset-missing` or `dataset-damaged`. */
export async function readManifest(
  name: DatasetName,
  readFile: ReadFile,
  signal: AbortSignal | undefined,
): Promise<DatasetManifest> {
  const bytes = await readFile(MANIFEST_FILE, signal, true);
  const damaged = (reason: string, cause?: unknown) =>
    new AppError(
      'dataset-damaged',
      `${MANIFEST_FILE} of ${name} is damaged: ${reason}`,
      { dataset: name, file: MANIFEST_FILE, reason },
      cause,
    );
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch (thrown) {
    throw damaged('not JSON', thrown);
  }
  const parsed = manifestSchema.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw damaged(`${issue?.path.join('.')}: ${issue?.message}`, parsed.error);
  }
  if (parsed.data.name !== name) throw damaged(`it describes ${parsed.data.name}`);
  return parsed.data;
}
