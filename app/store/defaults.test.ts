import { describe, expect, it } from 'vitest';
import { recipeSchema, stepSchema } from '../../src/index.ts';
import { DEFAULT_DRAFTS, DEFAULT_RECIPE, toPruneStep } from './defaults.ts';

describe('what the page begins with', () => {
  it('is a recipe with every default filled in', () => {
    expect(recipeSchema.parse(DEFAULT_RECIPE)).toEqual(DEFAULT_RECIPE);
  });

  it.each(Object.entries(DEFAULT_DRAFTS))('is a whole %s step, as the schema fills it in', (kind, draft) => {
    expect(stepSchema.parse(draft)).toEqual(draft);
    const least = { train: { epochs: 1 }, rewind: { to: 'start' } }[kind] ?? {};
    const { scope: _, ...said } = { scope: undefined, ...draft! };
    expect(stepSchema.parse(kind === 'prune' ? said : { kind, ...least })).toEqual(draft);
  });

  it('fills in what a prune step need not say, as the schema does', () => {
    const step = { criterion: 'l1', granularity: 'filter', amount: { sparsity: 0.5 } } as const;
    expect(toPruneStep(step)).toEqual(stepSchema.parse({ kind: 'prune', ...step }));
    expect(toPruneStep({ ...step, scope: 'global' })).toMatchObject({ scope: 'global' });
  });
});
