import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import type { NetworkSpec } from '../network/spec.ts';
import { createEngine } from './createEngine.ts';
import type { Engine, OptimizerConfig } from './engine.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { computeReferenceNodes } from './referenceForward.ts';
import {
  createTinyImages,
  createTinySplit,
  createTinyWeights,
  GRAPH_SPEC,
  TINY_OPTIONS,
  TINY_SPEC,
} from './testNets.ts';

const images = createTinyImages(90);
const split = createTinySplit(images);
const weights = createTinyWeights();

/** Reference values of one node for the first `count` images, one after the other. */
function referenceOf(spec: NetworkSpec, node: string, count: number, ofWeights = weights): number[] {
  return Array.from({ length: count }, (_, index) => {
    const pixels = images.pixels.subarray(index * 64, (index + 1) * 64);
    return [
      ...computeReferenceNodes(
        spec,
        ofWeights,
        Float64Array.from(pixels, (v) => v / 255),
      ).get(node)!.values,
    ];
  }).flat();
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5) {
  expect(actual.length).toBe(expected.length);
  for (let index = 0; index < expected.length; index++) {
    expect(Math.abs(actual[index]! - expected[index]!)).toBeLessThan(tolerance);
  }
}

/** Cuts every third weight of each layer. */
function cutThirds() {
  return Object.fromEntries(
    Object.entries(weights)
      .filter(([name]) => name.endsWith('.weight'))
      .map(([name, { values }]) => [name, Uint8Array.from(values, (_, index) => (index % 3 === 0 ? 0 : 1))]),
  );
}

describe.each(['cpu', 'wasm'] as const)('the engine on %s', (requested) => {
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

  it('runs on the backend that was asked for and says so', () => {
    expect(engine.backend).toMatchObject({ name: requested, reason: 'requested', threads: 1 });
    expect(engine.backend.candidates).toEqual([{ name: requested, outcome: 'chosen' }]);
  });

  it('captures the values of every node as plain loops compute them', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    const names = TINY_SPEC.nodes.map((node) => node.name);
    const five = { count: 5, pixels: images.pixels.slice(0, 5 * 64), labels: images.labels.slice(0, 5) };
    for (const { node, shape, values } of await engine.capture(model, five, names)) {
      expect(shape[0]).toBe(5);
      expectClose(values, referenceOf(TINY_SPEC, node, 5));
    }
    model.dispose();
  });

  it('captures the values of a graph with every kind of node as plain loops compute them', async () => {
    const graphWeights = createTinyWeights(3, GRAPH_SPEC);
    const model = engine.createModel(GRAPH_SPEC, graphWeights, {});
    const two = { count: 2, pixels: images.pixels.slice(0, 128), labels: images.labels.slice(0, 2) };
    const names = GRAPH_SPEC.nodes.map((node) => node.name);
    for (const { node, values } of await engine.capture(model, two, names)) {
      expectClose(values, referenceOf(GRAPH_SPEC, node, 2, graphWeights), 2e-5);
    }
    // Without the values between, ReLUs are computed in one pass with what stands before them.
    expectClose(await engine.predict(model, two), referenceOf(GRAPH_SPEC, 'fc', 2, graphWeights), 2e-5);
    model.dispose();
  });

  it('computes average pooling, sigmoid and dropout as plain loops do', async () => {
    const spec: NetworkSpec = {
      name: 'others',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 1] },
        { kind: 'avgPool', name: 'pool', inputs: ['input'], size: 3, stride: 2, padding: 'same' },
        { kind: 'sigmoid', name: 'sigmoid', inputs: ['pool'] },
        { kind: 'dropout', name: 'dropout', inputs: ['sigmoid'], rate: 0.5 },
        { kind: 'flatten', name: 'flatten', inputs: ['dropout'] },
      ],
    };
    const model = engine.createModel(spec, {}, {});
    const logits = await engine.predict(model, { ...images, count: 2, pixels: images.pixels.slice(0, 128) });
    expectClose(logits, referenceOf(spec, 'flatten', 2));
    model.dispose();
  });

  it('evaluates all images, the padded rest included, as plain loops do', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    const result = await engine.evaluate(model, split);
    const logits = referenceOf(TINY_SPEC, 'fc2', 90);
    let lossSum = 0;
    const confusion = new Uint32Array(9);
    for (let index = 0; index < 90; index++) {
      const row = logits.slice(index * 3, index * 3 + 3);
      const truth = images.labels[index]!;
      lossSum -= Math.log(Math.exp(row[truth]!) / row.reduce((sum, value) => sum + Math.exp(value), 0));
      const cell = truth * 3 + row.indexOf(Math.max(...row));
      confusion[cell] = confusion[cell]! + 1;
    }
    expect(result.count).toBe(90);
    expect(result.loss).toBeCloseTo(lossSum / 90, 5);
    expect([...result.confusion]).toEqual([...confusion]);
    expect(result.accuracy).toBeCloseTo((confusion[0]! + confusion[4]! + confusion[8]!) / 90, 12);
    for (const truth of [0, 1, 2]) {
      const row = [...confusion.slice(truth * 3, truth * 3 + 3)];
      expect(result.perClassAccuracy[truth]).toBeCloseTo(row[truth]! / row.reduce((a, b) => a + b), 12);
    }
    const some = await engine.evaluate(model, split, 17);
    expect([...some.predictions]).toEqual([...result.predictions.slice(0, 17)]);
    model.dispose();
  });

  it('counts exact zeros per channel as a count over captured values does', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    const captured = await engine.capture(model, images, ['relu1', 'relu3']);
    const counted = await engine.countZeros(model, split, 90, ['relu1', 'relu3']);
    for (const [index, { zeros, observed, node }] of counted.entries()) {
      const { shape, values } = captured[index]!;
      const channels = shape.at(-1)!;
      const expected = new Float64Array(channels);
      for (const [at, value] of values.entries()) {
        if (value === 0) expected[at % channels] = expected[at % channels]! + 1;
      }
      expect(node).toBe(captured[index]!.node);
      expect(observed).toBe(values.length / channels);
      expect([...zeros]).toEqual([...expected]);
      expect(expected.some((count) => count > 0 && count < observed)).toBe(true);
    }
    model.dispose();
  });

  it('measures the latency of several models, one time for each run', async () => {
    const models = [
      engine.createModel(TINY_SPEC, weights, {}),
      engine.createModel(TINY_SPEC, weights, cutThirds()),
    ];
    const times = await engine.measureLatency(models, images, { warmUp: 1, runs: 4 });
    expect(times.map((series) => series.length)).toEqual([4, 4]);
    expect(times.every((series) => series.every((ms) => ms > 0))).toBe(true);
    for (const model of models) model.dispose();
  });

  it('learns what can be learned', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    const before = await engine.evaluate(model, split);
    const ticks: number[] = [];
    const result = await engine.train(
      model,
      split,
      { ...TINY_OPTIONS, steps: 60 },
      { onTick: (tick) => ticks.push(tick.done) },
    );
    const after = await engine.evaluate(model, split);
    expect(result.steps).toBe(60);
    expect(ticks[0]).toBe(1);
    expect(ticks.at(-1)).toBe(60);
    expect(after.loss).toBeLessThan(before.loss / 4);
    expect(after.accuracy).toBeGreaterThan(0.95);
    model.dispose();
  });

  it('gives the same weights for the same seed and others for another', async () => {
    const trainOnce = async (seed: number) => {
      const model = engine.createModel(TINY_SPEC, weights, {});
      await engine.train(model, split, { ...TINY_OPTIONS, seed });
      const trained = await model.readWeights();
      model.dispose();
      return trained['conv1.weight']!.values;
    };
    const first = await trainOnce(3);
    expect([...(await trainOnce(3))]).toEqual([...first]);
    expect([...(await trainOnce(4))]).not.toEqual([...first]);
  });

  it.each(['sgd', 'momentum', 'nesterov', 'adam'] as const)(
    'keeps pruned weights at exactly zero through 100 steps of %s with weight decay',
    async (kind) => {
      const masks = cutThirds();
      const model = engine.createModel(TINY_SPEC, weights, {});
      // Slots of an unmasked start must not bring weights back either.
      const optimizer: OptimizerConfig = { ...TINY_OPTIONS.optimizer, kind, weightDecay: 0.01 };
      model.setMasks(masks);
      await engine.train(model, split, {
        ...TINY_OPTIONS,
        steps: 100,
        optimizer,
        regularizer: { l1: 0.001, l2: 0.001 },
      });
      const trained = await model.readWeights();
      for (const [name, mask] of Object.entries(masks)) {
        const { values } = trained[name]!;
        const pruned = values.filter((_, index) => mask[index] === 0);
        expect(pruned.every((value) => Object.is(value, 0))).toBe(true);
        const moved = values.filter(
          (value, index) => mask[index] === 1 && value !== weights[name]!.values[index],
        );
        expect(moved.length).toBeGreaterThan(values.length / 2);
      }
      model.dispose();
    },
  );

  it('holds as many tensors and as much of the heap after 1,000 steps more', async () => {
    const model = engine.createModel(TINY_SPEC, weights, cutThirds());
    const measure = () => {
      const { wasm } = tf.backend() as unknown as { wasm?: { HEAPU8: Uint8Array } };
      return { tensors: engine.tensorCount(), heapBytes: wasm?.HEAPU8.length };
    };
    await engine.train(model, split, { ...TINY_OPTIONS, steps: 20 });
    const first = measure();
    await engine.train(model, split, { ...TINY_OPTIONS, steps: 1000 });
    expect(measure()).toEqual(first);
    model.dispose();
  });

  it('draws the curve at the same batches whatever the pace', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    let batches = 0;
    // Now and then the person is slow, which asks for a tick between the points.
    const next = async () => {
      if (batches++ % 100 === 49) await new Promise((resolve) => setTimeout(resolve, 40));
      return true;
    };
    const live: number[] = [];
    const { ticks } = await engine.train(
      model,
      split,
      { ...TINY_OPTIONS, steps: 450 },
      { control: { next }, onTick: ({ done }) => live.push(done) },
    );
    expect(ticks.map(({ done }) => done)).toEqual([1, ...Array.from({ length: 150 }, (_, i) => 3 * i + 3)]);
    expect(live).toContain(50);
    model.dispose();
  });

  it('leaves no tensor behind over ten cycles of training, evaluation and capture', async () => {
    const cycle = async () => {
      const model = engine.createModel(TINY_SPEC, weights, cutThirds());
      await engine.train(model, split, { ...TINY_OPTIONS, steps: 3 });
      await engine.evaluate(model, split);
      await engine.capture(model, images, ['relu1']);
      await engine.countZeros(model, split, 20, ['relu1']);
      model.writeWeights(weights);
      model.setMasks({});
      model.dispose();
    };
    await cycle();
    const tensors = engine.tensorCount();
    for (let index = 0; index < 10; index++) await cycle();
    expect(engine.tensorCount()).toBe(tensors);
  });

  it('stops within one batch of a cancel and leaves no tensor behind', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    const tensors = engine.tensorCount();
    const cancel = new AbortController();
    let batches = 0;
    const control = {
      next: async () => {
        batches++;
        if (batches === 4) cancel.abort();
        return true;
      },
    };
    const training = engine.train(model, split, TINY_OPTIONS, { signal: cancel.signal, control });
    await expect(training).rejects.toMatchObject({ name: 'AbortError' });
    expect(batches).toBe(4);
    expect(engine.tensorCount()).toBe(tensors);
    model.dispose();
  });

  it('ends early where the person says so, with the batches it did', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    let asked = 0;
    const result = await engine.train(model, split, TINY_OPTIONS, {
      control: { next: async () => ++asked <= 7 },
    });
    expect(result.steps).toBe(7);
    expect(result.ticks.at(-1)!.done).toBe(7);
    model.dispose();
  });

  it('stops with the step where the loss is not a number', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    const tensors = engine.tensorCount();
    const optimizer: OptimizerConfig = { ...TINY_OPTIONS.optimizer, kind: 'sgd' };
    const failure = await engine
      .train(model, split, { ...TINY_OPTIONS, optimizer, learningRate: 1e30 })
      .catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'not-a-number' });
    expect((failure as AppError).details.step).toBeGreaterThan(0);
    expect(engine.tensorCount()).toBe(tensors);
    model.dispose();
  });

  it('trains a graph with batch normalisation, keeps what is pruned at zero, and leaves no tensor behind', async () => {
    const graphWeights = createTinyWeights(3, GRAPH_SPEC);
    const masks = Object.fromEntries(
      Object.entries(graphWeights).map(([name, { values }]) => [
        name,
        Uint8Array.from(values, (_, index) => (index % 3 === 0 ? 0 : 1)),
      ]),
    );
    const model = engine.createModel(GRAPH_SPEC, graphWeights, masks);
    const before = await engine.evaluate(model, split);
    const options = { ...TINY_OPTIONS, optimizer: { ...TINY_OPTIONS.optimizer, weightDecay: 0.001 } };
    await engine.train(model, split, { ...options, steps: 60 });
    const tensors = engine.tensorCount();
    await engine.train(model, split, { ...options, steps: 60 });
    expect(engine.tensorCount()).toBe(tensors);
    expect((await engine.evaluate(model, split)).loss).toBeLessThan(before.loss / 4);
    const trained = await model.readWeights();
    for (const [name, mask] of Object.entries(masks)) {
      const { values } = trained[name]!;
      expect(values.every((value, index) => mask[index] === 1 || Object.is(value, 0))).toBe(true);
      expect(
        values.some((value, index) => mask[index] === 1 && value !== graphWeights[name]!.values[index]),
      ).toBe(true);
    }
    model.dispose();
  });

  it('applies masks to weights that are written later', async () => {
    const model = engine.createModel(TINY_SPEC, weights, cutThirds());
    model.writeWeights({ 'fc2.weight': weights['fc2.weight']! });
    const { values } = (await model.readWeights())['fc2.weight']!;
    expect([...values]).toEqual(
      [...weights['fc2.weight']!.values].map((v, index) => (index % 3 === 0 ? 0 : v)),
    );
    model.dispose();
  });

  it('names the weight that is missing or does not fit', () => {
    const { 'fc1.bias': _left, ...others } = weights;
    expect(() => engine.createModel(TINY_SPEC, others, {})).toThrow('missing weight: fc1.bias');
    const turned = { ...weights, 'fc2.weight': { ...weights['fc2.weight']!, shape: [3, 6] } };
    expect(() => engine.createModel(TINY_SPEC, turned, {})).toThrow(
      'fc2.weight has shape [3,6] and 18 values (expected [6,3])',
    );
    expect(() => engine.createModel(TINY_SPEC, weights, { 'fc1.weight': new Uint8Array(3) })).toThrow(
      'mask of fc1.weight has 3 entries (expected 120)',
    );
  });

  it('trains on fewer images than a batch wants', async () => {
    const model = engine.createModel(TINY_SPEC, weights, {});
    const few = createTinySplit(createTinyImages(5));
    const result = await engine.train(model, few, { ...TINY_OPTIONS, steps: 3 });
    expect(result.ticks.at(-1)!.epoch).toBe(2);
    model.dispose();
  });
});
