import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EXCHANGE_RULE_IDS } from '../../analysis/exchange/exchangeRule.ts';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { TINY_SPEC } from '../../engine/testNets.ts';
import { parseRecipe } from '../parseRecipe.ts';
import { runRecipe } from '../runRecipe.ts';
import type { Recipe, RecipeInput } from '../schema.ts';
import { createBars, RESIDUAL_BARS } from '../testBars.ts';
import { withoutTimings } from '../toResult.ts';
import { withoutDefaults } from '../withoutDefaults.ts';

const DATASET = createBars({ train: 200, test: 80 });

const TRAIN = {
  kind: 'train',
  steps: 60,
  batchSize: 16,
  optimizer: 'momentum',
  learningRate: 0.02,
} as const;

function toRecipe(step: object, spec: object = TINY_SPEC, seed = 3): Recipe {
  return parseRecipe({
    version: 1,
    seed,
    dataset: { name: 'mnist' },
    network: { spec },
    steps: [{ ...TRAIN, ...step }],
  } as RecipeInput);
}

describe('a training step with an exchange of gradients', () => {
  let engine: Engine;
  let tensorsBefore = 0;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    tensorsBefore = engine.tensorCount();
    return () => engine.dispose();
  });
  afterEach(() => expect(engine.tensorCount()).toBe(tensorsBefore));

  async function run(recipe: Recipe) {
    const made = await runRecipe(recipe, { engine, dataset: DATASET });
    return made.at(-1)!.snapshot;
  }

  it.each(EXCHANGE_RULE_IDS)('learns the bars, and says what was sent: %s', async (rule) => {
    const { summary } = await run(toRecipe({ gradients: { rule, workers: 4 } }));
    const ticks = summary.train!.ticks;
    expect(ticks.at(-1)!.loss).toBeLessThan(ticks[0]!.loss * 0.8);
    expect(summary.train!.exchange).toMatchObject({ rule, workers: 4, steps: 60 });
    const { compressionRatio } = summary.train!.exchange!.totals;
    if (rule === 'dense') expect(compressionRatio).toBe(1);
    else expect(compressionRatio).toBeGreaterThan(6);
  });

  it('repeats by its seed, batch normalisation, recording and all', async () => {
    const step = {
      gradients: { rule: 'dgc', warmUp: true, localClipping: 2 },
      record: ['weights'],
      steps: 15,
    };
    const runOnce = async (seed: number) => {
      const { weights, summary } = await run(toRecipe(step, RESIDUAL_BARS, seed));
      return { weights, summary: withoutTimings(summary) };
    };
    const first = await runOnce(3);
    expect(await runOnce(3)).toEqual(first);
    expect(await runOnce(4)).not.toEqual(first);
    expect(first.summary).toHaveProperty('train.record.weights');
  });

  it('is the same training as without where one worker sends all', async () => {
    const alone = await run(toRecipe({ gradients: { rule: 'dense', workers: 1 } }));
    const plain = await run(toRecipe({}));
    expect(alone.weights).toEqual(plain.weights);
    expect(plain.summary.train).not.toHaveProperty('exchange');
  });
});

describe('a recipe with an exchange of gradients', () => {
  it('fills in what is left out', () => {
    const [step] = toRecipe({ gradients: { rule: 'dgc' } }).steps;
    expect(step).toMatchObject({
      gradients: {
        rule: 'dgc',
        workers: 4,
        sparsity: 0.99,
        momentumCorrection: true,
        localClipping: false,
        factorMasking: true,
        warmUp: false,
      },
    });
  });

  it('is shorter without what its absence says, and means the same', () => {
    const recipe = toRecipe({ gradients: { rule: 'dgc', workers: 8 } });
    const short = withoutDefaults(recipe);
    expect(short.steps![0]).toMatchObject({ gradients: { rule: 'dgc', workers: 8 } });
    expect(Object.keys((short.steps![0] as { gradients: object }).gradients)).toEqual(['rule', 'workers']);
    expect(parseRecipe(short)).toEqual(recipe);
  });

  it.each([
    [
      { optimizer: 'adam', gradients: { rule: 'dense' } },
      'steps[0].optimizer: "adam" (expected "sgd" or "momentum", for which workers can exchange gradients)',
    ],
    [
      { batchSize: 30, gradients: { rule: 'dense' } },
      'steps[0].batchSize: 30 (expected a multiple of gradients.workers)',
    ],
    [
      { gradients: { rule: 'qsgd' } },
      'steps[0].gradients.rule: "qsgd" (expected one of "dense", "proportion", "threshold", "terngrad", "dgc")',
    ],
    [
      { gradients: { rule: 'threshold', sparsity: 1 } },
      'steps[0].gradients.sparsity: 1 (expected 0 to 0.999)',
    ],
    [
      { gradients: { rule: 'dgc', workers: 17 } },
      'steps[0].gradients.workers: 17 (expected a whole number, 1 to 16)',
    ],
    [
      { gradients: { rule: 'terngrad', sparsity: 0.5 } },
      /^steps\[0\]\.gradients\.sparsity: unknown key \(expected one of rule, workers/,
    ],
    [
      { gradients: { rule: 'dgc', localClipping: 0 } },
      'steps[0].gradients.localClipping: 0 (expected false or above 0, at most 1000000)',
    ],
  ])('is refused with a sentence: %j', (step, message) => {
    expect(() => toRecipe(step)).toThrow(message);
  });
});

describe('a training step towards more than the labels', () => {
  let engine: Engine;
  let tensorsBefore = 0;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    tensorsBefore = engine.tensorCount();
    return () => engine.dispose();
  });
  afterEach(() => expect(engine.tensorCount()).toBe(tensorsBefore));

  const runSteps = async (steps: readonly object[], spec: object = RESIDUAL_BARS) => {
    const recipe = { version: 1, seed: 3, dataset: { name: 'mnist' }, network: { spec }, steps };
    return runRecipe(parseRecipe(recipe as RecipeInput), { engine, dataset: DATASET });
  };

  it('learns from the snapshot it names, whatever its widths', async () => {
    const made = await runSteps([
      { ...TRAIN, name: 'dense' },
      { kind: 'prune', criterion: 'l1', granularity: 'filter', amount: { sparsity: 0.4 }, name: 'cut' },
      { kind: 'compact', name: 'small' },
      { ...TRAIN, steps: 30, distill: { teacher: 'dense' }, mixup: 0.3, name: 'taught' },
      { ...TRAIN, steps: 30, mixup: 0.3, from: 'small', name: 'alone' },
    ]);
    const [dense, taught, alone] = ['dense', 'taught', 'alone'].map(
      (name) => made.find(({ snapshot }) => snapshot.name === name)!.snapshot,
    );
    expect(taught!.summary.accuracy.accuracy).toBeGreaterThan(0.9);
    expect(taught!.summary.cost.totals.params).toBeLessThan(dense!.summary.cost.totals.params);
    expect(taught!.weights['fc2.weight']!.values).not.toEqual(alone!.weights['fc2.weight']!.values);
  });

  it('holds images out, and finds where their loss was least', async () => {
    const made = await runSteps([{ ...TRAIN, validate: { images: 50, every: 20 }, record: ['scales'] }]);
    const { validation, record } = made.at(-1)!.snapshot.summary.train!;
    expect(validation).toMatchObject({ images: 50 });
    expect(validation!.points.map(({ step }) => step)).toEqual([20, 40, 60]);
    const least = validation!.points.find(({ step }) => step === validation!.earlyStop)!;
    expect(least.loss).toBe(Math.min(...validation!.points.map(({ loss }) => loss)));
    // 150 images are left to train on: an epoch has nine batches.
    expect(record!.scales!.map(({ step }) => step)).toEqual([0, 9, 18, 27, 36, 45, 54, 60]);
    expect(record!.scales![0]!.nodes.map(({ node, scales }) => [node, scales.length])).toEqual([
      ['a_bn', 6],
      ['b_bn', 6],
      ['c_bn', 8],
      ['fc1_bn', 8],
    ]);
  });

  it('never trains on what it holds out', async () => {
    const at = async (validate: object) => {
      const made = await runSteps([{ ...TRAIN, batchSize: 10, epochs: 1, steps: undefined, ...validate }]);
      return made.at(-1)!.snapshot.summary.train!.steps;
    };
    expect([await at({}), await at({ validate: { images: 150 } })]).toEqual([20, 5]);
  });

  it('pulls scales of normalisations down, and recalibrates running statistics after a cut', async () => {
    const slim = async (slimming: number) => {
      const made = await runSteps([{ ...TRAIN, steps: 120, regularizer: { slimming } }]);
      const { weights } = made.at(-1)!.snapshot;
      return Object.entries(weights)
        .filter(([name]) => name.endsWith('_bn.weight'))
        .reduce(
          (sum, [, { values }]) => sum + values.reduce((inner, scale) => inner + Math.abs(scale), 0),
          0,
        );
    };
    expect(await slim(0.01)).toBeLessThan(0.9 * (await slim(0)));
    const made = await runSteps([
      TRAIN,
      { kind: 'prune', criterion: 'l1', granularity: 'filter', amount: { sparsity: 0.5 }, name: 'cut' },
      { kind: 'recalibrate', images: 200, batchSize: 50 },
    ]);
    const [cut, recalibrated] = made.slice(-2).map(({ snapshot }) => snapshot);
    const changed = Object.keys(cut!.weights).filter(
      (name) => recalibrated!.weights[name]!.values.join() !== cut!.weights[name]!.values.join(),
    );
    expect(changed.every((name) => name.includes('running'))).toBe(true);
    expect(changed.length).toBe(8);
    expect(recalibrated!.summary.accuracy.loss).toBeLessThan(cut!.summary.accuracy.loss);
  });
});
