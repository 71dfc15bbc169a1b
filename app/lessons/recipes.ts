import type { Recipe } from '../../src/index.ts';

type Dataset = Recipe['dataset']['name'];

/** A shipped trained network, nothing done yet. */
export function trainedRecipe(preset: string, dataset: Dataset): Recipe {
  return {
    version: 1,
    seed: 1,
    dataset: { name: dataset },
    network: { preset },
    weights: `checkpoints/${preset}/${preset}.safetensors`,
    steps: [],
  };
}

/** Fresh weights of a network. */
export function freshRecipe(preset: string, seed: number): Recipe {
  return { version: 1, seed, dataset: { name: 'mnist' }, network: { preset }, steps: [] };
}

/** True where an open session starts as a recipe does. */
export function startsAs(
  header: Omit<Recipe, 'steps'>,
  { dataset, network, weights, seed }: Recipe,
): boolean {
  const start = (of: Omit<Recipe, 'steps'>) =>
    JSON.stringify([of.dataset.name, of.network, of.weights ?? null, of.seed]);
  return start(header) === start({ version: 1, dataset, network, seed, ...(weights ? { weights } : {}) });
}
