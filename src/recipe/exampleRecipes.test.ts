import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatasetManifest } from '../data/dataset.ts';
import { PRESETS } from '../network/presets/presets.ts';
import { checkRecipe } from './checkRecipe.ts';
import { parseRecipe } from './parseRecipe.ts';

const PUBLIC = join(import.meta.dirname, '../../public');
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(PUBLIC, ...path), 'utf8'));
const listFiles = (...folder: string[]) =>
  readdirSync(join(PUBLIC, ...folder)).filter((file) => file.endsWith('.json'));
const files = [...listFiles('recipes'), ...listFiles('recipes', 'presets').map((file) => `presets/${file}`)];

describe('the example recipes', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(4);
  });

  it.each(files)('%s is valid, has a title and names weights that are there', (file) => {
    const recipe = parseRecipe(readJson('recipes', file));
    checkRecipe(recipe, readJson('datasets', recipe.dataset.name, 'manifest.json') as DatasetManifest);
    expect(recipe.title).toMatch(/\S/);
    if (recipe.weights) expect(existsSync(join(PUBLIC, recipe.weights)), recipe.weights).toBe(true);
  });

  it('train every preset', () => {
    expect(listFiles('recipes', 'presets').sort()).toEqual(PRESETS.map(({ id }) => `${id}.json`).sort());
  });

  it.each(files.filter((file) => file.startsWith('checkpoint-')))(
    '%s makes the preset it is named for',
    (file) => {
      const recipe = parseRecipe(readJson('recipes', file));
      expect(`checkpoint-${recipe.steps.at(-1)?.name}.json`).toBe(file);
    },
  );
});
