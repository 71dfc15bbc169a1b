import type { StoreApi } from 'zustand';
import {
  AppError,
  type LabClient,
  loadParseRecipe,
  NETWORK_FILE_LIMITS,
  toAppError,
} from '../../../src/index.ts';
import type { LabState } from '../../store/labState.ts';
import { showFileDialog } from './fileDialogs.ts';

/** What the file chooser offers. */
export const ACCEPTED_FILES = 'application/json,.json,application/zip,.zip,.bin,.safetensors';

/** Throws `invalid-recipe` naming the file where it holds no JSON. */
function readJson(fileName: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const reason = toAppError(thrown).message;
    throw new AppError('invalid-recipe', `${fileName}: no JSON (${reason})`, { fileName, reason }, thrown);
  }
}

/** True where one of some files, by its name, is of a kind that can be opened here. */
export function holdsOpenable(files: readonly Pick<File, 'name'>[]): boolean {
  return files.some(({ name }) => /\.(json|zip|bin|safetensors)$/i.test(name));
}

/** True for text that describes layers, as tfjs writes it; recipes have no such key. */
const isModelText = (text: string) => /"(modelTopology|weightsManifest)"\s*:/.test(text);

type Kind = 'recipe' | 'session' | 'network';

/** What files are: a lone JSON file by its text, a lone zip by its list, all others a network's by their names. */
async function kindOfFiles(files: readonly File[], client: LabClient): Promise<Kind> {
  const [file] = files;
  if (files.length !== 1 || !file) return 'network';
  if (/\.zip$/i.test(file.name)) return (await client.run('isSessionFile', { file })) ? 'session' : 'network';
  if (!/\.json$/i.test(file.name) || file.size > NETWORK_FILE_LIMITS.modelJsonBytes) return 'network';
  return isModelText(await file.text()) ? 'network' : 'recipe';
}

/**
 * Opens a recipe or a session, or shows the network that files hold; of what cannot be opened it says why, and what is
 * open stays.
 */
export async function openFiles(
  files: readonly File[],
  store: StoreApi<LabState>,
  client: LabClient,
): Promise<void> {
  const { openRecipe, openSession, fail } = store.getState();
  const [file] = files;
  if (!file) return;
  try {
    const kind = await kindOfFiles(files, client);
    if (kind === 'network') {
      showFileDialog({ kind: 'takeIn', files });
      return;
    }
    if (kind === 'session') {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await openSession(await client.run('importSession', { bytes }));
      return;
    }
    const { parseRecipe } = await loadParseRecipe();
    await openRecipe(parseRecipe(readJson(file.name, await file.text())));
  } catch (thrown) {
    fail(thrown);
  }
}

/** Opens one file; see openFiles. */
export function openFile(file: File, store: StoreApi<LabState>, client: LabClient): Promise<void> {
  return openFiles([file], store, client);
}
