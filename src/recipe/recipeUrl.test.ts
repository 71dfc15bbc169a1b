import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { createRandom } from '../base/random.ts';
import { parseRecipe } from './parseRecipe.ts';
import { fromRecipeFragment, toRecipeFragment } from './recipeUrl.ts';

const RECIPE = parseRecipe({
  version: 1,
  title: 'Prune, 剪枝 & fine-tune',
  dataset: { name: 'mnist', trainSize: 5000 },
  network: { preset: 'lenet-300-100' },
  steps: [
    { kind: 'train', epochs: 3, optimizer: 'sgd', schedule: { kind: 'step', at: [0.5] } },
    { kind: 'prune', criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.9 } },
    { kind: 'train', epochs: 1 },
  ],
});

const linkOf = (content: Uint8Array | string, version = 1) => {
  const bytes = deflateSync(typeof content === 'string' ? strToU8(content) : content);
  return `#r=${version}.${Buffer.from(bytes).toString('base64url')}`;
};

function errorOf(hash: string): AppError {
  try {
    fromRecipeFragment(hash);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    return thrown as AppError;
  }
  throw new Error('parsed');
}

describe('a recipe in a link', () => {
  it('comes back with all its defaults', () => {
    const fragment = toRecipeFragment(RECIPE);
    expect(fragment).toMatch(/^#r=1\.[A-Za-z0-9_-]+$/);
    expect(fromRecipeFragment(fragment)).toEqual(RECIPE);
  });

  it('leaves defaults out, so that it is shorter than the recipe in full', () => {
    const inFull = linkOf(JSON.stringify(RECIPE));
    expect(toRecipeFragment(RECIPE).length).toBeLessThan(0.85 * inFull.length);
    expect(fromRecipeFragment(inFull)).toEqual(RECIPE);
  });

  it('stands beside other keys of the fragment', () => {
    expect(fromRecipeFragment(`${toRecipeFragment(RECIPE)}&view=cost`)).toEqual(RECIPE);
  });

  it('is undefined where there is none', () => {
    expect(fromRecipeFragment('')).toBeUndefined();
    expect(fromRecipeFragment('#view=cost')).toBeUndefined();
  });

  it('tells another version from damage', () => {
    const error = errorOf(linkOf('{}', 2));
    expect(error.code).toBe('link-version');
    expect(error.details).toEqual({ found: 2, expected: 1 });
  });

  it('tells an invalid recipe from damage', () => {
    const error = errorOf(linkOf('{"version":1}'));
    expect(error.code).toBe('invalid-recipe');
    expect(error.message).toMatch(/^dataset: missing/);
  });

  it('refuses to unpack more than its limit', () => {
    const bomb = linkOf(new Uint8Array(20_000_000).fill(32));
    expect(bomb.length).toBeLessThan(300_000);
    const error = errorOf(bomb);
    expect(error.code).toBe('invalid-link');
    expect(error.message).toMatch(/more than 1000000 bytes/);
  });

  it('fails with nothing but an AppError, wherever it was cut or changed', () => {
    const fragment = toRecipeFragment(RECIPE);
    const random = createRandom(5);
    const letters = 'ABCxyz019_-.=%&#';
    for (let round = 0; round < 500; round++) {
      const at = 3 + random.integer(fragment.length - 3);
      const cut = fragment.slice(0, at);
      const damaged =
        round % 2 === 0 ? cut : cut + letters[random.integer(letters.length)] + fragment.slice(at + 1);
      try {
        fromRecipeFragment(damaged);
      } catch (thrown) {
        expect(['invalid-link', 'link-version', 'invalid-recipe']).toContain((thrown as AppError).code);
      }
    }
    expect(errorOf(fragment.slice(0, -6)).code).toBe('invalid-link');
    expect(errorOf('#r=').code).toBe('invalid-link');
    expect(errorOf('#r=1.').code).toBe('invalid-link');
  });
});
