import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../base/errors.ts';
import { isOwnDataset } from '../data/dataset.ts';
import { checkRecipe } from '../recipe/checkRecipe.ts';
import { parseRecipe } from '../recipe/parseRecipe.ts';
import type { Recipe } from '../recipe/schema.ts';
import type { Arguments } from './parseArguments.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'a file of that name is in the way',
  ENOSPC: 'no space left',
  EROFS: 'read-only',
};

/** Why a file could not be read or written, in words. */
export function describeFileError(thrown: unknown): string {
  const { code, message } = thrown as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? code ?? message;
}

async function readInput(what: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw new Error(`cannot read ${what} ${path}: ${describeFileError(thrown)}`, { cause: thrown });
  }
}

/** Reads, validates and checks a recipe file. Throws `invalid-recipe`, or a plain sentence where the file cannot be read. */
export async function readRecipe(path: string): Promise<Recipe> {
  const text = new TextDecoder().decode(await readInput('recipe', path));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw new AppError(
      'invalid-recipe',
      `${path} is not JSON: ${(thrown as Error).message}`,
      { path },
      thrown,
    );
  }
  const recipe = parseRecipe(json);
  checkRecipe(recipe);
  return recipe;
}

/**
 * The weights file a recipe names, undefined where it names none: relative to the recipe's own file, or else to the
 * page's folder, so that recipes saved by the page run as they are.
 */
export async function readWeightBytes(
  { weights }: Recipe,
  recipePath: string,
  pageFolder: string,
): Promise<Uint8Array | undefined> {
  if (weights === undefined) return undefined;
  const besideRecipe = resolve(dirname(recipePath), weights);
  const besidePage = resolve(pageFolder, weights);
  return readInput(
    'weights',
    !existsSync(besideRecipe) && existsSync(besidePage) ? besidePage : besideRecipe,
  );
}

/**
 * The folder of a recipe's packed data set: the one given, or else the page's own. Throws a plain sentence for images that
 * somebody brought and nobody gave.
 */
export function findDataFolder(
  { dataset: { name } }: Recipe,
  given: Arguments['dataFolders'],
  pageFolder: string,
): string {
  if (!isOwnDataset(name)) return given[name] ?? join(pageFolder, 'datasets', name);
  if (given.own !== undefined) return given.own;
  throw new Error(
    `the recipe is about images that somebody brought, which are not part of it: ${name} (expected --data own=DIR, the folder images/ of its session file, unzipped)`,
  );
}
