import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { createTinyImages, createTinySplit, createTinyWeights, TINY_SPEC } from '../../engine/testNets.ts';
import type { NetworkState } from '../../network/networkState.ts';
import { compact } from '../../pruning/compact.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import type { BehaviourReport } from './behaviour.ts';
import { measureBehaviour } from './measureBehaviour.ts';

/** More than two passes. */
const COUNT = 530;
const images = createTinyImages(COUNT);
const split = createTinySplit(images);
const start: NetworkState = { spec: TINY_SPEC, weights: createTinyWeights(), masks: {} };
const { masks } = computePrune(start.spec, start.weights, start.masks, {
  criterion: 'l1',
  granularity: 'filter',
  scope: 'uniform',
  amount: { sparsity: 0.4 },
});
const pruned: NetworkState = { ...start, masks };
const compacted: NetworkState = { ...compact(pruned.spec, pruned.weights, masks), masks: {} };

describe('measureBehaviour', () => {
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

  async function expectEvaluated(network: BehaviourReport['before'], state: NetworkState, count: number) {
    const model = engine.createModel(state.spec, state.weights, state.masks);
    const evaluation = await engine.evaluate(model, split, count);
    model.dispose();
    expect(Math.abs(network.loss - evaluation.loss)).toBeLessThan(1e-5);
    expect(network.accuracy).toBe(evaluation.accuracy);
    expect(network.confusion.flat()).toEqual([...evaluation.confusion]);
    expect(network.perClass.map(({ recall }) => recall)).toEqual(evaluation.perClassAccuracy);
  }

  it('measures what evaluating each network gives, and leaves the weights as they were', async () => {
    const copies = structuredClone([start, pruned]);
    const progress: number[] = [];
    const report = await measureBehaviour(
      engine,
      start,
      pruned,
      split,
      {},
      {
        onProgress: ({ done, total }) => progress.push(done / total),
      },
    );
    expect(report.images).toBe(COUNT);
    await expectEvaluated(report.before, start, COUNT);
    await expectEvaluated(report.after, pruned, COUNT);
    expect(report.change.agreement).toBeLessThan(1);
    for (const { index, label } of report.change.rightToWrong.entries)
      expect(images.labels[index]).toBe(label);
    expect([start, pruned]).toEqual(copies);
    const ends = [64, 128, 192, 256, 320, 384, 448, 512, 530];
    expect(progress).toEqual([...ends, ...ends.map((done) => 530 + done)].map((done) => done / 1060));
    expect(engine.tensorCount()).toBe(tensorsAtStart);
  });

  it('takes the first images alone, and as many bins as asked', async () => {
    const report = await measureBehaviour(engine, start, pruned, split, { images: 70, calibrationBins: 4 });
    expect(report.images).toBe(70);
    expect(report.after.calibration.bins).toHaveLength(4);
    await expectEvaluated(report.after, pruned, 70);
    const all = await measureBehaviour(engine, start, start, split, { images: 10_000 });
    expect(all.images).toBe(COUNT);
  });

  it('finds no flip between a pruned network and its compacted one', async () => {
    expect(compacted.spec).not.toEqual(start.spec);
    const { change } = await measureBehaviour(engine, pruned, compacted, split);
    expect(change.agreement).toBe(1);
    expect(Math.abs(change.loss)).toBeLessThan(1e-6);
  });

  it('stops when cancelled, in either network, and frees its model', async () => {
    for (const stopAt of [256, 722]) {
      const abort = new AbortController();
      const measuring = measureBehaviour(
        engine,
        start,
        pruned,
        split,
        {},
        {
          signal: abort.signal,
          onProgress: ({ done }) => done >= stopAt && abort.abort(),
        },
      );
      await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
      expect(engine.tensorCount()).toBe(tensorsAtStart);
    }
  });

  it('refuses no image, and frees its model where the network fails', async () => {
    await expect(measureBehaviour(engine, start, pruned, split, { images: 0 })).rejects.toThrow('no image');
    const broken = {
      ...split,
      gather: () => {
        throw new Error('gone');
      },
    };
    await expect(measureBehaviour(engine, start, pruned, broken)).rejects.toThrow('gone');
    expect(engine.tensorCount()).toBe(tensorsAtStart);
  });
});
