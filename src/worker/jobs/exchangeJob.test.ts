import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { createTinyWeights, TINY_SPEC } from '../../engine/testNets.ts';
import { applyStep } from '../../recipe/applyStep.ts';
import { toStartSnapshot } from '../../recipe/openStart.ts';
import type { RunContext } from '../../recipe/runContext.ts';
import { stepSchema, type TrainStep } from '../../recipe/schema.ts';
import type { Snapshot } from '../../recipe/snapshot.ts';
import { createBars } from '../../recipe/testBars.ts';
import type { ExchangeEvent } from '../protocol.ts';
import type { JobContext } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { createExchangeJob } from './exchangeJob.ts';

const STEP = stepSchema.parse({
  kind: 'train',
  steps: 12,
  batchSize: 16,
  optimizer: 'momentum',
  learningRate: 0.05,
  gradients: { rule: 'dgc', workers: 2, sparsity: 0.75 },
}) as TrainStep;

describe('a trial of an exchange', () => {
  let engine: Engine;
  const dataset = createBars({ train: 64, test: 40 });
  const start: Snapshot = toStartSnapshot(
    { spec: TINY_SPEC, weights: createTinyWeights(), masks: {} },
    { images: 40, accuracy: 0.3, loss: 1.1, perClassAccuracy: [] },
    0,
  );
  const contextOf = (): RunContext => ({ engine, dataset, seed: 7, resolveSnapshot: () => start });
  const job = createExchangeJob({
    snapshots: { get: async () => start },
    runContext: async () => contextOf(),
  } as unknown as Session);

  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
  });
  afterAll(() => engine.dispose());

  const run = (fresh: boolean, step = STEP, signal = new AbortController().signal) => {
    const events: ExchangeEvent[] = [];
    const context = { signal, onProgress: () => {}, onEvent: (event: ExchangeEvent) => events.push(event) };
    const trial = job({ id: 'start', fresh, step }, context as unknown as JobContext<'exchange'>);
    return { trial, events };
  };

  it('gives the numbers of the step itself, and leaves no tensors', async () => {
    const tensors = engine.tensorCount();
    const { trial, events } = run(false);
    const { exchange, accuracy, tests, msPerStep } = await trial;
    const { snapshot } = await applyStep(contextOf(), start, STEP, {});
    expect(accuracy).toEqual(snapshot.summary.accuracy);
    expect(exchange.ticks).toEqual(snapshot.summary.train?.exchange?.ticks);
    expect(tests.map(({ step }) => step)).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(tests.at(-1)).toMatchObject({ accuracy: accuracy.accuracy, images: 40 });
    expect(events.filter(({ kind }) => kind === 'tick')).toHaveLength(exchange.ticks.length);
    expect(msPerStep).toBeGreaterThan(0);
    expect(engine.tensorCount()).toBe(tensors);
  });

  it('begins with fresh weights as a reinitialize step before it would', async () => {
    const { exchange } = await run(true).trial;
    const drawn = await applyStep(contextOf(), start, { kind: 'reinitialize' }, {});
    const { snapshot } = await applyStep(contextOf(), drawn.snapshot, STEP, {});
    expect(exchange.ticks).toEqual(snapshot.summary.train?.exchange?.ticks);
  });

  it('refuses what is no exchange or too long, and stops when cancelled', async () => {
    const { gradients: _, ...plain } = STEP;
    await expect(run(false, plain).trial).rejects.toMatchObject({ code: 'step-impossible' });
    await expect(run(false, { ...STEP, steps: 6000 }).trial).rejects.toMatchObject({
      code: 'step-impossible',
    });
    await expect(run(false, STEP, AbortSignal.abort()).trial).rejects.toMatchObject({ name: 'AbortError' });
  });
});
