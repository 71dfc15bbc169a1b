/** `npm run reproduce`: runs the studies, keeps what each recipe gave, and writes docs/results.md. */
import { join } from 'node:path';
import { isAbortError } from '../base/errors.ts';
import type { Dataset } from '../data/dataset.ts';
import { openDataset } from '../data/openDataset.ts';
import { createFileReader } from '../data/readLocalFile.ts';
import type { Engine } from '../engine/engine.ts';
import { runRecipe } from '../recipe/runRecipe.ts';
import type { Recipe } from '../recipe/schema.ts';
import { createSnapshotMemory } from '../recipe/snapshotMemory.ts';
import { toResult } from '../recipe/toResult.ts';
import { createRecipeProgress } from '../studies/recipeProgress.ts';
import { runStudy, type StudyDeps } from '../studies/runStudy.ts';
import { UsageError } from './parseArguments.ts';
import { PAGE_FOLDER, readVersions } from './place.ts';
import { HELP, parseReproduceArguments, type ReproduceArguments } from './reproduce/parseArguments.ts';
import { keepRecord, writeResults } from './reproduce/reportFolder.ts';
import { createStudyReport } from './reproduce/reportStudies.ts';
import { createResultFolder } from './reproduce/resultFolder.ts';
import { startEngine } from './startEngine.ts';

const EXIT = { done: 0, failed: 1, invalid: 2, cancelled: 130 } as const;
/** Trainings kept for the studies that begin with them. */
const MOST_KEPT = 100;

/** Opens data sets, and keeps the last one, which the next recipe mostly has too. */
function createDatasetOpener(signal: AbortSignal) {
  let last: { readonly key: string; readonly dataset: Dataset } | undefined;
  return async ({ dataset: wanted }: Recipe): Promise<Dataset> => {
    const key = JSON.stringify(wanted);
    if (last?.key !== key) {
      const { name, trainSize, testSize } = wanted;
      const dataset = await openDataset(name, {
        readFile: createFileReader(join(PAGE_FOLDER, 'datasets', name)),
        signal,
        ...(trainSize === undefined ? {} : { trainSize }),
        ...(testSize === undefined ? {} : { testSize }),
      });
      last = { key, dataset };
    }
    return last.dataset;
  };
}

function createRunner(engine: Engine, signal: AbortSignal): StudyDeps['runRecipe'] {
  const open = createDatasetOpener(signal);
  const memory = createSnapshotMemory(MOST_KEPT);
  return async ({ recipe }, { onShare }) => {
    const dataset = await open(recipe);
    const onEvent = createRecipeProgress(recipe, onShare);
    const made = await runRecipe(recipe, { engine, dataset }, { signal, memory, onEvent });
    return toResult(recipe, made, engine.backend, readVersions());
  };
}

async function reproduce(
  { studies, seeds, size, outFolder, reportFolder }: ReproduceArguments,
  signal: AbortSignal,
  report: ReturnType<typeof createStudyReport>,
): Promise<string> {
  const engine = await startEngine(undefined);
  const folder = createResultFolder(outFolder, readVersions());
  const run = createRunner(engine, signal);
  const deps: StudyDeps = {
    async readKept(unit) {
      const kept = await folder.readKept(unit);
      if (kept) report.onUnit(unit, 'kept');
      return kept;
    },
    async runRecipe(unit, options) {
      const startedMs = performance.now();
      const result = await run(unit, options);
      report.onUnit(unit, (performance.now() - startedMs) / 1000);
      return result;
    },
    keep: folder.keep,
  };
  try {
    for (const study of studies) {
      await runStudy(study, size, seeds, deps, {
        signal,
        onProgress: report.onProgress,
        async onSeed(record) {
          await keepRecord(reportFolder, record);
          await writeResults(reportFolder);
        },
      });
    }
    return await writeResults(reportFolder);
  } finally {
    engine.dispose();
  }
}

async function main(args: readonly string[]): Promise<number> {
  const cancel = new AbortController();
  process.on('SIGINT', () => cancel.abort());
  const report = createStudyReport(process.stderr);
  try {
    const parsed = parseReproduceArguments(args);
    if (!parsed) {
      process.stdout.write(HELP);
      return EXIT.done;
    }
    process.stdout.write(`${await reproduce(parsed, cancel.signal, report)}\n`);
    return EXIT.done;
  } catch (thrown) {
    report.clear();
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    process.stderr.write(`${isAbortError(thrown) ? 'cancelled; what is done is kept' : message}\n`);
    if (isAbortError(thrown)) return EXIT.cancelled;
    return thrown instanceof UsageError ? EXIT.invalid : EXIT.failed;
  } finally {
    // Ends the stream of a data set that is no longer read.
    cancel.abort();
  }
}

// The wasm backend's threads would keep the process alive.
process.exit(await main(process.argv.slice(2)));
