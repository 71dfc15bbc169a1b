/**
 * `npm run catalogue [-- WORD …]`: runs every entry of every registry of pruning by recipe on real images and writes the
 * table in docs/methods.md. Cases that have run are kept in out/catalogue; those whose name holds a WORD run anew.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataset } from '../src/data/openDataset.ts';
import { createFileReader } from '../src/data/readLocalFile.ts';
import { createEngine } from '../src/engine/createEngine.ts';
import type { Engine } from '../src/engine/engine.ts';
import { nodeWasmPaths } from '../src/engine/nodeWasmPaths.ts';
import { checkRecipe } from '../src/recipe/checkRecipe.ts';
import { parseRecipe } from '../src/recipe/parseRecipe.ts';
import { runRecipe } from '../src/recipe/runRecipe.ts';
import type { Recipe } from '../src/recipe/schema.ts';
import type { Snapshot } from '../src/recipe/snapshot.ts';
import { type Case, listCases } from './catalogue/cases.ts';
import { type Row, writeTable } from './catalogue/writeTable.ts';

const ROOT = join(import.meta.dirname, '..');
const OUT = join(ROOT, 'out/catalogue');

function toRow({ registry, entry }: Case, recipe: Recipe, snapshots: readonly Snapshot[]): Row {
  const at = snapshots.findIndex(({ name }) => name === 'pruned');
  const [before, pruned] = [snapshots[at - 1]!, snapshots[at]!];
  const tuned = snapshots.find(({ name }) => name === 'fine-tuned')!;
  const compact = snapshots.find(({ name }) => name === 'compact')!;
  const step = recipe.steps.find((candidate) => candidate.kind === 'prune')!;
  const { totals } = pruned.summary.cost;
  return {
    registry,
    entry,
    network: 'preset' in recipe.network ? recipe.network.preset : recipe.network.spec.name,
    dataset: recipe.dataset.name,
    step: [
      step.criterion,
      step.granularity,
      step.scope,
      JSON.stringify(step.amount).replace(/[{}"]/g, ''),
      ...(step.schedule ? [step.schedule.kind] : []),
    ].join(' · '),
    keptWeights: totals.keptWeights / totals.weights,
    before: before.summary.accuracy.accuracy,
    after: pruned.summary.accuracy.accuracy,
    tuned: tuned.summary.accuracy.accuracy,
    compactParams: compact.summary.cost.totals.params / before.summary.cost.totals.params,
    compactDifference: compact.summary.compact!.maxLogitDifference,
    seconds: snapshots.reduce((sum, { summary }) => sum + summary.seconds, 0),
  };
}

async function runCase(engine: Engine, one: Case): Promise<Row> {
  const recipe = parseRecipe(one.recipe);
  const { name, trainSize, testSize } = recipe.dataset;
  const dataset = await openDataset(name, {
    readFile: createFileReader(join(ROOT, 'public/datasets', name)),
    ...(trainSize === undefined ? {} : { trainSize }),
    ...(testSize === undefined ? {} : { testSize }),
  });
  checkRecipe(recipe, dataset.manifest);
  const weightBytes = recipe.weights
    ? new Uint8Array(readFileSync(join(ROOT, 'public', recipe.weights)))
    : undefined;
  const made = await runRecipe(recipe, { engine, dataset }, { weightBytes });
  return toRow(
    one,
    recipe,
    made.map(({ snapshot }) => snapshot),
  );
}

async function main(words: readonly string[]): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  const engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
  const rows: Row[] = [];
  for (const one of listCases()) {
    const name = `${one.registry}-${one.entry}`;
    const file = join(OUT, `${name}.json`);
    const isAsked = words.some((word) => name.includes(word));
    if (isAsked || (words.length === 0 && !existsSync(file))) {
      writeFileSync(file, JSON.stringify(await runCase(engine, one)));
      process.stderr.write(`${name}\n`);
    }
    if (existsSync(file)) rows.push(JSON.parse(readFileSync(file, 'utf8')) as Row);
  }
  writeTable(join(ROOT, 'docs/methods.md'), rows, engine.backend);
  engine.dispose();
}

await main(process.argv.slice(2));
// The wasm backend's threads would keep the process alive.
process.exit(0);
