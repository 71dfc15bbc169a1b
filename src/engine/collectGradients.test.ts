import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTrained, listWeights } from '../network/listWeights.ts';
import type { NetworkSpec } from '../network/spec.ts';
import { createEngine } from './createEngine.ts';
import type { Engine } from './engine.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { createTinyImages, createTinySplit, createTinyWeights, GRAPH_SPEC, TINY_SPEC } from './testNets.ts';

const IMAGES = 90;
const images = createTinyImages(IMAGES, 7);
const split = createTinySplit(images);

/** TINY_SPEC with a dropout, which evaluation passes by. */
const DROPOUT_SPEC: NetworkSpec = {
  name: 'dropout',
  nodes: TINY_SPEC.nodes.flatMap((node) =>
    node.name === 'fc2'
      ? [
          { kind: 'dropout', name: 'dropout', inputs: ['relu3'], rate: 0.5 } as const,
          { ...node, inputs: ['dropout'] },
        ]
      : [node],
  ),
};

/** Images `from` to below `to`, as a split of their own. */
const part = (from: number, to: number) =>
  createTinySplit({
    count: to - from,
    pixels: images.pixels.slice(from * 64, to * 64),
    labels: images.labels.slice(from, to),
  });

/** The last layer's weight divided by a temperature and its bias too: logits divided by it. */
function coolLastLayer(weights: ReturnType<typeof createTinyWeights>, temperature: number) {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      { shape, values: name.startsWith('fc2.') ? values.map((value) => value / temperature) : values },
    ]),
  );
}

describe.each(['cpu', 'wasm'] as const)('collected gradients on %s', (requested) => {
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

  function expectNear(actual: Float32Array, expected: ArrayLike<number>, tolerance: number) {
    expect(actual.length).toBe(expected.length);
    const worst = actual.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]!)), 0);
    expect(worst).toBeLessThan(tolerance);
  }

  it.each([TINY_SPEC, GRAPH_SPEC])(
    'are the finite differences of the loss that evaluation gives: $name',
    async (spec) => {
      const weights = createTinyWeights(4, spec);
      const model = engine.createModel(spec, weights, {});
      const few = part(20, 31);
      const lossAt = async (name: string, at: number, by: number) => {
        const values = weights[name]!.values.slice();
        values[at] = values[at]! + by;
        model.writeWeights({ [name]: { shape: weights[name]!.shape, values } });
        const { loss } = await engine.evaluate(model, few);
        model.writeWeights({ [name]: weights[name]! });
        return { loss, value: values[at]! };
      };
      const gradients = await engine.collectGradients(model, split, 11, { from: 20 });
      expect([...gradients.keys()]).toEqual(
        listWeights(spec).flatMap(({ name, role }) => (isTrained(role) ? [name] : [])),
      );
      for (const [name, values] of gradients) {
        expect(values.length).toBe(weights[name]!.values.length);
        for (let at = 0; at < values.length; at += Math.max(1, Math.floor(values.length / 8))) {
          const [high, low] = [await lossAt(name, at, 2e-3), await lossAt(name, at, -2e-3)];
          const slope = (high.loss - low.loss) / (high.value - low.value);
          expect(Math.abs(values[at]! - slope)).toBeLessThan(1e-3);
        }
      }
      model.dispose();
    },
  );

  it('weigh each image the same, however they fall into chunks', async () => {
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    const progress: number[] = [];
    const whole = await engine.collectGradients(
      model,
      split,
      IMAGES,
      {},
      { onProgress: ({ done }) => progress.push(done) },
    );
    const first = await engine.collectGradients(model, split, 23, {});
    const rest = await engine.collectGradients(model, split, 1000, { from: 23 });
    for (const [name, values] of whole) {
      const expected = first
        .get(name)!
        .map((value, at) => (23 * value + (IMAGES - 23) * rest.get(name)![at]!) / IMAGES);
      expectNear(values, expected, 1e-5);
    }
    expect(progress).toEqual([45, 90]);
    model.dispose();
  });

  it('divide the logits by the temperature', async () => {
    const weights = createTinyWeights();
    const [model, cooled] = [weights, coolLastLayer(weights, 5)].map((own) =>
      engine.createModel(TINY_SPEC, own, {}),
    );
    const tempered = await engine.collectGradients(model!, split, 20, { temperature: 5 });
    const expected = await engine.collectGradients(cooled!, split, 20, {});
    const plain = await engine.collectGradients(model!, split, 20, {});
    for (const [name, values] of tempered) {
      const factor = name.startsWith('fc2.') ? 1 / 5 : 1;
      expectNear(
        values,
        expected.get(name)!.map((value) => value * factor),
        1e-6,
      );
      expect([...values]).not.toEqual([...plain.get(name)!]);
    }
    model!.dispose();
    cooled!.dispose();
  });

  it('are squared before the mean over images where asked for', async () => {
    const model = engine.createModel(GRAPH_SPEC, createTinyWeights(3, GRAPH_SPEC), {});
    const squared = await engine.collectGradients(model, split, 19, { squared: true, from: 40 });
    const sums = new Map([...squared].map(([name, values]) => [name, new Float64Array(values.length)]));
    for (let image = 40; image < 59; image++) {
      for (const [name, values] of await engine.collectGradients(model, split, 1, { from: image })) {
        const sum = sums.get(name)!;
        for (const [at, value] of values.entries()) sum[at] = sum[at]! + value ** 2;
      }
    }
    for (const [name, values] of squared) {
      const largest = Math.max(...values);
      expect(largest).toBeGreaterThan(0);
      expectNear(
        values,
        sums.get(name)!.map((sum) => sum / 19),
        largest * 1e-5,
      );
    }
    model.dispose();
  });

  it('leave dropout out', async () => {
    const [plain, dropping] = [TINY_SPEC, DROPOUT_SPEC].map((spec) =>
      engine.createModel(spec, createTinyWeights(), {}),
    );
    const expected = await engine.collectGradients(plain!, split, 10, {});
    const collected = await engine.collectGradients(dropping!, split, 10, {});
    for (const [name, values] of expected) expectNear(collected.get(name)!, values, 1e-7);
    plain!.dispose();
    dropping!.dispose();
  });

  it('are also those of pruned weights, and leave all weights as they were', async () => {
    const weights = createTinyWeights();
    const masks = { 'fc1.weight': Uint8Array.from({ length: 120 }, (_, at) => (at % 2 ? 1 : 0)) };
    const model = engine.createModel(TINY_SPEC, weights, masks);
    const before = await model.readWeights();
    const gradients = await engine.collectGradients(model, split, 10, {});
    await engine.collectGradients(model, split, 3, { squared: true });
    expect(await model.readWeights()).toEqual(before);
    const pruned = gradients.get('fc1.weight')!.filter((_, at) => at % 2 === 0);
    expect(pruned.some((value) => value !== 0)).toBe(true);
    model.dispose();
  });

  it.each([{ squared: false }, { squared: true }])(
    'stop between two chunks of a cancel and leave no tensor behind: %j',
    async (options) => {
      const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
      const tensors = engine.tensorCount();
      const cancel = new AbortController();
      const progress: number[] = [];
      const collecting = engine.collectGradients(model, split, IMAGES, options, {
        signal: cancel.signal,
        onProgress: ({ done }) => {
          progress.push(done);
          cancel.abort();
        },
      });
      await expect(collecting).rejects.toMatchObject({ name: 'AbortError' });
      expect(progress.length).toBe(1);
      expect(engine.tensorCount()).toBe(tensors);
      model.dispose();
    },
  );

  it('want an image, and numbers', async () => {
    const weights = createTinyWeights();
    const model = engine.createModel(TINY_SPEC, weights, {});
    const tensors = engine.tensorCount();
    await expect(engine.collectGradients(model, split, 5, { from: 90 })).rejects.toMatchObject({
      code: 'step-impossible',
      message: 'no image to collect from: 5 from 90 on, of 90',
    });
    model.writeWeights({ 'fc2.bias': { shape: [3], values: Float32Array.of(0, Number.NaN, 0) } });
    await expect(engine.collectGradients(model, split, 5, {})).rejects.toMatchObject({
      code: 'not-a-number',
      message: 'gradient of conv1.weight is not a number',
    });
    expect(engine.tensorCount()).toBe(tensors);
    model.dispose();
  });
});
