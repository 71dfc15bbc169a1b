import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine, TrainOptions } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { createTinyImages, createTinySplit, createTinyWeights, TINY_SPEC } from '../../engine/testNets.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { GRANULARITY_IDS, type GranularityId, type PruneRequest } from '../../pruning/prune.ts';
import { defaultCriterionOf, toAmount } from './createLayerPruner.ts';
import { measureSensitivity } from './measureSensitivity.ts';
import { measureTunedSensitivity } from './measureTunedSensitivity.ts';
import { mergeSeeds } from './mergeSeeds.ts';
import type { SensitivityCurve } from './sensitivity.ts';
import type { KnownPoint } from './sensitivityTally.ts';

const IMAGES = 120;
const split = createTinySplit(createTinyImages(IMAGES));
const state = { spec: TINY_SPEC, weights: createTinyWeights(), masks: {} };
const LEVELS = [0, 0.25, 0.5, 0.75];
const FINE_TUNE: TrainOptions = {
  seed: 3,
  batchSize: 20,
  steps: 4,
  optimizer: { kind: 'sgd', momentum: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  learningRate: 0.05,
  schedule: { kind: 'constant' },
  regularizer: { l1: 0, l2: 0 },
};

let engine: Engine;
let tensorsAtStart = 0;
beforeAll(async () => {
  engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
  tensorsAtStart = engine.tensorCount();
});
afterAll(() => {
  expect(engine.tensorCount()).toBe(tensorsAtStart);
  engine.dispose();
});

/** Accuracy of a net of its own, pruned so from the start and, where asked for, trained. */
async function measureAlone(step: PruneRequest, fineTune?: TrainOptions) {
  const { masks, report } = computePrune(TINY_SPEC, state.weights, {}, step, { seed: 5 });
  const model = engine.createModel(TINY_SPEC, applyMasks(state.weights, masks), masks);
  try {
    if (fineTune) await engine.train(model, split, fineTune);
    const { accuracy } = await engine.evaluate(model, split, IMAGES);
    return { sparsity: report.sparsity, accuracy };
  } finally {
    model.dispose();
  }
}

function toStep(curve: SensitivityCurve, level: number): PruneRequest {
  const { criterion, granularity, layer } = curve;
  return {
    criterion,
    granularity,
    scope: 'uniform',
    amount: toAmount(granularity, level),
    layers: [layer],
    block: [2, 2],
  };
}

/** TINY_SPEC has no channels that an addition joins. */
const GRANULARITIES = GRANULARITY_IDS.filter((id) => id !== 'stage');

describe('sensitivity of any granularity', () => {
  it.each(GRANULARITIES)(
    'by %s ends with the numbers of fresh networks',
    async (granularity: GranularityId) => {
      const before = structuredClone(state);
      const criterion = defaultCriterionOf(granularity);
      const options = { criterion, granularity, block: [2, 2] as const, levels: LEVELS, images: IMAGES };
      const curves = await measureSensitivity(engine, state, split, options);
      expect(state).toEqual(before);
      expect(curves.length).toBeGreaterThan(0);
      for (const curve of curves) {
        const alone = new Map<number, number>();
        for (const level of LEVELS) {
          const { sparsity, accuracy } = await measureAlone(toStep(curve, level));
          alone.set(sparsity, accuracy);
        }
        expect(new Map(curve.points.map(({ sparsity, accuracy }) => [sparsity, accuracy]))).toEqual(alone);
      }
    },
  );

  it('prunes by the criterion named, from what it needs', async () => {
    const options = { granularity: 'weight', levels: LEVELS, images: IMAGES } as const;
    const bySeed = (seed: number) =>
      measureSensitivity(engine, state, split, { ...options, criterion: 'random', statistics: { seed } });
    const [curve] = await bySeed(5);
    const { accuracy } = await measureAlone(toStep(curve!, 0.75));
    expect(curve!.points.at(-1)).toMatchObject({ sparsity: 0.75, accuracy });
    const magnitude = await measureSensitivity(engine, state, split, { ...options, criterion: 'magnitude' });
    expect(await bySeed(5)).toEqual(await bySeed(5));
    expect(await bySeed(6)).not.toEqual(await bySeed(5));
    expect(magnitude[0]!.points).not.toEqual(curve!.points);
  });
});

describe('sensitivity with fine-tuning', () => {
  const options = {
    criterion: 'magnitude',
    granularity: 'weight',
    levels: [0, 0.5, 0.9],
    images: IMAGES,
    fineTune: FINE_TUNE,
  } as const;
  const splits = { train: split, test: split };

  it('trains every pruned network before it is measured, the unpruned one once', async () => {
    const before = structuredClone(state);
    const curves = await measureTunedSensitivity(engine, state, splits, options);
    expect(state).toEqual(before);
    for (const curve of curves) {
      for (const [index, level] of options.levels.entries()) {
        expect(curve.points[index]).toMatchObject(await measureAlone(toStep(curve, level), FINE_TUNE));
      }
    }
    expect(new Set(curves.map(({ points }) => points[0]!.accuracy)).size).toBe(1);
  });

  it('goes on from the points that are known, and can be cancelled', async () => {
    const whole = await measureTunedSensitivity(engine, state, splits, options);
    const known: KnownPoint[] = [];
    const abort = new AbortController();
    const cancelled = measureTunedSensitivity(engine, state, splits, options, {
      signal: abort.signal,
      onPoint(layer, point) {
        known.push({ layer, point });
        if (known.length === 4) abort.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    // A wrong number among the known shows that it was taken and not measured again.
    const marked = known.map(({ layer, point }, index) => ({
      layer,
      point: index === 0 ? { ...point, accuracy: 0 } : point,
    }));
    const resumed = await measureTunedSensitivity(engine, state, splits, options, { known: marked });
    const [changed] = marked;
    for (const [index, curve] of resumed.entries()) {
      for (const [place, point] of curve.points.entries()) {
        const isMarked = curve.layer === changed!.layer && point.sparsity === changed!.point.sparsity;
        expect(point.accuracy).toBe(isMarked ? 0 : whole[index]!.points[place]!.accuracy);
      }
    }
  });
});

describe('curves of several seeds', () => {
  const curve = (accuracies: readonly number[]): readonly SensitivityCurve[] => [
    {
      layer: 'fc1',
      criterion: 'random',
      granularity: 'weight',
      points: accuracies.map((accuracy, index) => ({
        sparsity: index / 2,
        accuracy,
        images: 100,
        low: 0,
        high: 1,
      })),
    },
  ];

  it('become one of their means, with the deviation of a sample', () => {
    const [merged] = mergeSeeds([1, 2, 3], [curve([0.9, 0.2]), curve([0.9, 0.4]), curve([0.9, 0.6])]);
    expect(merged!.seeds).toEqual([1, 2, 3]);
    expect(merged!.points[0]).toMatchObject({
      accuracy: expect.closeTo(0.9, 12),
      standardDeviation: expect.closeTo(0, 12),
    });
    expect(merged!.points[1]!.accuracy).toBeCloseTo(0.4, 12);
    // √((0.2² + 0² + 0.2²) / 2)
    expect(merged!.points[1]!.standardDeviation).toBeCloseTo(0.2, 12);
    expect(merged!.points[1]!.low).toBeLessThan(0.4);
  });

  it('are refused where they pruned other shares', () => {
    expect(() => mergeSeeds([1, 2], [curve([0.9, 0.2]), curve([0.9])])).toThrow(/other shares/);
  });
});
