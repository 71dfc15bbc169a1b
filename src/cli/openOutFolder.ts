import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeedSummary } from '../analysis/summarizeSeeds.ts';
import { writeSafetensors } from '../formats/safetensors.ts';
import { toTorchMasks, toTorchWeights } from '../formats/torchLayout.ts';
import type { Snapshot } from '../recipe/snapshot.ts';
import type { RecipeResult } from '../recipe/toResult.ts';
import { describeFileError } from './readInputs.ts';

/** The folder that a run writes to. */
export interface OutFolder {
  /** Writes a snapshot's weights and masks. */
  writeSnapshot(snapshot: Snapshot): Promise<void>;
  /** Writes `result.json`; returns its path. */
  writeResult(result: RecipeResult): Promise<string>;
  /** Writes `seeds.json`, what several runs have in common; returns its path. */
  writeSeeds(summary: SeedSummary): Promise<string>;
}

/** Makes the folder and takes an earlier result out of it, so that a run that fails leaves none. Throws a plain sentence. */
export async function openOutFolder(folder: string): Promise<OutFolder> {
  const [resultPath, seedsPath] = [join(folder, 'result.json'), join(folder, 'seeds.json')];
  const tryTo = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      throw new Error(`cannot write to ${folder}: ${describeFileError(thrown)}`, { cause: thrown });
    }
  };
  await tryTo(async () => {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    await rm(resultPath, { force: true });
    await rm(seedsPath, { force: true });
  });
  const writeJson = async (path: string, value: unknown) => {
    await tryTo(() => writeFile(path, `${JSON.stringify(value, null, 2)}\n`));
    return path;
  };
  return {
    writeSnapshot: ({ name, spec, weights, masks }) =>
      tryTo(async () => {
        await writeFile(join(folder, `${name}.safetensors`), writeSafetensors(toTorchWeights(spec, weights)));
        await writeFile(
          join(folder, `${name}.masks.safetensors`),
          writeSafetensors(toTorchMasks(spec, masks)),
        );
      }),
    writeResult: (result) => writeJson(resultPath, result),
    writeSeeds: (summary) => writeJson(seedsPath, summary),
  };
}
