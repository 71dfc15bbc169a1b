import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import {
  createTinyImages,
  createTinySplit,
  createTinyWeights,
  GRAPH_SPEC,
  TINY_SPEC,
} from '../../engine/testNets.ts';
import { initializeWeights } from '../../network/initializeWeights.ts';
import { findPreset } from '../../network/presets/presets.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import { withActivation } from '../../network/withActivation.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { measureApoz } from '../measureApoz.ts';
import { measureActivations } from './measureActivations.ts';

interface TorchLayer {
  readonly zeros: readonly number[];
  readonly zerosAfterPool?: readonly number[];
  readonly nearZeros: readonly number[];
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
  readonly maximum: readonly number[];
  readonly awakeImages: readonly number[];
  readonly wakers: readonly (readonly { readonly image: number; readonly activation: number }[])[];
}

/** What scripts/fixtures/torchActivations.py writes. */
interface TorchFixture {
  readonly weights: Readonly<Record<string, { readonly shape: number[]; readonly values: number[] }>>;
  readonly pixels: readonly number[];
  readonly cases: readonly {
    readonly activation: 'relu' | 'leakyRelu' | 'sigmoid' | 'tanh';
    readonly layers: Readonly<Record<'conv1' | 'fc1', TorchLayer>>;
    readonly inputDensities: Readonly<Record<string, number>>;
  }[];
}

const fixture: TorchFixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/torchActivations.json'), 'utf8'),
);

/** The network of scripts/fixtures/torchActivations.py. */
const TORCH_SPEC: NetworkSpec = {
  name: 'torch-activations',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 6, 2] },
    {
      kind: 'conv2d',
      name: 'conv1',
      inputs: ['input'],
      filters: 5,
      kernelSize: [3, 3],
      stride: 1,
      padding: 1,
      bias: true,
    },
    { kind: 'relu', name: 'act1', inputs: ['conv1'] },
    { kind: 'maxPool', name: 'pool1', inputs: ['act1'], size: 2, stride: 2, padding: 'valid' },
    { kind: 'flatten', name: 'flatten', inputs: ['pool1'] },
    { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 9, bias: true },
    { kind: 'relu', name: 'act2', inputs: ['fc1'] },
    { kind: 'dense', name: 'fc2', inputs: ['act2'], units: 3, bias: true },
  ],
};

const torchWeights = Object.fromEntries(
  Object.entries(fixture.weights).map(([name, { shape, values }]) => [
    name,
    { shape, values: Float32Array.from(values) },
  ]),
);
const torchSplit = createTinySplit(
  {
    count: 20,
    pixels: Uint8Array.from(fixture.pixels),
    labels: Uint8Array.from({ length: 20 }, (_, i) => i % 3),
  },
  8 * 6 * 2,
);

const images = createTinyImages(90);
const split = createTinySplit(images);
const FILTER = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;

function expectNear(actual: readonly number[], expected: readonly number[], tolerance = 1e-5) {
  expect(actual.length).toBe(expected.length);
  for (const [at, value] of expected.entries()) expect(Math.abs(actual[at]! - value)).toBeLessThan(tolerance);
}

describe.each(['wasm', 'cpu'] as const)('measured activations on %s', (requested) => {
  let engine: Engine;
  let tensorsAtStart = 0;
  beforeAll(async () => {
    engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
    tensorsAtStart = engine.tensorCount();
  });
  afterAll(() => {
    expect(engine.tensorCount()).toBe(tensorsAtStart);
    engine.dispose();
  });

  it.each(fixture.cases)('are what PyTorch counts behind $activation', async ({ activation, ...torch }) => {
    const state = { spec: withActivation(TORCH_SPEC, activation), weights: torchWeights, masks: {} };
    const report = await measureActivations(engine, state, torchSplit, { wakers: 3 });
    expect(report.images).toBe(20);
    expect(report.layers.map(({ layer, kind }) => [layer, kind])).toEqual([
      ['conv1', activation],
      ['fc1', activation],
    ]);
    for (const { layer, channels } of report.layers) {
      const expected = torch.layers[layer as 'conv1' | 'fc1'];
      const figures = <K extends keyof (typeof channels)[number]>(key: K) => channels.map((row) => row[key]);
      // Counts over whole numbers: PyTorch's shares are in single precision.
      expectNear(figures('apoz'), expected.zeros, 1e-6);
      expectNear(figures('nearZeroShare'), expected.nearZeros, 1e-6);
      if (expected.zerosAfterPool) {
        expectNear(
          channels.map(({ apozAfterPool }) => apozAfterPool!),
          expected.zerosAfterPool,
          1e-6,
        );
      }
      expect(figures('awakeImages')).toEqual(expected.awakeImages);
      for (const key of ['mean', 'standardDeviation', 'maximum'] as const)
        expectNear(figures(key), expected[key]);
      for (const [channel, wakers] of expected.wakers.entries()) {
        const found = channels[channel]!.wakers;
        expect(found.map(({ image }) => image)).toEqual(wakers.map(({ image }) => image));
        expect(found.map(({ label }) => label)).toEqual(wakers.map(({ image }) => image % 3));
        expectNear(
          found.map((waker) => waker.activation),
          wakers.map((waker) => waker.activation),
        );
      }
    }
    for (const { layer, inputDensity } of report.macs.layers) {
      expect(inputDensity).toBeCloseTo(torch.inputDensities[layer]!, 9);
    }
  });

  it('name the images that wake a nearly dead unit', async () => {
    const state = { spec: TORCH_SPEC, weights: torchWeights, masks: {} };
    const { layers } = await measureActivations(engine, state, torchSplit);
    const units = layers[1]!.channels;
    expect(units.slice(0, 3).map(({ awakeImages, wakers }) => [awakeImages, wakers.length])).toEqual([
      [0, 0],
      [2, 2],
      [1, 1],
    ]);
    expect(layers[1]!.asleep).toBe(units.filter(({ apoz }) => apoz === 1).length);
  });

  it('have zeros in order: no more behind a pool whose windows tile the map, no fewer near zero than exact', async () => {
    for (const seed of [1, 2, 3]) {
      const weights = createTinyWeights(seed);
      const { layers } = await measureActivations(engine, { spec: TINY_SPEC, weights, masks: {} }, split, {
        images: 40,
      });
      expect(layers.map(({ pool }) => pool)).toEqual(['pool1', undefined, undefined]);
      for (const { channels, bins, density, mean, nearZeroShare, largest } of layers) {
        expect(bins.reduce((sum, count) => sum + count, 0)).toBe(channels.length);
        expect(density).toBeCloseTo(1 - mean, 12);
        expect(nearZeroShare).toBeGreaterThanOrEqual(mean - 1e-12);
        for (const row of channels) {
          expect(row.apozAfterPool ?? 0).toBeLessThanOrEqual(row.apoz);
          expect(row.nearZeroShare).toBeGreaterThanOrEqual(row.apoz);
          expect(row.awakeShare).toBeGreaterThanOrEqual(0);
          expect(row.awakeShare).toBeLessThanOrEqual(1);
          expect(row.wakers.length).toBe(Math.min(8, row.awakeImages));
          expect(row.wakers[0]?.activation ?? 0).toBe(Math.max(0, row.maximum));
          expect(Math.abs(row.maximum)).toBeLessThanOrEqual(largest);
        }
      }
    }
  });

  it('have the APoZ of measureApoz, also where filters are pruned', async () => {
    const weights = createTinyWeights();
    const { masks } = computePrune(TINY_SPEC, weights, {}, { ...FILTER, amount: { sparsity: 0.25 } });
    const model = engine.createModel(TINY_SPEC, weights, masks);
    const expected = await measureApoz(engine, model, TINY_SPEC, masks, split, 50);
    model.dispose();
    const state = { spec: TINY_SPEC, weights, masks };
    const { layers, macs } = await measureActivations(engine, state, split, { images: 50 });
    for (const [index, { layer, node, apoz, mean, standardDeviation }] of expected.entries()) {
      expect(layers[index]).toMatchObject({ layer, node, mean, standardDeviation });
      expect(layers[index]!.channels.map((row) => row.apoz)).toEqual(apoz);
    }
    expect(layers[0]!.channels.filter(({ kept }) => !kept).length).toBe(1);
    // conv2 reads three of four channels: the product of the shares takes the fourth away twice.
    const conv2 = macs.layers[1]!;
    expect(conv2.effectiveShare).toBeGreaterThan(conv2.hanShare);
  });

  it('leave the weights as they were, follow both passes, and stop at a cancel without a tensor left', async () => {
    const weights = createTinyWeights(2, GRAPH_SPEC);
    const before = structuredClone(weights);
    const state = { spec: GRAPH_SPEC, weights, masks: {} };
    const done: number[] = [];
    const totals = new Set<number>();
    await measureActivations(
      engine,
      state,
      split,
      {},
      {
        onProgress: (progress) => {
          done.push(progress.done);
          totals.add(progress.total);
        },
      },
    );
    expect(done).toEqual([45, 90, 180]);
    expect([...totals]).toEqual([180]);
    expect(weights).toEqual(before);
    for (const last of [1, 2]) {
      const cancel = new AbortController();
      let chunks = 0;
      const measuring = measureActivations(
        engine,
        state,
        split,
        {},
        {
          signal: cancel.signal,
          onProgress: () => {
            chunks++;
            if (chunks === last) cancel.abort();
          },
        },
      );
      await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
      expect(chunks).toBe(last);
      expect(engine.tensorCount()).toBe(tensorsAtStart);
    }
    await expect(measureActivations(engine, state, split, { images: 0 })).rejects.toMatchObject({
      code: 'step-impossible',
    });
    expect(engine.tensorCount()).toBe(tensorsAtStart);
  });
});

describe('APoZ of channels that are put beside others', () => {
  it('is counted at their places behind the activation that reads them together', async () => {
    const engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    const spec = findPreset('densenet-mini').build([8, 8, 1], 3);
    const weights = initializeWeights(spec, 3);
    const model = engine.createModel(spec, weights, {});
    const [zeros] = await engine.countZeros(model, split, 30, ['d1l2_relu']);
    const layers = await measureApoz(engine, model, spec, {}, split, 30);
    const shares = Array.from(zeros!.zeros, (count) => count / zeros!.observed);
    expect(layers.find(({ layer }) => layer === 'd1l1_conv')!.apoz).toEqual(shares.slice(16));
    expect(new Set(shares.slice(16)).size).toBeGreaterThan(6);
    const report = await measureActivations(engine, { spec, weights, masks: {} }, split, { images: 30 });
    expect(report.layers[1]!.channels.map(({ apoz }) => apoz)).toEqual(shares.slice(16));
    model.dispose();
    engine.dispose();
  });
});
