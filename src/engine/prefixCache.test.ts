import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../base/random.ts';
import { initializeWeights } from '../network/initializeWeights.ts';
import type { Weights } from '../network/weights.ts';
import { createEngine } from './createEngine.ts';
import type { Engine, PrefixCache } from './engine.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { createTinyImages, createTinySplit, createTinyWeights, TINY_SPEC } from './testNets.ts';

const FLATTEN = { kind: 'flatten', name: 'flatten', inputs: ['input'] } as const;
const images = createTinyImages(230);
const split = createTinySplit(images);
const weights = createTinyWeights();
const others = createTinyWeights(9);
const pick = (...names: string[]): Weights => Object.fromEntries(names.map((name) => [name, others[name]!]));
const CHANGES: Readonly<Record<string, Weights>> = {
  nothing: {},
  'the first layer': pick('conv1.weight'),
  'a bias in the middle': pick('conv1.bias', 'fc1.bias'),
  'the second convolution': pick('conv2.weight'),
  'a layer and its reader': pick('conv2.weight', 'fc1.weight'),
  'the last layer': pick('fc2.weight', 'fc2.bias'),
};

describe.each(['cpu', 'wasm'] as const)('a prefix cache on %s', (requested) => {
  let engine: Engine;
  let cache: PrefixCache;
  let tensorsAtStart = 0;
  beforeAll(async () => {
    engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
    tensorsAtStart = engine.tensorCount();
    cache = engine.createPrefixCache();
  });
  afterAll(() => {
    cache.dispose();
    expect(engine.tensorCount()).toBe(tensorsAtStart);
    engine.dispose();
  });

  /** What a network of its own, without any cache, gives for all images. */
  async function predictAfresh(values: Weights): Promise<Float32Array> {
    const model = engine.createModel(TINY_SPEC, values, {});
    const logits = await engine.predict(model, images);
    model.dispose();
    return logits;
  }

  it.each(Object.keys(CHANGES))(
    'gives bit for bit the logits of a fresh network: %s changed',
    async (name) => {
      const changed = CHANGES[name]!;
      const expected = await predictAfresh({ ...weights, ...changed });
      const probe = cache.openProbe(TINY_SPEC, weights, split, 230);
      // Once to fill the cache, once out of it.
      expect(await probe.predict(changed)).toEqual(expected);
      expect(await probe.predict(changed)).toEqual(expected);
      probe.dispose();
    },
  );

  it('evaluates some chunks as the whole is evaluated', async () => {
    const probe = cache.openProbe(TINY_SPEC, weights, split, 1000);
    expect(probe.chunks).toEqual([100, 130]);
    const parts = [await probe.evaluate({}, { to: 1 }), await probe.evaluate({}, { from: 1 })];
    const model = engine.createModel(TINY_SPEC, weights, {});
    const whole = await engine.evaluate(model, split);
    model.dispose();
    probe.dispose();
    expect(parts.flatMap(({ predictions }) => [...predictions])).toEqual([...whole.predictions]);
    expect(parts.map(({ count }) => count)).toEqual([100, 130]);
  });

  it('counts as many right as evaluation finds, whatever weights follow each other', async () => {
    const random = createRandom(5);
    const probe = cache.openProbe(TINY_SPEC, weights, split, 230);
    const names = ['conv1.weight', 'conv2.weight', 'fc1.weight', 'fc2.weight', 'fc2.bias'];
    const counts = new Set<number>();
    for (let round = 0; round < 60; round++) {
      const name = names[round % names.length]!;
      const { shape, values } = weights[name]!;
      // Every fifth time nearly all, or all.
      const share = round % 7 === 6 ? 1 : round % 5 === 4 ? 0.98 : random.uniform() ** 2;
      const pruned = values.map((value) => (random.uniform() < share ? 0 : value));
      const changed = { [name]: { shape, values: pruned } };
      const range = round % 3 === 0 ? { from: 1 } : {};
      const { accuracy, count } = await probe.evaluate(changed, range);
      const expected = { correct: Math.round(accuracy * count), images: count };
      expect(await probe.countCorrect(changed, range)).toEqual(expected);
      counts.add(expected.correct);
    }
    probe.dispose();
    expect(counts.size).toBeGreaterThan(10);
  });

  it('counts so where convolutions are rounded coarsely', async () => {
    const convolution = (name: string, input: string, filters: number, size: number) =>
      ({
        kind: 'conv2d',
        name,
        inputs: [input],
        filters,
        kernelSize: [size, size],
        stride: 1,
        padding: 'same',
        bias: true,
      }) as const;
    const nodes = [
      TINY_SPEC.nodes[0]!,
      convolution('conv1', 'input', 8, 3),
      { kind: 'relu', name: 'relu1', inputs: ['conv1'] } as const,
      convolution('conv2', 'relu1', 16, 5),
      { ...FLATTEN, inputs: ['conv2'] },
      { kind: 'dense', name: 'fc', inputs: ['flatten'], units: 3, bias: true } as const,
    ];
    const spec = { name: 'rough', nodes };
    const own = initializeWeights(spec, 3);
    const probe = cache.openProbe(spec, own, split, 230);
    const roughKernels = vi.spyOn(tf.engine(), 'runKernel');
    const counts = new Set<number>();
    for (let seed = 10; seed < 30; seed++) {
      const changed = { 'conv1.weight': initializeWeights(spec, seed)['conv1.weight']! };
      const { accuracy, count } = await probe.evaluate(changed);
      const exactly = roughKernels.mock.calls.length;
      const expected = { correct: Math.round(accuracy * count), images: 230 };
      expect(await probe.countCorrect(changed)).toEqual(expected);
      const calls = roughKernels.mock.calls.slice(exactly).filter(([, , attrs]) => attrs?.rough === true);
      expect(calls.length > 0).toBe(requested === 'wasm');
      counts.add(expected.correct);
    }
    roughKernels.mockRestore();
    probe.dispose();
    expect(counts.size).toBeGreaterThan(5);
  });

  it('takes no class from what rounding left of weights that went', async () => {
    const node = { kind: 'dense', name: 'fc', inputs: ['flatten'], units: 3, bias: false } as const;
    const spec = { ...TINY_SPEC, nodes: [TINY_SPEC.nodes[0]!, FLATTEN, node] };
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed);
      const values = Float32Array.from({ length: 64 * 3 }, () => random.normal());
      const weightsOf = (share: number) => ({
        'fc.weight': {
          shape: [64, 3],
          values: values.map((value, at) => (at % 12 < 12 * share ? 0 : value)),
        },
      });
      // Of so few that two rests of rounding are seldom equal.
      const probe = cache.openProbe(spec, weightsOf(0), split, 2);
      for (const share of [0, 0.5, 1]) {
        const { accuracy } = await probe.evaluate(weightsOf(share));
        expect((await probe.countCorrect(weightsOf(share))).correct).toBe(Math.round(2 * accuracy));
      }
      probe.dispose();
    }
  });

  it('counts where nothing can be told from the logits', async () => {
    const probe = cache.openProbe(TINY_SPEC, weights, split, 230);
    const { accuracy: atFirst } = await probe.evaluate({});
    const whole = { correct: Math.round(230 * atFirst), images: 230 };
    const { shape, values } = weights['fc2.weight']!;
    const bias = weights['fc2.bias']!;
    const changed = {
      'fc2.weight': { shape, values: new Float32Array(values.length) },
      'fc2.bias': { shape: bias.shape, values: new Float32Array(bias.values.length) },
    };
    const nan = new Float32Array(weights['conv2.weight']!.values.length).fill(Number.NaN);
    for (const other of [changed, { 'conv2.weight': { ...weights['conv2.weight']!, values: nan } }]) {
      const { accuracy, count } = await probe.evaluate(other);
      const expected = { correct: Math.round(accuracy * count), images: 230 };
      expect(await probe.countCorrect(other)).toEqual(expected);
      // What is held of weights without a number must not stay.
      expect(await probe.countCorrect({ 'conv2.weight': weights['conv2.weight']! })).toEqual(whole);
    }
    probe.dispose();
  });

  it('takes no value from other weights, nodes or images', async () => {
    const fc2 = CHANGES['the last layer']!;
    const spec = {
      ...TINY_SPEC,
      nodes: TINY_SPEC.nodes.map((node) =>
        node.kind === 'tanh' ? { ...node, kind: 'sigmoid' as const } : node,
      ),
    };
    const variants = [
      { spec: TINY_SPEC, weights, split },
      { spec: TINY_SPEC, weights: { ...weights, ...pick('conv1.bias') }, split },
      { spec, weights, split },
      { spec: TINY_SPEC, weights, split: createTinySplit(createTinyImages(230, 7)) },
    ];
    const logits: Float32Array[] = [];
    for (const variant of variants) {
      const warm = cache.openProbe(variant.spec, variant.weights, variant.split, 230);
      const cold = engine.createPrefixCache();
      const fresh = cold.openProbe(variant.spec, variant.weights, variant.split, 230);
      logits.push(await warm.predict(fc2));
      expect(logits.at(-1)).toEqual(await fresh.predict(fc2));
      warm.dispose();
      cold.dispose();
    }
    expect(new Set(logits.map((values) => values.join())).size).toBe(variants.length);
  });

  it('finds values again by the bits of the weights, for another probe on equal ones', async () => {
    const shared = engine.createPrefixCache();
    const probe = shared.openProbe(TINY_SPEC, weights, split, 230);
    await probe.predict(CHANGES['the last layer']!);
    probe.dispose();
    const copies = Object.fromEntries(
      Object.entries(weights).map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]),
    );
    const again = shared.openProbe(TINY_SPEC, { ...copies, ...pick('fc2.bias') }, split, 230);
    const held = engine.tensorCount();
    await again.predict(CHANGES['the last layer']!);
    expect(engine.tensorCount()).toBe(held);
    shared.dispose();
  });

  it('holds no more than it may, and gives the same logits with room for less than one chunk', async () => {
    const tensors = engine.tensorCount();
    const expected = await predictAfresh({ ...weights, ...CHANGES['the last layer'] });
    // 100 · 6 and 150 · 6 values of 4 bytes enter the last layer: room for one chunk of two, or for none.
    for (const [maxBytes, held] of [
      [3500, 1],
      [2000, 0],
    ] as const) {
      const small = engine.createPrefixCache(maxBytes);
      const probe = small.openProbe(TINY_SPEC, weights, split, 230);
      const open = engine.tensorCount();
      for (let round = 0; round < 3; round++) {
        expect(await probe.predict(CHANGES['the last layer']!)).toEqual(expected);
        expect(engine.tensorCount()).toBe(open + held);
      }
      small.dispose();
      expect(engine.tensorCount()).toBe(tensors);
    }
  });

  it('stops between two chunks, and leaves no tensor of it', async () => {
    const probe = cache.openProbe(TINY_SPEC, weights, split, 230);
    await probe.predict(CHANGES['the second convolution']!);
    const held = engine.tensorCount();
    const abort = new AbortController();
    const predicting = probe.predict(CHANGES['the second convolution']!, { signal: abort.signal });
    abort.abort();
    await expect(predicting).rejects.toMatchObject({ name: 'AbortError' });
    expect(engine.tensorCount()).toBe(held);
    probe.dispose();
  });

  it('refuses weights of another shape', async () => {
    const probe = cache.openProbe(TINY_SPEC, weights, split, 10);
    const changed = { 'conv1.bias': { shape: [5], values: new Float32Array(5) } };
    await expect(probe.predict(changed)).rejects.toMatchObject({ code: 'invalid-weights' });
    probe.dispose();
  });
});
