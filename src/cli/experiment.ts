/** `npm run experiment -- recipe.json`: runs a recipe in Node and writes what it made and measured. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppError, isAbortError } from '../base/errors.ts';
import { openDataset } from '../data/openDataset.ts';
import { createFileReader } from '../data/readLocalFile.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { BackendName, Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { describeGroups } from '../network/describeCoupling.ts';
import { findPreset } from '../network/presets/presets.ts';
import { runRecipe } from '../recipe/runRecipe.ts';
import { type ResultVersions, toResult } from '../recipe/toResult.ts';
import { listRegistries } from './listRegistries.ts';
import { openOutFolder } from './openOutFolder.ts';
import { type Arguments, HELP, parseArguments, type TextRequest, UsageError } from './parseArguments.ts';
import { readRecipe, readWeightBytes } from './readInputs.ts';
import { createProgressReport } from './reportProgress.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What the page is served from. */
const PAGE_FOLDER = join(ROOT, 'public');
const EXIT = { done: 0, failed: 1, invalid: 2, cancelled: 130 } as const;

function readVersions(): ResultVersions {
  const require = createRequire(import.meta.url);
  const versionOf = (path: string) => (require(path) as { version: string }).version;
  return {
    pruningLab: versionOf(join(ROOT, 'package.json')),
    tfjs: versionOf('@tensorflow/tfjs-core/package.json'),
    node: process.versions.node,
  };
}

async function startEngine(requested: BackendName | undefined): Promise<Engine> {
  const engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
  if (requested === undefined || engine.backend.name === requested) return engine;
  const why = engine.backend.candidates.find(({ name }) => name === requested)?.message;
  engine.dispose();
  throw new AppError(
    'backend-unavailable',
    `backend ${requested} does not work here${why ? `: ${why}` : ''}`,
  );
}

async function runExperiment(
  { recipePath, outFolder, dataFolders, backend }: Arguments,
  signal: AbortSignal,
  report: ReturnType<typeof createProgressReport>,
): Promise<string> {
  const recipe = await readRecipe(recipePath);
  const weightBytes = await readWeightBytes(recipe, recipePath, PAGE_FOLDER);
  const { name, trainSize, testSize } = recipe.dataset;
  const dataset = await openDataset(name, {
    readFile: createFileReader(dataFolders[name] ?? join(PAGE_FOLDER, 'datasets', name)),
    signal,
    ...(trainSize === undefined ? {} : { trainSize }),
    ...(testSize === undefined ? {} : { testSize }),
  });
  const out = await openOutFolder(outFolder);
  const engine = await startEngine(backend);
  try {
    const made = await runRecipe(
      recipe,
      { engine, dataset },
      {
        signal,
        weightBytes,
        async onEvent(event) {
          report.onEvent(event);
          if (event.kind === 'snapshot') await out.writeSnapshot(event.made.snapshot);
        },
      },
    );
    return await out.writeResult(toResult(recipe, made, engine.backend, readVersions()));
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
