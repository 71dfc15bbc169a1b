import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RecipeResult, ResultVersions } from '../../recipe/toResult.ts';
import type { StudyDeps, StudyUnit } from '../../studies/runStudy.ts';

/** A JSON file, undefined where there is none that can be read. */
export async function maybeReadJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Writes a file as a whole or not at all, with the folders above it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Results of recipes as files of a folder; one of another recipe or of other versions is not read. */
export function createResultFolder(
  folder: string,
  { pruningLab, tfjs }: ResultVersions,
): Required<Pick<StudyDeps, 'readKept' | 'keep'>> {
  const pathOf = ({ study, name, recipe }: StudyUnit) => join(folder, study, `${name}-${recipe.seed}.json`);
  return {
    async readKept(unit) {
      const found = await maybeReadJson<RecipeResult>(pathOf(unit));
      const { versions } = found ?? {};
      const fits =
        found &&
        isSame(found.recipe, unit.recipe) &&
        versions?.pruningLab === pruningLab &&
        versions.tfjs === tfjs;
      return fits ? found : undefined;
    },
    keep: (unit, result) => writeWhole(pathOf(unit), `${JSON.stringify(result)}\n`),
  };
}
