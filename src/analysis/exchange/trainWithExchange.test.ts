import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/createEngine.ts';
import type { BackendName, Engine, OptimizerConfig } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import {
  createTinyImages,
  createTinySplit,
  createTinyWeights,
  GRAPH_SPEC,
  TINY_OPTIONS,
  TINY_SPEC,
} from '../../engine/testNets.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import type { Masks, Weights } from '../../network/weights.ts';
import { EXCHANGE_RULE_IDS } from './exchangeRule.ts';
import type { ExchangeOptions } from './trainExchange.ts';
import { type ExchangeRun, type ExchangeTraining, trainWithExchange } from './trainWithExchange.ts';

const SPLIT = createTinySplit(createTinyImages(96, 1));

const OPTIONS: ExchangeOptions = {
  rule: 'dgc',
  workers: 1,
  sparsity: 0,
  momentumCorrection: true,
  localClipping: false,
  factorMasking: true,
  warmUp: false,
};

const optimizerOf = (more: Partial<OptimizerConfig> = {}): OptimizerConfig => ({
  ...TINY_OPTIONS.optimizer,
  kind: 'momentum',
  momentum: 0.9,
  ...more,
});

const TRAINING = { ...TINY_OPTIONS, optimizer: optimizerOf(), learningRate: 0.05, steps: 12 };

const MASKS: Masks = {
  'fc1.weight': Uint8Array.from({ length: 120 }, (_, index) => (index % 4 ? 1 : 0)),
  'conv1.bias': Uint8Array.of(1, 0, 1, 1),
};

const bitsOf = (weights: Weights) =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { values }]) => [name, [...new Uint32Array(values.buffer)]]),
  );

/** The largest difference between any two weights. */
function computeDistance(a: Weights, b: Weights): number {
  let largest = 0;
  for (const [name, { values }] of Object.entries(a)) {
    for (const [at, value] of values.entries()) {
      largest = Math.max(largest, Math.abs(value - b[name]!.values[at]!));
    }
  }
  return largest;
}

describe.each(['wasm', 'cpu'] as const satisfies readonly BackendName[])(
  'training with an exchange on %s',
  (requested) => {
    let engine: Engine;
    let tensorsBefore = 0;
    beforeAll(async () => {
      engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
      tensorsBefore = engine.tensorCount();
    });
    afterEach(() => expect(engine.tensorCount()).toBe(tensorsBefore));
    afterAll(() => engine.dispose());

    // The backends differ in the kernels of the update alone, which the first tests cover.
    const isWasm = requested === 'wasm';

    interface Setting {
      readonly spec?: NetworkSpec;
      readonly masks?: Masks;
      readonly training?: Partial<ExchangeTraining>;
      readonly run?: ExchangeRun;
    }

    async function trainBy(
      options: Partial<ExchangeOptions>,
      { spec = TINY_SPEC, masks = {}, training = {}, run = {} }: Setting = {},
    ) {
      const model = engine.createModel(spec, createTinyWeights(3, spec), masks);
      try {
        const settings = { ...TRAINING, exchange: { ...OPTIONS, ...options }, ...training };
        const trained = await trainWithExchange(engine, model, masks, SPLIT, settings, run);
        return { ...trained, weights: await model.readWeights() };
      } finally {
        model.dispose();
      }
    }

    async function trainPlainly({ spec = TINY_SPEC, masks = {}, training = {} }: Setting = {}) {
      const model = engine.createModel(spec, createTinyWeights(3, spec), masks);
      await engine.train(model, SPLIT, { ...TRAINING, ...training });
      const weights = await model.readWeights();
      model.dispose();
      return weights;
    }

    it.each(['dense', 'threshold', 'dgc'] as const)(
      'is the momentum optimizer bit for bit with one worker that sends all: %s',
      async (rule) => {
        for (const setting of [{}, { masks: MASKS }, { spec: GRAPH_SPEC }]) {
          const { weights } = await trainBy({ rule }, setting);
          expect(bitsOf(weights)).toEqual(bitsOf(await trainPlainly(setting)));
        }
      },
    );

    it('is the sgd optimizer bit for bit too, with decay', async () => {
      const training = { optimizer: optimizerOf({ kind: 'sgd', weightDecay: 0.01 }), masks: MASKS };
      const { weights } = await trainBy({}, { training });
      expect(bitsOf(weights)).toEqual(bitsOf(await trainPlainly({ training })));
    });

    it('decays as the optimizer does: bit for bit by server momentum, but for rounding by that of the workers', async () => {
      const training = {
        optimizer: optimizerOf({ weightDecay: 0.05 }),
        regularizer: { l1: 0.01, l2: 0.02 },
      };
      const plain = await trainPlainly({ training });
      const server = await trainBy({ rule: 'dense' }, { training });
      expect(bitsOf(server.weights)).toEqual(bitsOf(plain));
      const own = await trainBy({ rule: 'dgc' }, { training });
      expect(computeDistance(own.weights, plain)).toBeLessThan(1e-5);
      expect(computeDistance(await trainPlainly(), plain)).toBeGreaterThan(1e-2);
    });

    if (isWasm)
      it.each([2, 4, 16])('is one worker with the whole batch where %i send all', async (workers) => {
        const { weights } = await trainBy({ rule: 'dense', workers });
        const one = await trainBy({ rule: 'dense', workers: 1 });
        expect(computeDistance(weights, one.weights)).toBeLessThan(1e-5);
        expect(computeDistance(weights, createTinyWeights(3))).toBeGreaterThan(1e-2);
      });

    if (isWasm)
      it('keeps what masks prune at 0', async () => {
        const { weights } = await trainBy({ rule: 'dgc', workers: 2, sparsity: 0.5 }, { masks: MASKS });
        for (const [name, mask] of Object.entries(MASKS)) {
          for (const [at, keep] of mask.entries()) {
            if (!keep) expect(Object.is(weights[name]!.values[at], 0)).toBe(true);
          }
        }
      });

    if (isWasm)
      it('follows with the running statistics the mean of the workers', async () => {
        const { weights } = await trainBy(
          { rule: 'dense', workers: 2 },
          { spec: GRAPH_SPEC, training: { steps: 1, batchSize: 32 } },
        );
        // The first normalisation reads what no update has changed: the mean of two halves is that of the whole.
        const whole = await trainPlainly({ spec: GRAPH_SPEC, training: { steps: 1, batchSize: 32 } });
        for (const [at, value] of weights['bn1.running_mean']!.values.entries()) {
          expect(value).toBeCloseTo(whole['bn1.running_mean']!.values[at]!, 6);
        }
      });

    if (isWasm)
      it.each(EXCHANGE_RULE_IDS)('reduces the loss and repeats: %s', async (rule) => {
        const training = { steps: 50, learningRate: 0.02 };
        const options = { rule, workers: 4, sparsity: 0.9, warmUp: rule === 'dgc' };
        const first = await trainBy(options, { training });
        const ticks = first.result.ticks;
        expect(ticks.at(-1)!.loss).toBeLessThan(0.7 * ticks[0]!.loss);
        const second = await trainBy(options, { training });
        expect(second.exchange).toEqual(first.exchange);
        expect(bitsOf(second.weights)).toEqual(bitsOf(first.weights));
      });

    if (isWasm)
      it('reports bytes, ratios, ages and histograms as plain JSON', async () => {
        const { exchange, result } = await trainBy(
          { rule: 'threshold', workers: 2, sparsity: 0.9 },
          { training: { recordEvery: 5 } },
        );
        expect(JSON.parse(JSON.stringify(exchange))).toEqual(exchange);
        expect(exchange).toMatchObject({ rule: 'threshold', workers: 2, steps: 12 });
        expect(exchange.ticks.map(({ step, loss }) => [step, loss])).toEqual(
          result.ticks.map(({ done, loss }) => [done, loss]),
        );
        const sizes = exchange.tensors.map((name) => createTinyWeights()[name]!.values.length);
        const values = sizes.reduce((sum, size) => sum + size, 0);
        const last = exchange.ticks.at(-1)!;
        expect(last.denseBytes).toBe(4 * values * 2);
        expect(exchange.totals.denseBytes).toBe(12 * last.denseBytes);
        expect(exchange.totals.bytes).toBe(exchange.ticks.reduce((sum, { bytes }) => sum + bytes, 0));
        expect(last.totalBytes).toBe(exchange.totals.bytes);
        const sent = sizes.map((size, at) => Math.round((1 - last.sentSparsities[at]!) * size * 2));
        expect(last.bytes).toBe(6 * sent.reduce((sum, count) => sum + count, 0));
        expect(last.residualAge!.mean).toBeGreaterThan(1);
        expect(last.residualAge!.max).toBeLessThanOrEqual(12);
        expect(exchange.gradients.map(({ step }) => step)).toEqual([0, 5, 10]);
        expect(exchange.gradients[0]!.layers.map(({ layer, weights }) => [layer, weights])).toEqual([
          ['conv1', 36],
          ['conv2', 180],
          ['fc1', 120],
          ['fc2', 18],
        ]);
      });

    if (isWasm)
      it('tells 200 points at most', async () => {
        const { exchange } = await trainBy({ rule: 'dense' }, { training: { steps: 399, batchSize: 1 } });
        expect(exchange.ticks.length).toBeLessThanOrEqual(200);
        expect(exchange.ticks.at(-1)!.step).toBe(399);
      });

    if (isWasm)
      it('ends at a cancel and where its control says so', async () => {
        const stop = new AbortController();
        const onExchange = () => stop.abort();
        await expect(
          trainBy({ workers: 2 }, { run: { signal: stop.signal, onExchange } }),
        ).rejects.toMatchObject({
          name: 'AbortError',
        });
        let left = 5;
        const control = { next: async () => left-- > 0 };
        const { result, exchange } = await trainBy({ workers: 2 }, { run: { control } });
        expect([result.steps, exchange.steps, exchange.ticks.at(-1)!.step]).toEqual([5, 5, 5]);
      });

    if (isWasm)
      it('says which step was not finite, and refuses what it cannot do', async () => {
        await expect(trainBy({}, { training: { learningRate: 1e30 } })).rejects.toMatchObject({
          code: 'not-a-number',
        });
        const training = { optimizer: optimizerOf({ kind: 'adam' }) };
        await expect(trainBy({}, { training })).rejects.toThrow(
          'workers exchange gradients for sgd or momentum, not adam',
        );
      });
  },
);
