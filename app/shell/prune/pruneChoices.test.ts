import { describe, expect, it } from 'vitest';
import {
  CRITERION_IDS,
  GRANULARITY_IDS,
  type PruneStep,
  SCHEDULE_IDS,
  SCOPE_IDS,
  stepSchema,
} from '../../../src/index.ts';
import { PRESETS } from '../networks/networks.ts';
import {
  AMOUNT_CONTROLS,
  AMOUNT_KINDS,
  amountKind,
  isNumberKind,
  PATTERNS,
  toAmount,
} from './amountChoices.ts';
import {
  withAmountKind,
  withCriterion,
  withGranularity,
  withLayers,
  withLimits,
  withSchedule,
  withScope,
  withTraining,
} from './pruneChoices.ts';
import { amountRemedy, criterionProblem, granularityProblem, isScopeImpossible } from './pruneProblems.ts';
import { CRITERIA, listAmounts, listPrunedLayers, SCHEDULES } from './pruning.ts';

const specOf = (preset: string) => PRESETS.find(({ id }) => id === preset)!.build();
const LENET = specOf('lenet-5');
const RESNET = specOf('resnet-8');

const STEP = stepSchema.parse({
  kind: 'prune',
  criterion: 'magnitude',
  granularity: 'weight',
  amount: { thresholdSigma: 1 },
  layers: ['fc1'],
}) as PruneStep;

const accepts = (step: PruneStep) => stepSchema.safeParse(step).success;

describe('choices of the prune form', () => {
  it('are all steps that the recipe schema accepts', () => {
    for (const kind of AMOUNT_KINDS.filter(isNumberKind)) {
      const { initial, min, max } = AMOUNT_CONTROLS[kind];
      for (const value of [initial, min, max]) {
        expect([kind, accepts({ ...STEP, amount: toAmount(kind, value) })]).toEqual([kind, true]);
      }
    }
    for (const pattern of PATTERNS) expect(accepts({ ...STEP, amount: { pattern } })).toBe(true);
    for (const id of SCHEDULE_IDS) expect(accepts(withSchedule(STEP, id))).toBe(true);
  });

  it('stay possible on every network whatever granularity, criterion and scope are chosen in turn', () => {
    for (const spec of [LENET, RESNET, specOf('mlp-500-300')]) {
      for (const granularity of GRANULARITY_IDS) {
        if (granularityProblem(granularity, STEP, spec)) continue;
        const cut = withGranularity(STEP, granularity, spec);
        for (const criterion of CRITERION_IDS) {
          if (criterionProblem(criterion, cut, spec)) continue;
          const ranked = withCriterion(cut, criterion, spec);
          for (const scope of SCOPE_IDS) {
            if (isScopeImpossible(scope, ranked)) continue;
            const step = withScope(ranked, scope, spec);
            expect(step).toMatchObject({ granularity, criterion, scope });
            expect(listPrunedLayers(spec, step).length).toBeGreaterThan(0);
            expect(accepts(step)).toBe(true);
          }
        }
      }
    }
  });

  it('move criterion, amount and layers with the granularity', () => {
    const filters = withGranularity(STEP, 'filter', LENET);
    expect(filters).toMatchObject({ criterion: 'l1', amount: { sparsity: 0.5 }, layers: ['fc1'] });
    // The filters of the last layer are the classes: it was the one that was chosen, so all others are.
    expect(withGranularity({ ...STEP, layers: ['fc2'] }, 'filter', LENET)).not.toHaveProperty('layers');
    const patterns = withGranularity({ ...filters, scope: 'global' }, 'nm', LENET);
    expect(patterns).toMatchObject({ criterion: 'magnitude', scope: 'uniform', amount: { pattern: '2:4' } });
    expect(withGranularity(patterns, 'weight', LENET).amount).toEqual({ sparsity: 0.5 });
  });

  it('name joined layers by the first of them', () => {
    const [, second] = listPrunedLayers(RESNET, {
      ...STEP,
      layers: undefined,
      criterion: 'l1',
      granularity: 'filter',
      amount: { sparsity: 0.5 },
    }).find(({ layers }) => layers.length > 1)!.layers;
    const step = withGranularity({ ...STEP, layers: [second!] }, 'filter', RESNET);
    expect(step.layers).toEqual(['conv1']);
  });

  it('keep an amount that still goes with the criterion', () => {
    const half: PruneStep = { ...STEP, amount: { sparsity: 0.3 } };
    expect(withCriterion(half, 'random', LENET).amount).toEqual({ sparsity: 0.3 });
    expect(withCriterion(STEP, 'random', LENET).amount).toEqual({ sparsity: 0.5 });
  });

  it('give each layer a share of its own, beginning with the one for all', () => {
    const { layers: _, ...all } = { ...STEP, amount: { sparsity: 0.7 } };
    const own = withScope(all, 'perLayer', LENET);
    expect(own.amount).toEqual({ perLayer: { conv1: 0.7, conv2: 0.7, fc1: 0.7, fc2: 0.7 } });
    const filters = withGranularity(
      { ...own, amount: { perLayer: { conv1: 0.2, conv2: 0.7, fc1: 0.7, fc2: 0.7 } } },
      'filter',
      LENET,
    );
    expect(filters.amount).toEqual({ perLayer: { conv1: 0.2, conv2: 0.7, fc1: 0.7 } });
    expect(withScope(filters, 'budget', LENET).amount).toEqual({ keptWeights: 0.2 });
  });

  it('mean all layers when none is chosen', () => {
    expect(withLayers(STEP, [])).not.toHaveProperty('layers');
    expect(withLayers(STEP, ['conv1']).layers).toEqual(['conv1']);
  });

  it('drop a block and a schedule that go with nothing any more', () => {
    const blocks: PruneStep = { ...withGranularity(STEP, 'block', LENET), block: [8, 1] };
    expect(withGranularity(blocks, 'kernel', LENET)).not.toHaveProperty('block');
    const cubic = withSchedule({ ...STEP, amount: { sparsity: 0.5 } }, 'cubic');
    expect(withAmountKind(cubic, 'sparsity', LENET).schedule?.kind).toBe('cubic');
    expect(withAmountKind(cubic, 'ofRemaining', LENET)).not.toHaveProperty('schedule');
  });
});

describe('schedules and limits of the form', () => {
  it('train where the schedule does, and keep the training from one to the next', () => {
    const linear = withTraining(withSchedule(STEP, 'linear'), { learningRate: 0.01 });
    expect(linear.schedule).toMatchObject({ rounds: 5, train: { epochs: 1, learningRate: 0.01 } });
    expect(withTraining(linear, undefined).schedule).not.toHaveProperty('train');
    expect(withSchedule(linear, 'cubic').schedule?.train?.learningRate).toBe(0.01);
    expect(withSchedule(linear, 'exponential').schedule).toEqual({ kind: 'exponential', rounds: 5 });
    expect(withSchedule(linear, 'oneShot')).not.toHaveProperty('schedule');
    for (const id of SCHEDULE_IDS) {
      const trains = withSchedule(STEP, id).schedule?.train !== undefined;
      expect([id, trains]).toEqual([id, SCHEDULES[id].training !== 'none']);
    }
  });

  it('are absent where nothing is limited', () => {
    const limited = withLimits(STEP, { maxSparsity: 0.9, minKept: 2 });
    expect(limited.limits).toEqual({ maxSparsity: 0.9, minKept: 2 });
    const less = withLimits(limited, { maxSparsity: undefined });
    expect(less.limits).toEqual({ minKept: 2 });
    expect(withLimits(less, { minKept: undefined })).not.toHaveProperty('limits');
  });
});

describe('what an amount asks for', () => {
  const filters = withGranularity(STEP, 'filter', LENET);

  it('is nothing exactly where the rules allow it', () => {
    for (const step of [STEP, filters, withScope(filters, 'budget', LENET)]) {
      const possible = AMOUNT_KINDS.filter((kind) => !amountRemedy(kind, step));
      expect(possible.toSorted()).toEqual(
        listAmounts(step.criterion, step.granularity, step.scope).toSorted(),
      );
      expect(possible).toContain(amountKind(step.amount));
    }
  });

  it('is what leaves the fewest ways', () => {
    expect(amountRemedy('perLayer', STEP)).toEqual({ of: 'scope', id: 'perLayer' });
    expect(amountRemedy('keptMacs', filters)).toEqual({ of: 'scope', id: 'budget' });
    expect(amountRemedy('apoz', STEP)).toEqual({ of: 'criterion', id: 'apoz' });
    expect(amountRemedy('threshold', filters)).toMatchObject({ of: 'criterion', id: 'magnitude' });
    expect(amountRemedy('pattern', filters)).toEqual({ of: 'granularity', id: 'nm' });
    expect(amountRemedy('sparsity', withScope(STEP, 'budget', LENET))).toEqual({
      of: 'scope',
      id: 'uniform',
    });
  });
});

describe('criteria of the form', () => {
  it('can rank what the registry says, where the network has what they watch', () => {
    const filters = withGranularity(STEP, 'filter', LENET);
    for (const id of CRITERION_IDS) {
      const problem = criterionProblem(id, filters, undefined);
      expect([id, problem === undefined]).toEqual([id, CRITERIA[id].granularities.includes('filter')]);
    }
    expect(criterionProblem('batchNormScale', filters, LENET)).toBe('noBatchNorm');
    expect(criterionProblem('batchNormScale', filters, RESNET)).toBeUndefined();
    expect(criterionProblem('magnitude', filters, LENET)).toBe('granularity');
  });
});
