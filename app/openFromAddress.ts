import type { StoreApi } from 'zustand';
import { BACKEND_NAMES, type BackendName, type LabClient, loadRecipeUrl, type Recipe } from '../src/index.ts';
import { holdSession, maybeLastSession } from './sessionMemory.ts';
import { DEFAULT_RECIPE } from './store/defaults.ts';
import type { LabState } from './store/labState.ts';

/** The backend asked for by `?backend=`; undefined where none or an unknown one is. */
export function requestedBackend(search: string): BackendName | undefined {
  const wanted = new URLSearchParams(search).get('backend');
  return BACKEND_NAMES.find((name) => name === wanted);
}

/** Opens the recipe in the address's fragment, or the `usual` one; of a bad link it says so and opens that. */
export async function openFromAddress(
  store: StoreApi<LabState>,
  hash: string,
  usual: () => Promise<Recipe> = async () => DEFAULT_RECIPE,
): Promise<void> {
  const { openRecipe, fail } = store.getState();
  try {
    const recipe = hash.includes('r=') ? (await loadRecipeUrl()).fromRecipeFragment(hash) : undefined;
    if (recipe) return openRecipe(recipe);
  } catch (thrown) {
    fail(thrown);
  }
  return openRecipe(await usual().catch(() => DEFAULT_RECIPE));
}

/**
 * Opens what a visit begins with: the session that was open here before, unless another tab has it, or the address.
 * With `ownTabOnly` only the session of this very tab, loaded again, counts as open before.
 */
export async function openAtStart(
  store: StoreApi<LabState>,
  client: LabClient,
  hash: string,
  ownTabOnly = false,
  usual?: () => Promise<Recipe>,
): Promise<void> {
  const id = maybeLastSession(hash, ownTabOnly);
  if (id !== undefined && (await holdSession(id))) {
    const record = await client.run('readSession', { id }).catch(() => null);
    if (record) return store.getState().openSession(record);
  }
  return openFromAddress(store, hash, usual);
}
