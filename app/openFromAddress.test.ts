import { describe, expect, it } from 'vitest';
import { loadRecipeUrl, recipeSchema } from '../src/index.ts';
import { openFromAddress, requestedBackend } from './openFromAddress.ts';
import { createLabStore } from './store/createLabStore.ts';
import { DEFAULT_RECIPE } from './store/defaults.ts';
import { createInMemoryClient } from './store/inMemoryClient.ts';
import { toRecipe } from './store/recipeTree.ts';

const { toRecipeFragment } = await loadRecipeUrl();

const open = async (hash: string) => {
  const store = createLabStore({ client: createInMemoryClient().client });
  await openFromAddress(store, hash);
  return store.getState();
};

describe('openFromAddress', () => {
  it('opens the default recipe where the address holds none', async () => {
    const state = await open('');
    expect(recipeSchema.parse(toRecipe(state))).toEqual(DEFAULT_RECIPE);
    expect(state.session).toBe('open');
  });

  it('opens the recipe of a link with its steps waiting', async () => {
    const recipe = recipeSchema.parse({
      version: 1,
      seed: 7,
      dataset: { name: 'fashion-mnist' },
      network: { preset: 'lenet-300-100' },
      steps: [{ kind: 'train', epochs: 1 }, { kind: 'compact' }],
    });
    const state = await open(toRecipeFragment(recipe));
    expect(recipeSchema.parse(toRecipe(state))).toEqual(recipe);
    expect(state.nodes.map(({ status }) => status)).toEqual(['done', 'pending', 'pending']);
  });

  it.each([
    ['#r=1.%%%', 'invalid-link'],
    ['#r=99.abc', 'link-version'],
  ])('says what is wrong with %s and opens the default', async (hash, code) => {
    const state = await open(hash);
    expect(state.notices).toMatchObject([{ kind: 'failed', error: { code } }]);
    expect(state.header.network).toEqual({ preset: 'lenet-5' });
  });
});

describe('requestedBackend', () => {
  it('is the one in the query, where it is one that exists', () => {
    expect(requestedBackend('?backend=cpu')).toBe('cpu');
    expect(requestedBackend('?backend=abacus')).toBeUndefined();
    expect(requestedBackend('')).toBeUndefined();
  });
});
