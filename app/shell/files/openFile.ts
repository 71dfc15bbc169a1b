import type { StoreApi } from 'zustand';
import {
  AppError,
  type BroughtFile,
  type LabClient,
  loadParseRecipe,
  NETWORK_FILE_LIMITS,
  toAppError,
} from '../../../src/index.ts';
import type { LabState } from '../../store/labState.ts';
import { toBrought } from './brought.ts';
import { showFileDialog } from './fileDialogs.ts';

/** What the file chooser offers: anything, since IDX files have no ending that it could tell them by. */
export const ACCEPTED_FILES = '*/*';

/** Throws `invalid-recipe` naming the file where it holds no JSON. */
function readJson(fileName: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const reason = toAppError(thrown).message;
    throw new AppError('invalid-recipe', `${fileName}: no JSON (${reason})`, { fileName, reason }, thrown);
  }
}

type Named = Pick<BroughtFile, 'path'>;

const isPicture = ({ path }: Named) => /\.(png|jpe?g|webp|gif|bmp)$/i.test(path);
const isIdx = ({ path }: Named) => /(images|labels)[-_.]idx\d[-_.]ubyte(\.gz)?$/i.test(path);
const isNetworkFile = ({ path }: Named) => /\.(json|bin|safetensors)$/i.test(path);
const isZip = ({ path }: Named) => /\.zip$/i.test(path);

const isInFolder = ({ path }: Named) => path.includes('/');

/**
 * True for images that somebody brings: IDX files, several zips, or pictures, a lone one only in a folder. A network may have a
 * picture beside it, and images a file that tells of them: what there is more of counts.
 */
function areImages(files: readonly Named[]): boolean {
  if (files.some(isIdx)) return true;
  if (files.length > 1 && files.every(isZip)) return true;
  const pictures = files.filter(isPicture).length;
  return pictures > files.filter(isNetworkFile).length && (pictures > 1 || files.some(isInFolder));
}

/** True where some files, by their names, are of a kind that can be opened here; a folder always is. */
export function holdsOpenable(files: readonly Named[]): boolean {
  return files.some((file) => isNetworkFile(file) || isZip(file) || isInFolder(file)) || areImages(files);
}

/** True for text that describes layers, as tfjs writes it; recipes have no such key. */
const isModelText = (text: string) => /"(modelTopology|weightsManifest)"\s*:/.test(text);

type Kind = 'recipe' | 'session' | 'network' | 'images';

/** What files are: a lone JSON file by its text, a lone zip by its list, all others by their names. */
async function kindOfFiles(files: readonly BroughtFile[], client: LabClient): Promise<Kind> {
  const [first] = files;
  if (areImages(files)) return 'images';
  if (files.length !== 1 || !first || isInFolder(first))
    return files.some(isNetworkFile) || !files.some(isInFolder) ? 'network' : 'images';
  const { file } = first;
  if (isZip(first)) return client.run('kindOfZip', { file });
  if (!/\.json$/i.test(file.name) || file.size > NETWORK_FILE_LIMITS.modelJsonBytes) return 'network';
  return isModelText(await file.text()) ? 'network' : 'recipe';
}

/**
 * Opens a recipe or a session, or shows the network or the images that files hold; of what cannot be opened it says why, and
 * what is open stays.
 */
export async function openBrought(
  files: readonly BroughtFile[],
  store: StoreApi<LabState>,
  client: LabClient,
): Promise<void> {
  const { openRecipe, openSession, fail } = store.getState();
  const [first] = files;
  if (!first) return;
  const { file } = first;
  try {
    const kind = await kindOfFiles(files, client);
    if (kind === 'network') {
      showFileDialog({ kind: 'takeIn', files: files.map((brought) => brought.file) });
      return;
    }
    if (kind === 'images') {
      showFileDialog({ kind: 'takeInImages', files });
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

/** Opens files that were chosen; see openBrought. */
export function openFiles(
  files: readonly File[],
  store: StoreApi<LabState>,
  client: LabClient,
): Promise<void> {
  return openBrought(toBrought(files), store, client);
}
