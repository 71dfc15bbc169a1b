import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDataset } from '../../src/data/openDataset.ts';
import { createFileReader } from '../../src/data/readLocalFile.ts';
import { createStart } from '../../src/recipe/openStart.ts';
import { parseRecipe } from '../../src/recipe/parseRecipe.ts';

const PAGE = join(import.meta.dirname, '../../public');

/** The trained LeNet-5 that the page ships, and MNIST with its first `images` test images in memory. */
export async function openLenet5(images: number) {
  const recipe = parseRecipe({
    version: 1,
    seed: 1,
    dataset: { name: 'mnist', trainSize: 1000 },
    network: { preset: 'lenet-5' },
    weights: 'checkpoints/lenet-5/lenet-5.safetensors',
    steps: [],
  });
  const dataset = await openDataset('mnist', {
    readFile: createFileReader(join(PAGE, 'datasets/mnist')),
    trainSize: 1000,
    testSize: images,
  });
  await dataset.test.require(images);
  const network = createStart(recipe, dataset.manifest, await readFile(join(PAGE, recipe.weights!)));
  return { network, dataset };
}
