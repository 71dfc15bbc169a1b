import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wilsonInterval } from '../base/wilsonInterval.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { computeReferenceNodes } from '../engine/referenceForward.ts';
import { createTinyImages, createTinySplit, createTinyWeights, TINY_SPEC } from '../engine/testNets.ts';
import { computePrune } from '../pruning/computePrune.ts';
import type { PruneRequest } from '../pruning/prune.ts';
import { measureApoz } from './measureApoz.ts';
import { measureLatencies } from './measureLatencies.ts';
import { measureSensitivity } from './sensitivity/measureSensitivity.ts';
import type { SensitivityPoint } from './sensitivity/sensitivity.ts';

const COUNT = 230;
const images = createTinyImages(COUNT);
const split = createTinySplit(images);
const weights = createTinyWeights();
const spec = TINY_SPEC;
const FILTER = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;
const WEIGHT = { criterion: 'magnitude', granularity: 'weight', scope: 'uniform' } as const;
const pruned = computePrune(spec, weights, {}, { ...FILTER, amount: { sparsity: 0.25 }, layers: ['conv1'] });
const state = { spec, weights, masks: pruned.masks };

describe('what is measured on a real engine', () => {
  let engine: Engine;
  let tensorsAtStart = 0;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'cpu', wasmPaths: nodeWasmPaths() });
    tensorsAtStart = engine.tensorCount();
  });
  afterAll(() => {
    expect(engine.tensorCount()).toBe(tensorsAtStart);
    engine.dispose();
  });

  /** Accuracy of a net of its own, pruned so from the start. */
  async function accuracyOf(step: PruneRequest, count: number): Promise<number> {
    const { masks } = computePrune(spec, weights, state.masks, step);
    const model = engine.createModel(spec, weights, masks);
    const { accuracy } = await engine.evaluate(model, split, count);
    model.dispose();
    return accuracy;
  }

  it.each(['weight', 'filter'] as const)(
    'measures sensitivity by %s as fresh nets have it: every point puts the weights back',
    async (granularity) => {
      const told: (readonly [string, SensitivityPoint])[] = [];
      const progress: number[] = [];
      const curves = await measureSensitivity(
        engine,
        state,
        split,
        {
          criterion: granularity === 'weight' ? 'magnitude' : 'l1',
          granularity,
          levels: [0, 0.2, 0.4, 0.6, 0.8, 0.95],
          images: 1000,
        },
        {
          onPoint: (layer, point) => told.push([layer, point]),
          onProgress: ({ done, total }) => progress.push(done / total),
        },
      );
      const base = granularity === 'weight' ? WEIGHT : FILTER;
      for (const { layer, points } of curves) {
        for (const { sparsity, accuracy, images: count, low, high } of points) {
          expect(count).toBe(COUNT);
          expect(accuracy).toBe(await accuracyOf({ ...base, amount: { sparsity }, layers: [layer] }, COUNT));
          expect({ low, high }).toEqual(wilsonInterval(Math.round(accuracy * COUNT), COUNT));
        }
        const sparsities = points.map(({ sparsity }) => sparsity);
        expect(sparsities).toEqual([...new Set(sparsities)].sort((a, b) => a - b));
      }
      const layers = granularity === 'weight' ? ['conv1', 'conv2', 'fc1', 'fc2'] : ['conv1', 'conv2', 'fc1'];
      expect(curves.map(({ layer }) => layer)).toEqual(layers);
      // Every curve begins before any has a second point, on fewer images.
      expect(told.slice(0, layers.length).map(([layer]) => layer)).toEqual(layers);
      expect(told[0]![1].images).toBe(100);
      expect(progress.at(-1)).toBe(1);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
    },
  );

  it('starts a curve at what the layer has lost already', async () => {
    const curves = await measureSensitivity(engine, state, split, {
      criterion: 'l1',
      granularity: 'filter',
      levels: [0, 0.1, 0.2, 0.5, 1],
      images: 50,
    });
    // conv1 has 4 filters, one of them pruned before; the guard keeps one.
    expect(curves[0]!.points.map(({ sparsity }) => sparsity)).toEqual([0.25, 0.5, 0.75]);
  });

  it('stops measuring sensitivity when cancelled, and frees its model', async () => {
    const abort = new AbortController();
    const measuring = measureSensitivity(
      engine,
      state,
      split,
      { criterion: 'magnitude', granularity: 'weight', levels: [0.1, 0.5], images: 200 },
      { signal: abort.signal, onPoint: () => abort.abort() },
    );
    await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
    expect(engine.tensorCount()).toBe(tensorsAtStart);
  });

  it('measures APoZ as plain loops count it, and gives pruned channels 1', async () => {
    const model = engine.createModel(spec, weights, state.masks);
    const layers = await measureApoz(engine, model, spec, state.masks, split, 20);
    const masked = await model.readWeights();
    model.dispose();
    expect(layers.map(({ layer, node }) => `${layer} ${node}`)).toEqual([
      'conv1 relu1',
      'conv2 tanh2',
      'fc1 relu3',
    ]);
    const zeros = { relu1: [0, 0, 0, 0], relu3: [0, 0, 0, 0, 0, 0] };
    for (let index = 0; index < 20; index++) {
      const pixels = Float64Array.from(images.pixels.subarray(index * 64, index * 64 + 64), (v) => v / 255);
      const nodes = computeReferenceNodes(spec, masked, pixels);
      for (const [node, counts] of Object.entries(zeros)) {
        for (const [at, value] of nodes.get(node)!.values.entries()) {
          if (value === 0) counts[at % counts.length]!++;
        }
      }
    }
    const cut = state.masks['conv1.bias']!.indexOf(0);
    expect(layers[0]!.apoz).toEqual(zeros.relu1.map((count) => count / (20 * 36)));
    expect(layers[0]!.apoz[cut]).toBe(1);
    expect(layers[2]!.apoz).toEqual(zeros.relu3.map((count) => count / 20));
    const kept = layers[0]!.apoz.filter((_, channel) => channel !== cut);
    expect(layers[0]!.mean).toBeCloseTo(kept.reduce((sum, value) => sum + value, 0) / 3, 12);
  });

  it('times dense, masked and compacted nets, and the compacted one only where a channel can go', async () => {
    const batch = { count: 16, pixels: images.pixels.slice(0, 16 * 64), labels: images.labels.slice(0, 16) };
    const report = await measureLatencies(engine, state, batch, { runs: 20 });
    expect(report).toMatchObject({ backend: 'cpu', batchSize: 16 });
    expect(report.series.map(({ variant }) => variant)).toEqual(['dense', 'masked', 'compacted']);
    for (const { lowMs, medianMs, highMs, runs } of report.series) {
      expect(runs).toBe(20);
      expect(lowMs).toBeGreaterThan(0);
      expect(lowMs).toBeLessThanOrEqual(medianMs);
      expect(medianMs).toBeLessThanOrEqual(highMs);
    }
    // conv1: 36 positions × 9 taps × 4 filters; conv2: 4 × 9 × 4 × 5; fc1: 20 × 6; fc2: 6 × 3. Then 3 filters in conv1.
    const macs = report.series.map((series) => series.macs);
    expect(macs).toEqual([2154, 2154, 36 * 27 + 4 * 9 * 15 + 138]);
    const plain = await measureLatencies(engine, { ...state, masks: {} }, batch, { runs: 20 });
    expect(plain.series.map(({ variant }) => variant)).toEqual(['dense', 'masked']);
  });
});
