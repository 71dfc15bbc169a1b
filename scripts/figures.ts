/** Draws the pictures of docs/methods.md from results of example recipes; the command behind `npm run figures`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecipeResult } from '../src/recipe/toResult.ts';
import { FIGURES } from './figures/figures.ts';
import { runExample } from './figures/runExample.ts';
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
mkdirSync(PICTURES, { recursive: true });
for (const { name, recipes, draw } of FIGURES) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
  const svg = toSvg(draw(recipes.map(openResult)));
  writeFileSync(join(PICTURES, `${name}.svg`), svg);
  console.log(`docs/figures/${name}.svg`);
}
