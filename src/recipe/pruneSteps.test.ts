import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { computeDivergence, measureUnitChanges } from '../analysis/measureUnitChanges.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { createTinyImages } from '../engine/testNets.ts';
import { applyMasks } from '../pruning/applyMasks.ts';
import { listAmounts, listPrunedLayers } from '../pruning/checkPrune.ts';
import { computePrune } from '../pruning/computePrune.ts';
import { CRITERIA } from '../pruning/criteria/criteria.ts';
import { CRITERION_IDS, type CriterionId, type GranularityId, type PruneAmount } from '../pruning/prune.ts';
import { SCOPES } from '../pruning/scopes.ts';
import { applyStep } from './applyStep.ts';
import { collectStatistics } from './collectStatistics.ts';
import { openStart } from './openStart.ts';
import { parseRecipe } from './parseRecipe.ts';
import type { RunContext } from './runContext.ts';
import type { PruneStep, Recipe } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { createBars, RESIDUAL_BARS } from './testBars.ts';

const DATASET = createBars({ train: 160, test: 80 });
const SPEC = RESIDUAL_BARS;

function toPruneStep(step: object): PruneStep {
  return toRecipe([{ kind: 'prune', ...step }]).steps[0] as PruneStep;
}

function toRecipe(steps: readonly object[]): Recipe {
  return parseRecipe({ version: 1, seed: 3, dataset: { name: 'mnist' }, network: { spec: SPEC }, steps });
}

const TRAIN = toRecipe([{ kind: 'train', steps: 30, batchSize: 16, learningRate: 0.01 }]).steps[0]!;

const AMOUNTS: Readonly<Record<string, PruneAmount>> = {
  sparsity: { sparsity: 0.4 },
  perLayer: { perLayer: { c: 0.5, fc1: 0.25 } },
  maxLoss: { maxLoss: 0.05 },
  keptWeights: { keptWeights: 0.6 },
};

describe('prune steps on a residual network', () => {
  let engine: Engine;
  let context: RunContext;
  let trained: Snapshot;
  let tensorsBefore = 0;

  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    context = {
      engine,
      dataset: DATASET,
      seed: 3,
      resolveSnapshot: () => trained,
    };
    const start = await openStart(toRecipe([]), context, {});
    trained = (await applyStep(context, start, TRAIN)).snapshot;
    tensorsBefore = engine.tensorCount();
    return () => engine.dispose();
  });

  afterEach(() => {
    expect(engine.tensorCount()).toBe(tensorsBefore);
  });

  const cut = async (step: object, from = trained) =>
    (await applyStep(context, from, toPruneStep(step))).snapshot;

  it('has learned something to lose', () => {
    expect(trained.summary.accuracy.accuracy).toBeGreaterThan(0.8);
  });

  const pairs = CRITERION_IDS.flatMap((criterion) =>
    CRITERIA[criterion].granularities
      .filter((granularity) => granularity !== 'nm')
      .map((granularity): [CriterionId, GranularityId] => [criterion, granularity]),
  );

  it.each(pairs)(
    'collects what %s needs and no more, and prunes by %s exactly so many units',
    async (criterion, granularity) => {
      const step = toPruneStep({ criterion, granularity, amount: AMOUNTS.sparsity, images: 20 });
      const statistics = await collectStatistics(context, trained, step);
      const needs = CRITERIA[criterion].needs.filter((need) => need !== 'weights' && need !== 'batchNorm');
      expect(Object.keys(statistics).sort()).toEqual([...needs].sort());
      const pruned = await cut(step);
      for (const { units, prunedUnits, guarded } of pruned.summary.prune!.layers) {
        if (!guarded) expect(prunedUnits).toBe(Math.round(0.4 * units));
      }
      // The same seed gives the same masks.
      expect((await cut(step)).masks).toEqual(pruned.masks);
    },
  );

  it.each(Object.keys(SCOPES))('prunes by scope %s', async (scope) => {
    const [key] = listAmounts('l1', 'filter', scope as keyof typeof SCOPES);
    const pruned = await cut({
      criterion: 'l1',
      granularity: 'filter',
      scope,
      amount: AMOUNTS[key!],
      images: 80,
    });
    expect(pruned.summary.prune!.layers.some(({ prunedUnits }) => prunedUnits > 0)).toBe(true);
  });

  it('solves a budget to within one unit', async () => {
    const step = { criterion: 'magnitude', granularity: 'weight', scope: 'budget' };
    for (const keptWeights of [0.2, 0.5, 0.777]) {
      const { totals } = (await cut({ ...step, amount: { keptWeights } })).summary.cost;
      expect(totals.keptWeights).toBe(Math.floor(keptWeights * totals.weights));
    }
    const { totals } = (await cut({ ...step, amount: { keptMacs: 0.3 } })).summary.cost;
    expect(totals.effectiveMacs / totals.macs).toBeLessThanOrEqual(0.3);
    // One weight of the largest map more would not have fitted.
    expect(totals.effectiveMacs + 64).toBeGreaterThan(0.3 * totals.macs);
  });

  it('says that a budget is too small, naming what is left', async () => {
    const step = { criterion: 'l1', granularity: 'filter', scope: 'budget', amount: { keptMacs: 0.0001 } };
    await expect(cut(step)).rejects.toThrow(/^macs cannot be cut to 0.0001: 0\.\d+ are left/);
  });

  it('measures the change of each unit as a network without it has it', async () => {
    const { spec, weights, masks } = trained;
    const step = toPruneStep({ criterion: 'oracle', granularity: 'filter', amount: { sparsity: 0.4 } });
    const layers = listPrunedLayers(spec, step);
    const measure = (change: 'loss' | 'divergence') =>
      measureUnitChanges(engine, trained, layers, DATASET.train, { change, images: 50 });
    const [losses, divergences] = [await measure('loss'), await measure('divergence')];
    const evaluate = async (kept: typeof masks) => {
      const model = engine.createModel(spec, weights, kept);
      const images = createTinyImages(160, 1);
      const result = {
        loss: (await engine.evaluate(model, DATASET.train, 50)).loss,
        logits: (await engine.predict(model, images)).subarray(0, 150),
      };
      model.dispose();
      return result;
    };
    const whole = await evaluate(masks);
    for (const [layer, unit] of [
      ['a', 2],
      ['c', 5],
      ['fc1', 0],
    ] as const) {
      const others = { criterion: 'oracle', granularity: 'filter', scope: 'uniform' } as const;
      const only = new Map([
        [layer, Float64Array.from(losses.get(layer)!, (_, index) => (index === unit ? -1 : 1))],
      ]);
      const count = 1 / losses.get(layer)!.length;
      const request = { ...others, layers: [layer], amount: { ofRemaining: count } };
      const without = await evaluate(computePrune(spec, weights, masks, request, { lossChange: only }).masks);
      expect(losses.get(layer)![unit]).toBeCloseTo(without.loss - whole.loss, 5);
      expect(divergences.get(layer)![unit]).toBeCloseTo(
        computeDivergence(without.logits, whole.logits, 50),
        5,
      );
    }
  });

  it.each(['linear', 'geometric', 'cubic', 'exponential', 'soft'] as const)(
    'ends schedule %s at exactly the share asked for',
    async (kind) => {
      const train = kind === 'exponential' ? {} : { train: { steps: 3, batchSize: 16 } };
      const step = { criterion: 'l2', granularity: 'filter', amount: { sparsity: 0.5 } };
      const pruned = await cut({ ...step, schedule: { kind, rounds: 3, ...train } });
      for (const { units, prunedUnits, newlyPruned } of pruned.summary.prune!.layers) {
        expect(prunedUnits).toBe(Math.round(0.5 * units));
        expect(newlyPruned).toBe(prunedUnits);
      }
      // What is pruned is exactly 0 in the end, whatever was trained between.
      expect(pruned.weights).toEqual(applyMasks(pruned.weights, pruned.masks));
      const compacted = (await applyStep(context, pruned, toRecipe([{ kind: 'compact' }]).steps[0]!))
        .snapshot;
      expect(compacted.summary.cost.totals.params).toBeLessThan(trained.summary.cost.totals.params);
    },
  );

  it('lets what soft pruning set to 0 grow again, under the masks from before the step', async () => {
    const before = await cut({ criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.2 } });
    const schedule = { kind: 'soft', rounds: 2, train: { steps: 3, batchSize: 16 } };
    const step = {
      criterion: 'l1',
      granularity: 'filter',
      amount: { sparsity: 0.5 },
      layers: ['c'],
      schedule,
    };
    const after = await cut(step, before);
    const held = before.masks['a.weight']!;
    const values = after.weights['a.weight']!.values;
    for (const [index, kept] of held.entries()) if (!kept) expect(values[index]).toBe(0);
  });

  it('raises Han’s threshold round by round, and passes again over what is left', async () => {
    const train = { steps: 3, batchSize: 16 };
    const weight = { criterion: 'magnitude', granularity: 'weight' };
    const rising = await cut({
      ...weight,
      amount: { thresholdSigma: 1 },
      schedule: { kind: 'rising', rounds: 3, train },
    });
    expect(rising.summary.prune!.sparsity).toBeGreaterThan(0.4);
    const passes = await cut({
      ...weight,
      amount: { ofRemaining: 0.5 },
      schedule: { kind: 'multiPass', rounds: 2, train },
    });
    for (const { units, prunedUnits } of passes.summary.prune!.layers) {
      const first = Math.round(0.5 * units);
      expect(prunedUnits).toBe(first + Math.round(0.5 * (units - first)));
    }
  });

  it('compacts with batch normalisation folded, and trains on', async () => {
    const pruned = await cut({
      criterion: 'batchNormScale',
      granularity: 'filter',
      scope: 'global',
      amount: { sparsity: 0.4 },
    });
    const [fold, train] = toRecipe([{ kind: 'compact', foldBatchNorm: true }, TRAIN]).steps;
    const compacted = (await applyStep(context, pruned, fold!)).snapshot;
    expect(compacted.spec.nodes.some(({ kind }) => kind === 'batchNorm')).toBe(false);
    expect(compacted.summary.accuracy.accuracy).toBe(pruned.summary.accuracy.accuracy);
    const further = (await applyStep(context, compacted, train!)).snapshot;
    expect(further.summary.accuracy.accuracy).toBeGreaterThan(0.8);
  });
});
