import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inferShapes } from '../network/inferShapes.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';
import { createEngine } from './createEngine.ts';
import { ACTIVATION_KINDS, type CapturedActivation, type Engine } from './engine.ts';
import { buildForward, outputNodeOf } from './forward.ts';
import { createImageTensor } from './imageBatches.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { createTinyImages, createTinySplit, createTinyWeights, GRAPH_SPEC, TINY_SPEC } from './testNets.ts';

/** A dropout whose input another node reads too. */
const DROPOUT_SPEC: NetworkSpec = {
  name: 'dropout',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 1] },
    { kind: 'flatten', name: 'flatten', inputs: ['input'] },
    { kind: 'dense', name: 'fc1', inputs: ['flatten'], units: 5, bias: true },
    { kind: 'relu', name: 'relu1', inputs: ['fc1'] },
    { kind: 'dropout', name: 'dropout', inputs: ['relu1'], rate: 0.5 },
    { kind: 'concat', name: 'join', inputs: ['relu1', 'dropout'] },
    { kind: 'dense', name: 'fc2', inputs: ['join'], units: 3, bias: true },
  ],
};

const images = createTinyImages(90, 11);
const split = createTinySplit(images);
const first = (count: number) => ({
  count,
  pixels: images.pixels.slice(0, count * 64),
  labels: images.labels.slice(0, count),
});

/** Cross-entropy of each of the first `count` images where a constant is added to one value of a node. */
function computeLosses(
  spec: NetworkSpec,
  weights: Weights,
  count: number,
  offset: { readonly node: string; readonly at: number; readonly by: number },
): number[] {
  return tf.tidy(() => {
    const tensors = new Map(
      Object.entries(weights).map(([name, { shape, values }]) => [
        name,
        tf.tensor(values.slice(), [...shape]),
      ]),
    );
    const shape = inferShapes(spec).get(offset.node)!;
    const size = shape.reduce((product, length) => product * length, 1);
    const values = Float32Array.from({ length: count * size }, (_, index) =>
      index % size === offset.at ? offset.by : 0,
    );
    const offsets = new Map([[offset.node, tf.tensor(values, [count, ...shape])]]);
    const given = new Map([['input', createImageTensor(first(count).pixels, count, [8, 8, 1])]]);
    const [logits] = buildForward(spec, tensors, given, [outputNodeOf(spec)], undefined, { offsets });
    const rows = logits!.dataSync();
    return Array.from({ length: count }, (_, image) => {
      const row = [...rows.slice(image * 3, image * 3 + 3)];
      return Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0)) - row[images.labels[image]!]!;
    });
  });
}

/** a · ∂ℓ/∂a `[count, …]` of captured values, by central differences. */
function computeEffects(spec: NetworkSpec, weights: Weights, captured: CapturedActivation): Float64Array {
  const { node, shape, values } = captured;
  const [count, size] = [shape[0]!, values.length / shape[0]!];
  const effects = new Float64Array(values.length);
  const step = 4e-3;
  for (let at = 0; at < size; at++) {
    const high = computeLosses(spec, weights, count, { node, at, by: step });
    const low = computeLosses(spec, weights, count, { node, at, by: -step });
    for (let image = 0; image < count; image++) {
      const slope = (high[image]! - low[image]!) / (2 * step);
      effects[image * size + at] = slope * values[image * size + at]!;
    }
  }
  return effects;
}

/** By channel, the mean over images of what `combine` makes of a channel's values at all positions. */
function averageChannels(
  { shape, values }: { readonly shape: readonly number[]; readonly values: ArrayLike<number> },
  combine: (positions: readonly number[]) => number,
): number[] {
  const channels = shape.at(-1)!;
  const positions = values.length / shape[0]! / channels;
  return Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    for (let image = 0; image < shape[0]!; image++) {
      const start = image * positions * channels + channel;
      sum += combine(Array.from({ length: positions }, (_, at) => values[start + at * channels]!));
    }
    return sum / shape[0]!;
  });
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++) {
    expect(Math.abs(actual[at]! - expected[at]!)).toBeLessThan(tolerance);
  }
}

describe.each(['cpu', 'wasm'] as const)('collected activations on %s', (requested) => {
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

  it('have the zeros that countZeros counts and the mean of captured values', async () => {
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    const nodes = ['relu3', 'relu1', 'pool1', 'input'];
    const counted = await engine.countZeros(model, split, 90, nodes);
    const captured = await engine.capture(model, images, nodes);
    const progress: number[] = [];
    const run = { onProgress: ({ done }: { done: number }) => progress.push(done) };
    const plain = await engine.collectActivations(model, split, 90, nodes, ['zeros', 'mean'], run);
    const withAll = await engine.collectActivations(model, split, 1000, nodes, ACTIVATION_KINDS);
    for (const collected of [plain, withAll]) {
      expect(collected.map(({ node }) => node)).toEqual(nodes);
      for (const [index, { channels }] of collected.entries()) {
        const { zeros, observed } = counted[index]!;
        expect([...channels.zeros]).toEqual([...zeros].map((count) => count / observed));
        expectNear(channels.mean, averageChannels(captured[index]!, meanOf), 1e-6);
      }
    }
    expect(Object.keys(plain[0]!.channels)).toEqual(['zeros', 'mean']);
    expect(Object.keys(withAll[0]!.channels)).toEqual([...ACTIVATION_KINDS]);
    expect(progress).toEqual([45, 90]);
    model.dispose();
  });

  it.each([
    { spec: TINY_SPEC, nodes: ['relu1', 'conv1', 'tanh2', 'flatten', 'fc1', 'relu3', 'fc2', 'input'] },
    { spec: GRAPH_SPEC, nodes: ['relu1', 'bn1', 'relu2', 'leaky2', 'sum', 'join', 'average'] },
    { spec: DROPOUT_SPEC, nodes: ['relu1', 'dropout'] },
  ])('have the effects on the loss of finite differences: $spec.name', async ({ spec, nodes }) => {
    const weights = createTinyWeights(2, spec);
    const model = engine.createModel(spec, weights, {});
    const captured = await engine.capture(model, first(5), nodes);
    const collected = await engine.collectActivations(model, split, 5, nodes, ['taylor', 'taylorAbs']);
    for (const [index, { node, channels }] of collected.entries()) {
      const effects = {
        shape: captured[index]!.shape,
        values: computeEffects(spec, weights, captured[index]!),
      };
      const taylor = averageChannels(effects, (values) => Math.abs(meanOf(values)));
      expect(node).toBe(nodes[index]);
      expect(Math.max(...taylor)).toBeGreaterThan(1e-3);
      expectNear(channels.taylor, taylor, 5e-4);
      expectNear(
        channels.taylorAbs,
        averageChannels(effects, (values) => meanOf(values.map(Math.abs))),
        5e-4,
      );
    }
    model.dispose();
  });

  it('give an image the same effect whatever images are collected with it', async () => {
    const model = engine.createModel(GRAPH_SPEC, createTinyWeights(2, GRAPH_SPEC), {});
    const collect = (count: number) =>
      engine.collectActivations(model, split, count, ['relu1'], ['taylor', 'taylorAbs']);
    const [two] = await collect(2);
    const [one] = await collect(1);
    const second = createTinySplit({
      ...first(2),
      count: 1,
      pixels: images.pixels.slice(64, 128),
      labels: images.labels.slice(1, 2),
    });
    const [other] = await engine.collectActivations(model, second, 1, ['relu1'], ['taylor', 'taylorAbs']);
    for (const kind of ['taylor', 'taylorAbs'] as const) {
      const expected = one!.channels[kind].map((value, at) => (value + other!.channels[kind][at]!) / 2);
      expectNear(two!.channels[kind], expected, 1e-7);
    }
    model.dispose();
  });

  it('have the mean rank of maps, and the share of images where a unit is not 0', async () => {
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    // Image k has k different values on its diagonal: rank k.
    const diagonals = new Uint8Array(9 * 64);
    for (let rank = 0; rank < 9; rank++) {
      for (let at = 0; at < rank; at++) diagonals[rank * 64 + at * 9] = 100 + at;
    }
    const ranked = createTinySplit({ count: 9, pixels: diagonals, labels: new Uint8Array(9) });
    const [input] = await engine.collectActivations(model, ranked, 6, ['input'], ['rank']);
    expect([...input!.channels.rank]).toEqual([(0 + 1 + 2 + 3 + 4 + 5) / 6]);

    const [units, maps] = await engine.collectActivations(
      model,
      split,
      90,
      ['relu3', 'relu1'],
      ['rank', 'zeros'],
    );
    expectNear(
      units!.channels.rank,
      units!.channels.zeros.map((share) => 1 - share),
      1e-12,
    );
    expect(Math.max(...maps!.channels.rank)).toBeGreaterThan(1);
    expect(Math.max(...maps!.channels.rank)).toBeLessThanOrEqual(6);
    model.dispose();
  });

  it('leave the weights as they were and no tensor behind', async () => {
    const model = engine.createModel(GRAPH_SPEC, createTinyWeights(5, GRAPH_SPEC), {});
    const before = await model.readWeights();
    const tensors = engine.tensorCount();
    for (let round = 0; round < 5; round++) {
      await engine.collectActivations(model, split, 90, ['relu1', 'sum'], ACTIVATION_KINDS);
    }
    expect(engine.tensorCount()).toBe(tensors);
    expect(await model.readWeights()).toEqual(before);
    model.dispose();
  });

  it.each([['rank'], ['zeros', 'taylor']] as const)(
    'stop between two chunks of a cancel and leave no tensor behind: %s',
    async (...kinds) => {
      const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
      const tensors = engine.tensorCount();
      const cancel = new AbortController();
      let chunks = 0;
      const collecting = engine.collectActivations(model, split, 90, ['relu1'], kinds, {
        signal: cancel.signal,
        onProgress: () => {
          chunks++;
          cancel.abort();
        },
      });
      await expect(collecting).rejects.toMatchObject({ name: 'AbortError' });
      expect(chunks).toBe(1);
      expect(engine.tensorCount()).toBe(tensors);
      model.dispose();
    },
  );

  it('hear a cancel between the ranks of two images', async () => {
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    const tensors = engine.tensorCount();
    const cancel = new AbortController();
    const progress: number[] = [];
    // Later than the one chunk is gathered, long before its ranks are counted.
    const late = { ...split, require: async () => void setTimeout(() => cancel.abort()) };
    const run = { signal: cancel.signal, onProgress: ({ done }: { done: number }) => progress.push(done) };
    await expect(engine.collectActivations(model, late, 60, ['relu1'], ['rank'], run)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(progress).toEqual([]);
    expect(engine.tensorCount()).toBe(tensors);
    model.dispose();
  });

  it('want nodes of the network, images, and numbers to rank', async () => {
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    const tensors = engine.tensorCount();
    expect(await engine.collectActivations(model, split, 5, [], ['taylor'])).toEqual([]);
    await expect(engine.collectActivations(model, split, 5, ['relu9'], ['mean'])).rejects.toThrow(
      'unknown node: relu9',
    );
    await expect(engine.collectActivations(model, split, 0, ['relu1'], ['mean'])).rejects.toMatchObject({
      code: 'step-impossible',
    });
    model.writeWeights({ 'conv1.bias': { shape: [4], values: new Float32Array(4).fill(Number.NaN) } });
    await expect(engine.collectActivations(model, split, 5, ['conv1'], ['rank'])).rejects.toMatchObject({
      code: 'not-a-number',
    });
    expect(engine.tensorCount()).toBe(tensors);
    model.dispose();
  });
});
