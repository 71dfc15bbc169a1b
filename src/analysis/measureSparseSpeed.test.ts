import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine, LayerSample } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { createTinyWeights, TINY_SPEC } from '../engine/testNets.ts';
import { measureSparseSpeed } from './measureSparseSpeed.ts';

const weights = createTinyWeights();
const masks = { 'conv1.weight': Uint8Array.from({ length: 36 }, (_, at) => (at < 12 ? 0 : 1)) };
const state = { spec: TINY_SPEC, weights, masks };
const twenty = (ms: number) => new Float64Array(20).fill(ms);

describe('measureSparseSpeed on wasm', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
  });
  afterAll(() => engine.dispose());

  it('times every convolution and dense layer and changes nothing', async () => {
    const before = structuredClone(weights);
    const tensors = engine.tensorCount();
    const progress: number[] = [];
    const report = await measureSparseSpeed(
      engine,
      state,
      { batchSize: 3, runs: 20, sparsities: [0, 0.5, 0.9] },
      { onProgress: ({ done, total }) => progress.push(done / total) },
    );
    expect(engine.tensorCount()).toBe(tensors);
    expect(weights).toEqual(before);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report).toMatchObject({ backend: 'wasm', threads: 1, batchSize: 3, runs: 20, seed: 1 });
    expect(
      report.layers.map(({ layer, rows, columns, positions, macs }) => [
        layer,
        rows,
        columns,
        positions,
        macs,
      ]),
    ).toEqual([
      ['conv1', 4, 9, 36, 1296],
      ['conv2', 5, 36, 4, 720],
      ['fc1', 6, 20, 1, 120],
      ['fc2', 3, 6, 1, 18],
    ]);
    expect(report.layers[0]!.points.map(({ sparsity, kept }) => [sparsity, kept])).toEqual([
      [0, 36],
      [0.5, 18],
      [32 / 36, 4],
    ]);
    expect(report.layers.map(({ present }) => present.kept)).toEqual([24, 180, 120, 18]);
    for (const { dense, points, present } of report.layers) {
      for (const { lowMs, medianMs, highMs } of [dense, ...points, present]) {
        expect(lowMs).toBeGreaterThan(0);
        expect(lowMs).toBeLessThanOrEqual(medianMs);
        expect(medianMs).toBeLessThanOrEqual(highMs);
      }
    }
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  }, 20_000);

  it('stops when cancelled and leaves no tensors', async () => {
    const abort = new AbortController();
    const tensors = engine.tensorCount();
    const measuring = measureSparseSpeed(
      engine,
      state,
      { batchSize: 1 },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
    expect(engine.tensorCount()).toBe(tensors);
  });

  it('refuses fewer than 20 runs and a sparsity that leaves nothing', async () => {
    await expect(measureSparseSpeed(engine, state, { batchSize: 1, runs: 19 })).rejects.toMatchObject({
      code: 'step-impossible',
    });
    const all = { batchSize: 1, sparsities: [0.5, 1] };
    await expect(measureSparseSpeed(engine, state, all)).rejects.toThrow('invalid sparsity: 1');
  });
});

it('computes rates and break-evens from the times', async () => {
  const samples: LayerSample[] = [];
  // A pass takes 4 ms dense, 1.25 of them packing, and 1 ms (layout) + 6 ms × density sparse; a call costs 0.25 ms.
  const engine = {
    backend: { name: 'wasm', threads: 2 },
    measureSparseLayer: async (sample: LayerSample, drawn: readonly (Uint8Array | undefined)[]) => {
      samples.push(sample);
      const density = (mask: Uint8Array) => mask.reduce((sum, keep) => sum + keep, 0) / mask.length;
      return {
        dense: twenty(4),
        densePacking: twenty(1.5),
        sparse: drawn.map((mask) => twenty(1 + 6 * density(mask!))),
        sparseLayout: twenty(1.25),
        emptyCall: twenty(0.25),
      };
    },
  } as unknown as Engine;
  const report = await measureSparseSpeed(engine, state, { batchSize: 64, sparsities: [0, 0.25, 0.75] });
  const { dense, points, present, ...layer } = report.layers[0]!;
  expect(samples.map(({ inputShape }) => inputShape)).toEqual([
    [64, 8, 8, 1],
    [64, 3, 3, 4],
    [64, 20],
    [64, 6],
  ]);
  expect(dense.gmacsPerSecond).toBeCloseTo((64 * 1296) / 4e6, 12);
  expect(points[2]).toMatchObject({ sparsity: 0.75, kept: 9, medianMs: 2.5, speedUp: 1.6 });
  expect(points[2]!.gmacsPerSecond).toBeCloseTo((64 * 36 * 9) / 2.5e6, 12);
  expect(present).toMatchObject({ kept: 24, medianMs: 5 });
  // 5.5 ms at density 0.75, 2.5 ms at 0.25, and half of the way between at 4.
  const middle = 1 - Math.sqrt(0.75 * 0.25);
  expect(layer.breakEvenSparsity).toBeCloseTo(middle, 12);
  // 4.5 and 1.5 against 2.75 ms: seven twelfths of the way.
  expect(layer.breakEvenOfProducts).toBeCloseTo(1 - 0.75 * (1 / 3) ** (7 / 12), 12);
  expect(layer).toMatchObject({ densePackingMs: 1.25, sparseLayoutMs: 1, rows: 4, columns: 9 });
  const chosen = { batchSize: 1, layers: ['fc1', 'conv2'] };
  const some = await measureSparseSpeed(engine, state, chosen);
  expect(some.layers.map(({ layer: name }) => name)).toEqual(['conv2', 'fc1']);
});

it('says on another backend that there is no sparse arithmetic', async () => {
  const engine = await createEngine({ requested: 'cpu', wasmPaths: nodeWasmPaths() });
  await expect(measureSparseSpeed(engine, state, { batchSize: 1 })).rejects.toMatchObject({
    code: 'step-impossible',
    message: 'no sparse arithmetic on backend cpu (expected wasm)',
  });
  engine.dispose();
});
