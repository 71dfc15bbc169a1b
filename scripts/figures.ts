/**
 * Draws the pictures of docs/methods.md from results of example recipes, and those of docs/results.md from what
 * `npm run reproduce` left; the command behind `npm run figures`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecipeResult } from '../src/recipe/toResult.ts';
import { STUDIES } from '../src/studies/studies.ts';
import type { StudyRecord } from '../src/studies/studyRecord.ts';
import { summarizeStudy } from '../src/studies/summarizeStudy.ts';
import { nameCurveFigure } from '../src/studies/writeReport.ts';
import { FIGURES } from './figures/figures.ts';
import { runExample } from './figures/runExample.ts';
import { drawStudyCurve } from './figures/studies.ts';
import { toSvg } from './figures/toSvg.ts';

const ROOT = join(import.meta.dirname, '..');
const PICTURES = join(ROOT, 'docs/figures');

/** A recipe's result: kept from an earlier run, else made now. */
function openResult(recipe: string): RecipeResult {
  const file = join(ROOT, 'out', recipe, 'result.json');
  if (!existsSync(file)) runExample(ROOT, recipe);
  return JSON.parse(readFileSync(file, 'utf8')) as RecipeResult;
}

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.some((word) => name.includes(word));

function write(name: string, options: Parameters<typeof toSvg>[0]): void {
  writeFileSync(join(PICTURES, `${name}.svg`), toSvg(options));
  console.log(`docs/figures/${name}.svg`);
}

mkdirSync(PICTURES, { recursive: true });
for (const { name, recipes, draw } of FIGURES) {
  if (isWanted(name)) write(name, draw(recipes.map(openResult)));
}
for (const study of STUDIES) {
  const file = join(ROOT, 'docs/results', `${study.id}.json`);
  if (!existsSync(file)) continue;
  const record = JSON.parse(readFileSync(file, 'utf8')) as StudyRecord;
  for (const summary of summarizeStudy(study, record).curves) {
    const name = nameCurveFigure(study.id, summary.curve.id);
    if (isWanted(name)) write(name, drawStudyCurve(summary));
  }
}
