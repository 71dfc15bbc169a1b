import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatasetManifest } from '../data/dataset.ts';
import { parseSafetensors } from '../formats/safetensors.ts';
import { fromTorchWeights } from '../formats/torchLayout.ts';
import { findPreset } from '../network/presets/presets.ts';
import { parseRecipe } from './parseRecipe.ts';
import type { RecipeResult } from './toResult.ts';

const PUBLIC = join(import.meta.dirname, '../../public');
const CHECKPOINTS = join(PUBLIC, 'checkpoints');
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The least accuracy on all test images that a shipped network must have. */
const LEAST_ACCURACY: Readonly<Record<string, number>> = {
  'lenet-300-100': 0.98,
  'lenet-5': 0.99,
  'vgg-small': 0.76,
  'resnet-20': 0.65,
};

describe.each(readdirSync(CHECKPOINTS))('the checkpoint %s', (preset) => {
  const result = readJson(join(CHECKPOINTS, preset, 'result.json')) as RecipeResult;
  const manifest = readJson(
    join(PUBLIC, 'datasets', result.recipe.dataset.name, 'manifest.json'),
  ) as DatasetManifest;

  it('was made by the recipe beside it, which is the example of that name', () => {
    const recipe = parseRecipe(readJson(join(CHECKPOINTS, preset, 'recipe.json')));
    expect(parseRecipe(result.recipe)).toEqual(recipe);
    expect(parseRecipe(readJson(join(PUBLIC, 'recipes', `checkpoint-${preset}.json`)))).toEqual(recipe);
  });

  it('answers well on all test images', () => {
    const trained = result.snapshots.find(({ name }) => name === preset);
    expect(trained).toMatchObject({ images: manifest.splits.test.count });
    expect(trained!.accuracy).toBeGreaterThanOrEqual(LEAST_ACCURACY[preset]!);
  });

  it('fits its network', () => {
    const file = parseSafetensors(readFileSync(join(CHECKPOINTS, preset, `${preset}.safetensors`)));
    expect(() =>
      fromTorchWeights(findPreset(preset).build(manifest.imageShape, manifest.classes.length), file),
    ).not.toThrow();
  });
});
