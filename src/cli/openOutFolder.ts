import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
}

/** Makes the folder and takes an earlier result out of it, so that a run that fails leaves none. Throws a plain sentence. */
export async function openOutFolder(folder: string): Promise<OutFolder> {
  const resultPath = join(folder, 'result.json');
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
  });
  return {
    writeSnapshot: ({ name, spec, weights, masks }) =>
      tryTo(async () => {
        await writeFile(join(folder, `${name}.safetensors`), writeSafetensors(toTorchWeights(spec, weights)));
        await writeFile(
          join(folder, `${name}.masks.safetensors`),
          writeSafetensors(toTorchMasks(spec, masks)),
        );
      }),
    async writeResult(result) {
      await tryTo(() => writeFile(resultPath, `${JSON.stringify(result, null, 2)}\n`));
      return resultPath;
    },
  };
}
