import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../data/dataset.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { createTinyImages, createTinySplit, createTinyWeights, TINY_SPEC } from '../engine/testNets.ts';
import { applyMasks } from '../pruning/applyMasks.ts';
import { computePrune } from '../pruning/computePrune.ts';
import { collectStatistics } from './collectStatistics.ts';
import { createPreviewer, type Previewer } from './createPreviewer.ts';
import { type PruneStep, stepSchema } from './schema.ts';

const test = createTinySplit(createTinyImages(260));
const dataset = { test, train: createTinySplit(createTinyImages(50, 8)) } as unknown as Dataset;
const start = { spec: TINY_SPEC, weights: createTinyWeights(), masks: {}, depth: 0 };
const toStep = (step: object) => stepSchema.parse({ kind: 'prune', ...step }) as PruneStep;
const STEPS = [
  { criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.3 } },
  { criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.8 } },
  { criterion: 'magnitude', granularity: 'weight', amount: { thresholdSigma: 1 }, layers: ['fc1'] },
  { criterion: 'l1', granularity: 'filter', amount: { sparsity: 0.5 }, layers: ['conv2'] },
  { criterion: 'l1', granularity: 'filter', scope: 'global', amount: { ofRemaining: 0.4 } },
  { criterion: 'apoz', granularity: 'filter', amount: { apozSigma: 0.5 } },
  { criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0 } },
].map(toStep);

describe('a previewer', () => {
  let engine: Engine;
  let previewer: Previewer;
  let tensorsAtStart = 0;
  const context = () => ({ engine, dataset, seed: 1, resolveSnapshot: () => Promise.reject() });
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    tensorsAtStart = engine.tensorCount();
    previewer = createPreviewer(context());
  });
  afterAll(() => {
    previewer.dispose();
    expect(engine.tensorCount()).toBe(tensorsAtStart);
    engine.dispose();
  });

  it('tells what the step does and the accuracy of a fresh network behind it', async () => {
    const before = computePrune(start.spec, start.weights, {}, STEPS[0]!).masks;
    const later = { ...start, masks: before, weights: applyMasks(start.weights, before) };
    for (const network of [start, later, start]) {
      for (const step of STEPS) {
        const { spec, weights, masks } = network;
        const statistics = await collectStatistics(context(), network, step);
        const pruned = computePrune(spec, weights, masks, step, statistics);
        const [fresh, own] = [pruned.masks, masks].map((kept) => engine.createModel(spec, weights, kept));
        const after = await engine.evaluate(fresh!, test, 250);
        const accuracyBefore = (await engine.evaluate(own!, test, 250)).accuracy;
        fresh!.dispose();
        own!.dispose();
        expect(await previewer.preview(network, step, 250)).toMatchObject({
          report: pruned.report,
          accuracy: after.accuracy,
          accuracyBefore,
          images: 250,
        });
      }
    }
  });

  it('stops when cancelled, and goes on with the next step', async () => {
    const abort = new AbortController();
    const cancelled = previewer.preview(start, STEPS[0]!, 260, abort.signal);
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect((await previewer.preview(start, STEPS[1]!, 1000)).images).toBe(260);
  });
});
