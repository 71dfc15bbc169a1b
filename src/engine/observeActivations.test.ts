import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { computeMean, computeStandardDeviation } from '../base/stats.ts';
import { createEngine } from './createEngine.ts';
import type { CapturedActivation, Engine } from './engine.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { createTinyImages, createTinySplit, createTinyWeights, GRAPH_SPEC, TINY_SPEC } from './testNets.ts';

const COUNT = 90;
const images = createTinyImages(COUNT, 11);
const split = createTinySplit(images);
const NODES = ['relu3', 'relu1', 'tanh2', 'input'];

/** `[channels][images][positions]` of captured values. */
function toOutputs({ shape, values }: CapturedActivation): number[][][] {
  const [count, channels] = [shape[0]!, shape.at(-1)!];
  const positions = values.length / count / channels;
  return Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: count }, (_, image) =>
      Array.from({ length: positions }, (_, at) => values[(image * positions + at) * channels + channel]!),
    ),
  );
}

/** The images in an order drawn anew: image `index` is the old `order[index]`. */
function shuffleImages() {
  const random = createRandom(8);
  const order = Array.from({ length: COUNT }, (_, index) => index);
  for (let at = COUNT - 1; at > 0; at--) {
    const other = random.integer(at + 1);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  const pixels = Uint8Array.from(
    order.flatMap((index) => [...images.pixels.subarray(index * 64, index * 64 + 64)]),
  );
  const labels = Uint8Array.from(order, (index) => images.labels[index]!);
  return { order, split: createTinySplit({ count: COUNT, pixels, labels }) };
}

describe.each(['cpu', 'wasm'] as const)('observed activations on %s', (requested) => {
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

  it('are what plain loops find in captured values, chunk after chunk', async () => {
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    const progress: number[] = [];
    const run = { onProgress: ({ done }: { done: number }) => progress.push(done) };
    const observed = await engine.observeActivations(model, split, 1000, NODES, { wakers: 4 }, run);
    const captured = await engine.capture(model, images, NODES);
    expect(progress).toEqual([45, 90]);
    expect(observed.map(({ node, positions }) => [node, positions])).toEqual([
      ['relu3', 1],
      ['relu1', 36],
      ['tanh2', 4],
      ['input', 64],
    ]);
    for (const [index, found] of observed.entries()) {
      expect(found.images).toBe(COUNT);
      for (const [channel, byImage] of toOutputs(captured[index]!).entries()) {
        const outputs = byImage.flat();
        const above = outputs.filter((value) => value > 0);
        expect(found.zeros[channel]).toBe(outputs.filter((value) => value === 0).length);
        expect(found.positives[channel]).toBe(above.length);
        expect(found.positiveSums[channel]).toBeCloseTo(
          above.reduce((sum, value) => sum + value, 0),
          3,
        );
        expect(found.mean[channel]).toBeCloseTo(computeMean(outputs), 6);
        expect(found.standardDeviation[channel]).toBeCloseTo(computeStandardDeviation(outputs), 5);
        expect(found.minimum[channel]).toBe(Math.min(...outputs));
        expect(found.maximum[channel]).toBe(Math.max(...outputs));
        const wakers = byImage
          .map((values, image) => ({ image, label: images.labels[image]!, activation: Math.max(...values) }))
          .filter(({ activation }) => activation > 0)
          .sort((a, b) => b.activation - a.activation || a.image - b.image);
        expect(found.awakeImages[channel]).toBe(wakers.length);
        expect(found.wakers[channel]).toEqual(wakers.slice(0, 4));
      }
    }
    model.dispose();
  });

  it('do not depend on the order of the images', async () => {
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    const shuffled = shuffleImages();
    const observe = (from: typeof split) =>
      engine.observeActivations(model, from, COUNT, ['relu3', 'relu1'], { wakers: 3 });
    const [before, after] = [await observe(split), await observe(shuffled.split)];
    for (const [index, found] of after.entries()) {
      const { mean, standardDeviation, positiveSums, wakers, ...exact } = before[index]!;
      expect(found).toMatchObject(exact);
      for (const [channel, expected] of wakers.entries()) {
        expect(found.mean[channel]).toBeCloseTo(mean[channel]!, 9);
        expect(found.standardDeviation[channel]).toBeCloseTo(standardDeviation[channel]!, 9);
        expect(found.positiveSums[channel]).toBeCloseTo(positiveSums[channel]!, 6);
        const renamed = found.wakers[channel]!.map((waker) => ({
          ...waker,
          image: shuffled.order[waker.image]!,
        }));
        expect(renamed).toEqual(expected);
      }
    }
    model.dispose();
  });

  it('are counted up to a limit, of which 0 counts the zeros', async () => {
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    const limits = new Map([
      ['relu1', 0],
      ['tanh2', 0.25],
      ['relu3', 0.5],
    ]);
    const nodes = [...limits.keys()];
    const captured = await engine.capture(model, images, nodes);
    const counted = await engine.countNearZeros(model, split, COUNT, limits);
    for (const [index, { node, zeros, observed }] of counted.entries()) {
      const outputs = toOutputs(captured[index]!).map((byImage) => byImage.flat());
      const limit = limits.get(node)!;
      expect(node).toBe(nodes[index]);
      expect(observed).toBe(outputs[0]!.length);
      expect([...zeros]).toEqual(outputs.map((values) => values.filter((v) => Math.abs(v) <= limit).length));
      expect(Math.max(...zeros)).toBeGreaterThan(0);
    }
    const [named, again] = await engine.countZeros(model, split, COUNT, ['relu1', 'relu1']);
    expect(named!.zeros).toEqual(counted[0]!.zeros);
    expect(again).toEqual(named);
    model.dispose();
  });

  it('leave the weights as they were, stop between two chunks, and want nodes, images and numbers', async () => {
    const model = engine.createModel(GRAPH_SPEC, createTinyWeights(5, GRAPH_SPEC), {});
    const before = await model.readWeights();
    const tensors = engine.tensorCount();
    const observe = (node: string, count: number, signal?: AbortController) =>
      engine.observeActivations(
        model,
        split,
        count,
        [node],
        { wakers: 1 },
        {
          ...(signal ? { signal: signal.signal } : {}),
          onProgress: () => signal?.abort(),
        },
      );
    await observe('sum', COUNT);
    await expect(observe('sum', COUNT, new AbortController())).rejects.toMatchObject({ name: 'AbortError' });
    await expect(observe('sum', 0)).rejects.toMatchObject({ code: 'step-impossible' });
    await expect(observe('relu9', 5)).rejects.toThrow('unknown node: relu9');
    expect(await model.readWeights()).toEqual(before);
    model.writeWeights({ 'bn1.bias': { shape: [5], values: new Float32Array(5).fill(Number.NaN) } });
    await expect(observe('bn1', 5)).rejects.toMatchObject({ code: 'not-a-number' });
    expect(engine.tensorCount()).toBe(tensors);
    model.dispose();
  });
});
