import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../../store/defaults.ts';
import { isOpen, networkTitle, TRAINED, toPresetRecipe } from './networkChoices.ts';
import { PRESETS } from './networks.ts';

describe('networks to choose', () => {
  it('have a title each', () => {
    for (const { id } of PRESETS) expect([id, networkTitle(id) === id]).toEqual([id, false]);
    const titles = PRESETS.map(({ id }) => networkTitle(id));
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('are presets where they are trained, and the page opens on one of them', () => {
    for (const { preset, dataset } of TRAINED) {
      expect(PRESETS.find(({ id }) => id === preset)?.datasets).toContain(dataset);
    }
    expect(toPresetRecipe('lenet-5', 'mnist', true)).toEqual(DEFAULT_RECIPE);
    expect(isOpen(toPresetRecipe('lenet-5', 'mnist', true), DEFAULT_RECIPE)).toBe(true);
    expect(isOpen(toPresetRecipe('lenet-5', 'mnist', false), DEFAULT_RECIPE)).toBe(false);
  });
});
