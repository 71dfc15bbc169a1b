/** `npm run experiment -- recipe.json`: runs a recipe in Node and writes what it made and measured. */
import { join } from 'node:path';
import { summarizeSeeds } from '../analysis/summarizeSeeds.ts';
import { AppError, isAbortError } from '../base/errors.ts';
import type { Dataset } from '../data/dataset.ts';
import { openDataset } from '../data/openDataset.ts';
import { createFileReader } from '../data/readLocalFile.ts';
import type { Engine } from '../engine/engine.ts';
import { describeGroups } from '../network/describeCoupling.ts';
import { findPreset } from '../network/presets/presets.ts';
import { runRecipe } from '../recipe/runRecipe.ts';
import type { Recipe } from '../recipe/schema.ts';
import { type RecipeResult, toResult } from '../recipe/toResult.ts';
import { listRegistries } from './listRegistries.ts';
import { openOutFolder } from './openOutFolder.ts';
import { openPointFile } from './openPointFile.ts';
import { type Arguments, HELP, parseArguments, type TextRequest, UsageError } from './parseArguments.ts';
import { PAGE_FOLDER, readVersions } from './place.ts';
import { findDataFolder, readRecipe, readWeightBytes } from './readInputs.ts';
import { createProgressReport } from './reportProgress.ts';
import { startEngine } from './startEngine.ts';

const EXIT = { done: 0, failed: 1, invalid: 2, cancelled: 130 } as const;

/** What several runs of one recipe share. */
interface Workplace {
  readonly engine: Engine;
  readonly dataset: Dataset;
  readonly weightBytes: Uint8Array | undefined;
  readonly signal: AbortSignal;
  readonly report: ReturnType<typeof createProgressReport>;
}

/** Runs a recipe into a folder; returns what it wrote and where. */
async function runInto(folder: string, recipe: Recipe, workplace: Workplace) {
  const { engine, dataset, weightBytes, signal, report } = workplace;
  const out = await openOutFolder(folder);
  const points = await openPointFile(folder);
  try {
    const made = await runRecipe(
      recipe,
      { engine, dataset, points },
      {
        signal,
        weightBytes,
        async onEvent(event) {
          report.onEvent(event);
          if (event.kind === 'snapshot') await out.writeSnapshot(event.made.snapshot);
        },
      },
    );
    const result = toResult(recipe, made, engine.backend, readVersions());
    return { result, path: await out.writeResult(result) };
  } finally {
    await points.flush();
  }
}

/** Runs a recipe with one seed after the other; returns where the summary was written. */
async function runSeeds(folder: string, recipe: Recipe, seeds: readonly number[], workplace: Workplace) {
  const out = await openOutFolder(folder);
  const results: RecipeResult[] = [];
  for (const seed of seeds) {
    const { result } = await runInto(join(folder, `seed-${seed}`), { ...recipe, seed }, workplace);
    results.push(result);
  }
  return out.writeSeeds(summarizeSeeds(results));
}

async function runExperiment(
  { recipePath, outFolder, dataFolders, backend, seeds }: Arguments,
  signal: AbortSignal,
  report: ReturnType<typeof createProgressReport>,
): Promise<string> {
  const recipe = await readRecipe(recipePath);
  const weightBytes = await readWeightBytes(recipe, recipePath, PAGE_FOLDER);
  const { name, trainSize, testSize } = recipe.dataset;
  const dataset = await openDataset(name, {
    readFile: createFileReader(findDataFolder(recipe, dataFolders, PAGE_FOLDER)),
    signal,
    ...(trainSize === undefined ? {} : { trainSize }),
    ...(testSize === undefined ? {} : { testSize }),
  });
  const engine = await startEngine(backend);
  const workplace = { engine, dataset, weightBytes, signal, report };
  try {
    return seeds
      ? await runSeeds(outFolder, recipe, seeds, workplace)
      : (await runInto(outFolder, recipe, workplace)).path;
  } finally {
    engine.dispose();
  }
}

function writeText({ text, preset }: TextRequest): string {
  if (text === 'help') return HELP;
  return text === 'list' ? listRegistries() : describeGroups(findPreset(preset!).build());
}

function toExitCode(thrown: unknown): number {
  if (isAbortError(thrown)) return EXIT.cancelled;
  if (thrown instanceof UsageError) return EXIT.invalid;
  return thrown instanceof AppError && thrown.code === 'invalid-recipe' ? EXIT.invalid : EXIT.failed;
}

async function main(args: readonly string[]): Promise<number> {
  const cancel = new AbortController();
  process.on('SIGINT', () => cancel.abort());
  const report = createProgressReport(process.stderr);
  try {
    const parsed = parseArguments(args);
    if ('text' in parsed) {
      process.stdout.write(writeText(parsed));
      return EXIT.done;
    }
    const resultPath = await runExperiment(parsed, cancel.signal, report);
    process.stdout.write(`${resultPath}\n`);
    return EXIT.done;
  } catch (thrown) {
    report.clear();
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    process.stderr.write(`${isAbortError(thrown) ? 'cancelled' : message}\n`);
    return toExitCode(thrown);
  } finally {
    // Ends the stream of a data set that is no longer read.
    cancel.abort();
  }
}

// The wasm backend's threads would keep the process alive.
process.exit(await main(process.argv.slice(2)));
