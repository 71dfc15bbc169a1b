import { describe, expect, it } from 'vitest';
import { CRITERIA, type NetworkSpec, type PruneStep, stepSchema } from '../../src/index.ts';
import { viewOf } from '../store/inMemoryClient.ts';
import {
  AMOUNT_CONTROLS,
  AMOUNT_KINDS,
  CRITERION_IDS,
  criterionProblem,
  layerChoices,
  neededCriterion,
  toAmount,
  withCriterion,
  withGranularity,
  withLayers,
} from './pruneChoices.ts';

const SPEC: NetworkSpec = viewOf('s', 0).spec;
const STEP = stepSchema.parse({
  kind: 'prune',
  criterion: 'magnitude',
  granularity: 'weight',
  amount: { thresholdSigma: 1 },
  layers: ['fc1'],
}) as PruneStep;

describe('choices of the prune form', () => {
  it('are all steps that the recipe schema accepts', () => {
    for (const kind of AMOUNT_KINDS) {
      const { initial, min, max } = AMOUNT_CONTROLS[kind];
      for (const value of [initial, min, max]) {
        expect(stepSchema.safeParse({ ...STEP, amount: toAmount(kind, value) }).success).toBe(true);
      }
    }
  });

  it('are possible exactly where the registry of criteria says so', () => {
    for (const id of CRITERION_IDS) {
      for (const granularity of ['weight', 'filter'] as const) {
        const possible = criterionProblem(id, granularity) === undefined;
        expect(possible).toBe(CRITERIA[id].granularities.includes(granularity));
      }
      for (const kind of AMOUNT_KINDS) {
        expect(neededCriterion(kind, id) === undefined).toBe(CRITERIA[id].amounts.includes(kind));
      }
    }
  });

  it('stay possible when the granularity changes', () => {
    const changed = withGranularity(STEP, 'filter', SPEC);
    expect(criterionProblem(changed.criterion, 'filter')).toBeUndefined();
    expect(changed.amount).toEqual({ sparsity: 0.5 });
    // The last layer's filters are the classes: it is the one that was chosen, so all others are.
    expect(changed).not.toHaveProperty('layers');
  });

  it('keep an amount that still goes with the criterion', () => {
    const half = { ...STEP, amount: { sparsity: 0.3 } };
    expect(withCriterion(half, 'l1').amount).toEqual({ sparsity: 0.3 });
    expect(withCriterion(STEP, 'apoz').amount).toEqual({ sparsity: 0.5 });
  });

  it('leave the last layer out when filters are pruned', () => {
    expect(layerChoices(SPEC, 'weight').every(({ prunable }) => prunable)).toBe(true);
    expect(layerChoices(SPEC, 'filter').map(({ prunable }) => prunable)).toEqual([true, false]);
  });

  it('mean all layers when none is chosen', () => {
    expect(withLayers(STEP, [])).not.toHaveProperty('layers');
    expect(withLayers(STEP, ['conv1']).layers).toEqual(['conv1']);
  });
});
