import type { StoreApi } from 'zustand';
import { AppError, type LabClient, loadParseRecipe, toAppError } from '../../../src/index.ts';
import type { LabState } from '../../store/labState.ts';

/** Throws `invalid-recipe` naming the file where it holds no JSON. */
function readJson(fileName: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const reason = toAppError(thrown).message;
    throw new AppError('invalid-recipe', `${fileName}: no JSON (${reason})`, { fileName, reason }, thrown);
  }
}

/** What a file is by its name: the kinds that can be opened here. */
export function kindOfFile(name: string): 'recipe' | 'session' | undefined {
  if (/\.json$/i.test(name)) return 'recipe';
  return /\.zip$/i.test(name) ? 'session' : undefined;
}

/** Opens a recipe or a session; of a file that cannot be opened it says why, and what is open stays. */
export async function openFile(file: File, store: StoreApi<LabState>, client: LabClient): Promise<void> {
  const { openRecipe, openSession, fail } = store.getState();
  try {
    if (kindOfFile(file.name) === 'session') {
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
