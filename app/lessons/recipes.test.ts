import { describe, expect, it } from 'vitest';
import { freshRecipe, startsAs, trainedRecipe } from './recipes.ts';

describe('startsAs', () => {
  const { steps: _, ...header } = trainedRecipe('lenet-5', 'mnist');

  it('is true for the same network, weights, data set and seed, whatever was done since', () => {
    expect(startsAs(header, trainedRecipe('lenet-5', 'mnist'))).toBe(true);
    expect(startsAs({ ...header, title: 'mine' }, trainedRecipe('lenet-5', 'mnist'))).toBe(true);
  });

  it('is false for another one of them', () => {
    expect(startsAs(header, trainedRecipe('vgg-small', 'cifar-10'))).toBe(false);
    expect(startsAs(header, freshRecipe('lenet-5', 1))).toBe(false);
    expect(startsAs({ ...header, seed: 2 }, trainedRecipe('lenet-5', 'mnist'))).toBe(false);
  });
});
