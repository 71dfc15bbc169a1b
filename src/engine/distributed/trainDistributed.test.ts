import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ImageSplit } from '../../data/dataset.ts';
import { createEngine } from '../createEngine.ts';
import type { Engine } from '../engine.ts';
import { nodeWasmPaths } from '../nodeWasmPaths.ts';
import {
  createTinyImages,
  createTinySplit,
  createTinyWeights,
  GRAPH_SPEC,
  TINY_OPTIONS,
} from '../testNets.ts';
import type { ExchangeStep, GradientExchange } from './gradientExchange.ts';

const SPLIT = createTinySplit(createTinyImages(90, 1));
const OPTIONS = { ...TINY_OPTIONS, optimizer: { ...TINY_OPTIONS.optimizer, kind: 'sgd' as const } };

/** Averages whole gradients and writes down what it is told. */
function createPlainExchange(workers: number) {
  const calls: (string | number)[] = [];
  let sums: Float32Array[] = [];
  const exchange: GradientExchange = {
    ownsMomentum: false,
    begin({ step, epoch }: ExchangeStep) {
      calls.push(`begin ${step} in ${epoch}`);
      sums = [];
    },
    send(worker, gradients) {
      calls.push(worker);
      for (const [at, gradient] of gradients.entries()) {
        sums[at] ??= new Float32Array(gradient.length);
        sums[at] = sums[at].map((sum, index) => sum + gradient[index]! / workers);
      }
    },
    receive: () => sums,
    observe: ({ done }) => calls.push(`observed ${done}`),
  };
  return { exchange, calls };
}

/** The split, and the images that each call of `gather` asked for. */
function watchSplit(split: ImageSplit) {
  const gathered: number[][] = [];
  const watched: ImageSplit = {
    ...split,
    gather(indices, pixels, labels) {
      gathered.push([...indices]);
      split.gather(indices, pixels, labels);
    },
  };
  return { watched, gathered };
}

describe('training by several workers', () => {
  let engine: Engine;
  let tensorsBefore = 0;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    tensorsBefore = engine.tensorCount();
    return () => engine.dispose();
  });
  afterEach(() => expect(engine.tensorCount()).toBe(tensorsBefore));

  async function trainBy(workers: number, split: ImageSplit, more: { steps: number; batchSize: number }) {
    const { exchange, calls } = createPlainExchange(workers);
    const model = engine.createModel(GRAPH_SPEC, createTinyWeights(3, GRAPH_SPEC), {});
    const tensors: number[] = [];
    try {
      const interruption = { every: 1, work: async () => void tensors.push(engine.tensorCount()) };
      const options = { ...OPTIONS, ...more, workers, exchange };
      const result = await engine.trainDistributed(model, split, options, { interruption });
      return { result, calls, tensors };
    } finally {
      model.dispose();
    }
  }

  it('hands over the workers one after the other, then the point of the curve', async () => {
    const { calls } = await trainBy(3, SPLIT, { steps: 2, batchSize: 45 });
    expect(calls).toEqual(['begin 0 in 0', 0, 1, 2, 'observed 1', 'begin 1 in 0', 0, 1, 2, 'observed 2']);
  });

  it('gives every image of an epoch to one worker, in the order of an ordinary training', async () => {
    const { watched, gathered } = watchSplit(SPLIT);
    await trainBy(3, watched, { steps: 4, batchSize: 45 });
    const epochs = [gathered.slice(0, 6), gathered.slice(6)];
    for (const epoch of epochs) {
      expect(epoch.map((part) => part.length)).toEqual(new Array(6).fill(15));
      expect(new Set(epoch.flat()).size).toBe(90);
    }
    const plain = watchSplit(SPLIT);
    const model = engine.createModel(GRAPH_SPEC, createTinyWeights(3, GRAPH_SPEC), {});
    await engine.train(model, plain.watched, { ...OPTIONS, steps: 4, batchSize: 45 });
    model.dispose();
    expect(gathered.flat()).toEqual(plain.gathered.flat());
  });

  it('divides what can be divided of a batch larger than the split', async () => {
    const { watched, gathered } = watchSplit(createTinySplit(createTinyImages(10, 1)));
    await trainBy(4, watched, { steps: 1, batchSize: 64 });
    expect(gathered.map((part) => part.length)).toEqual([2, 2, 2, 2]);
    await expect(trainBy(11, watched, { steps: 1, batchSize: 64 })).rejects.toThrow(
      '10 images for 11 workers',
    );
  });

  it('holds no more tensors after many steps than after the first', async () => {
    const { tensors } = await trainBy(4, SPLIT, { steps: 50, batchSize: 16 });
    expect(new Set(tensors).size).toBe(1);
  });
});
