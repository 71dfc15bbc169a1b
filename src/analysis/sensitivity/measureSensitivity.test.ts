import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { createTinyImages, createTinySplit, createTinyWeights, TINY_SPEC } from '../../engine/testNets.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { measureSensitivity } from './measureSensitivity.ts';
import type { KnownPoint } from './sensitivityTally.ts';

const split = createTinySplit(createTinyImages(600));
const weights = createTinyWeights();
const { masks } = computePrune(
  TINY_SPEC,
  weights,
  {},
  { criterion: 'magnitude', granularity: 'weight', scope: 'uniform', amount: { sparsity: 0.2 } },
);
const state = { spec: TINY_SPEC, weights, masks };
const LEVELS = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1];
const CRITERIA = { weight: 'magnitude', filter: 'l1' } as const;

describe.each(['weight', 'filter'] as const)('sensitivity by %s', (granularity) => {
  const options = { criterion: CRITERIA[granularity], granularity, levels: LEVELS, images: 600 };
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

  it('ends with the numbers of pruning a copy and evaluating everything, and leaves the weights as they were', async () => {
    const before = structuredClone(state);
    const curves = await measureSensitivity(engine, state, split, options);
    expect(state).toEqual(before);
    for (const { layer, points } of curves) {
      const expected = new Map<number, number>();
      for (const sparsity of LEVELS) {
        const step = {
          criterion: CRITERIA[granularity],
          granularity,
          scope: 'uniform',
          amount: { sparsity },
          layers: [layer],
        } as const;
        const pruned = computePrune(TINY_SPEC, weights, masks, step);
        const model = engine.createModel(TINY_SPEC, applyMasks(weights, pruned.masks), {});
        expected.set(pruned.report.sparsity, (await engine.evaluate(model, split, 600)).accuracy);
        model.dispose();
      }
      expect(new Map(points.map(({ sparsity, accuracy }) => [sparsity, accuracy]))).toEqual(expected);
    }
  });

  it('tells every curve coarsely before it refines any, then the points that are most uncertain', async () => {
    const told: KnownPoint[] = [];
    const onPoint = (layer: string, point: KnownPoint['point']) => told.push({ layer, point });
    const curves = await measureSensitivity(engine, state, split, options, { onPoint });
    const refined = told.findIndex(({ point }) => point.images > 100);
    const coarse = new Set(told.slice(0, refined).map(({ layer }) => layer));
    expect([...coarse]).toEqual(curves.map(({ layer }) => layer));
    const last = new Map(told.map(({ layer, point }) => [`${layer}/${point.sparsity}`, point.images]));
    expect([...last.values()].every((images) => images === 600)).toBe(true);
  });

  it('goes on where it was cancelled, and comes to the same curves', async () => {
    const whole = await measureSensitivity(engine, state, split, options);
    const known: KnownPoint[] = [];
    const abort = new AbortController();
    const cancelled = measureSensitivity(engine, state, split, options, {
      signal: abort.signal,
      onPoint(layer, point) {
        known.push({ layer, point });
        if (known.length === 20) abort.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(engine.tensorCount()).toBe(tensorsAtStart);
    // The latest of each point, as whoever goes on keeps them.
    const latest = [
      ...new Map(known.map((entry) => [`${entry.layer}/${entry.point.sparsity}`, entry])).values(),
    ];
    const again: KnownPoint[] = [];
    const resumed = await measureSensitivity(engine, state, split, options, {
      known: latest,
      onPoint: (layer, point) => again.push({ layer, point }),
    });
    expect(resumed).toEqual(whole);
    expect(again).toEqual(expect.arrayContaining(latest));
    const repeated = again.filter(({ layer, point }) =>
      latest.some(
        (entry) =>
          entry.layer === layer &&
          entry.point.sparsity === point.sparsity &&
          entry.point.images > point.images,
      ),
    );
    expect(repeated).toEqual([]);
  });
});
