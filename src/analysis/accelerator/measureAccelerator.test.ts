import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { computeReferenceNodes } from '../../engine/referenceForward.ts';
import { createTinyImages, createTinySplit, createTinyWeights, TINY_SPEC } from '../../engine/testNets.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { encodeColumns } from './encodeColumns.ts';
import { measureAccelerator } from './measureAccelerator.ts';
import { simulateLayer } from './simulateLayer.ts';
import { simulateByCycle } from './testLayers.ts';

const images = createTinyImages(30);
const split = createTinySplit(images);
const spec = TINY_SPEC;
const weights = createTinyWeights();
const { masks } = computePrune(
  spec,
  weights,
  {},
  { criterion: 'magnitude', granularity: 'weight', scope: 'uniform', amount: { sparsity: 0.6 } },
);
const state = { spec, weights, masks };
const masked = applyMasks(weights, masks);

function toMatrix(layer: string) {
  const { shape, values } = masked[`${layer}.weight`]!;
  return { rows: shape[1]!, columns: shape[0]!, values };
}

/** What a node puts out for one image, by plain loops. */
function referenceValues(image: number, node: string) {
  const pixels = Float64Array.from(images.pixels.subarray(image * 64, image * 64 + 64), (byte) => byte / 255);
  return computeReferenceNodes(spec, masked, pixels).get(node)!.values;
}

describe('measureAccelerator', () => {
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

  it('runs the dense layers with the activations the images give them, and names the convolutions', async () => {
    const before = structuredClone(state);
    const progress: number[] = [];
    const report = await measureAccelerator(
      engine,
      state,
      split,
      { peCount: 2, queueDepth: 2, images: 5 },
      { onProgress: ({ done, total }) => progress.push(done / total) },
    );
    expect(state).toEqual(before);
    expect(engine.tensorCount()).toBe(tensorsAtStart);
    expect(progress).toHaveLength(10);
    expect(progress.at(-1)).toBe(1);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report).toMatchObject({ peCount: 2, queueDepth: 2, images: 5, peakGops: 3.2 });
    expect(report.leftOut).toEqual(['conv1', 'conv2']);
    expect(report.layers.map(({ layer, rows, columns }) => [layer, rows, columns])).toEqual([
      ['fc1', 6, 20],
      ['fc2', 3, 6],
    ]);
    for (const [layer, input] of [
      ['fc1', 'flatten'],
      ['fc2', 'relu3'],
    ] as const) {
      const measured = report.layers.find((row) => row.layer === layer)!;
      const matrix = toMatrix(layer);
      const activations = Array.from({ length: 5 }, (_, image) => referenceValues(image, input));
      const encoded = encodeColumns(matrix, 2);
      const atDepth = (depth: number) =>
        activations.map((values) => simulateByCycle(encoded, values, depth).length);
      expect(measured.imageCycles).toEqual(atDepth(2));
      const cycles = atDepth(2).reduce((sum, value) => sum + value, 0);
      expect(measured.cycles).toBeCloseTo(cycles / 5, 12);
      expect(measured.derivedMicroseconds).toBeCloseTo(cycles / 5 / 800, 12);
      const count = (values: Iterable<number>) => [...values].filter((value) => value !== 0).length;
      expect(measured.weightDensity).toBeCloseTo(count(matrix.values) / matrix.values.length, 12);
      expect(measured.activationDensity).toBeCloseTo(
        activations.reduce((sum, values) => sum + count(values), 0) / (5 * matrix.columns),
        12,
      );
      // Too few rows a PE for padding: an entry for each weight of a broadcast column.
      let entries = 0;
      for (const values of activations) {
        for (const [at, weight] of matrix.values.entries()) {
          if (weight !== 0 && values[Math.floor(at / matrix.rows)] !== 0) entries++;
        }
      }
      expect(measured.theoreticalCycles).toBeCloseTo(entries / 2 / 5, 12);
      expect(measured.loadBalance).toBeCloseTo(entries / 2 / cycles, 12);
      expect(measured.paddingShare).toBe(0);
      expect(measured.speedUpDense).toBeCloseTo((5 * matrix.rows * matrix.columns) / 2 / cycles, 12);
      const withZeros = simulateByCycle(encoded, new Float32Array(matrix.columns).fill(1), 2).length;
      expect(measured.speedUpWeightsOnly).toBeCloseTo((5 * withZeros) / cycles, 12);
      expect(measured.queueDepths.map(({ depth }) => depth)).toEqual([1, 2, 4, 8, 16, 32]);
      for (const row of measured.queueDepths) {
        const of = atDepth(row.depth).reduce((sum, value) => sum + value, 0);
        expect(row.cycles).toBeCloseTo(of / 5, 12);
        expect(row.loadBalance).toBeCloseTo(entries / 2 / of, 12);
      }
      expect(measured.queueDepths[1]!.stallShare).toBeCloseTo(measured.stallShare, 12);
      expect(measured.peCounts[1]).toMatchObject({ peCount: 2, cycles: measured.imageCycles[0] });
      const first = simulateLayer(encoded, activations[0]!, { queueDepth: 2 });
      expect(measured.timeline).toEqual(first.timeline);
    }
  });

  it('multiplies as the network does', async () => {
    const model = engine.createModel(spec, weights, masks);
    const batch = { count: 1, pixels: images.pixels.slice(0, 64), labels: images.labels.slice(0, 1) };
    const [input, output] = await engine.capture(model, batch, ['flatten', 'fc1']);
    model.dispose();
    const { outputs } = simulateLayer(encodeColumns(toMatrix('fc1'), 4), input!.values, { queueDepth: 8 });
    for (const [row, value] of outputs.entries()) {
      expect(value + masked['fc1.bias']!.values[row]!).toBeCloseTo(output!.values[row]!, 5);
    }
  });

  it('takes the images there are', async () => {
    const report = await measureAccelerator(engine, state, split, { images: 1000 });
    expect(report).toMatchObject({ peCount: 16, queueDepth: 8, images: 30 });
  });

  it('stops when cancelled, and frees its model', async () => {
    const abort = new AbortController();
    const measuring = measureAccelerator(
      engine,
      state,
      split,
      { images: 4 },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
    expect(engine.tensorCount()).toBe(tensorsAtStart);
  });

  it('refuses options below 1 before any work', async () => {
    const measure = (options: object) => measureAccelerator(engine, state, split, options);
    await expect(measure({ peCount: 0 })).rejects.toMatchObject({ code: 'step-impossible' });
    await expect(measure({ queueDepth: 0 })).rejects.toThrow('invalid queue depth: 0');
    await expect(measure({ images: 0 })).rejects.toThrow('invalid number of images: 0');
  });
});
