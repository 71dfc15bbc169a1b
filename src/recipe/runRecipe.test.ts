import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine, TrainControl } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { TINY_SPEC } from '../engine/testNets.ts';
import { writeSafetensors } from '../formats/safetensors.ts';
import { toTorchWeights } from '../formats/torchLayout.ts';
import { applyStep } from './applyStep.ts';
import { openStart } from './openStart.ts';
import { parseRecipe } from './parseRecipe.ts';
import type { RunContext } from './runContext.ts';
import { type MadeSnapshot, type RecipeEvent, runRecipe } from './runRecipe.ts';
import type { Recipe, RecipeInput } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { createBars } from './testBars.ts';
import { toResult, withoutTimings } from './toResult.ts';

const DATASET = createBars({ train: 200, test: 80 });

const TRAIN = { kind: 'train', steps: 30, batchSize: 16, learningRate: 0.01 } as const;
const CUT = {
  kind: 'prune',
  criterion: 'magnitude',
  granularity: 'weight',
  amount: { sparsity: 0.4 },
} as const;

function toRecipe(steps: NonNullable<RecipeInput['steps']>, more: Partial<RecipeInput> = {}): Recipe {
  return parseRecipe({
    version: 1,
    seed: 3,
    dataset: { name: 'mnist' },
    network: { spec: { ...TINY_SPEC, nodes: TINY_SPEC.nodes } },
    steps,
    ...more,
  });
}

const weightsOf = (snapshot: Snapshot | undefined) =>
  Object.fromEntries(Object.entries(snapshot!.weights).map(([name, { values }]) => [name, [...values]]));

describe('running a recipe', () => {
  let engine: Engine;
  let context: Pick<RunContext, 'engine' | 'dataset'>;
  let tensorsBefore = 0;

  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    context = { engine, dataset: DATASET };
    tensorsBefore = engine.tensorCount();
    return () => engine.dispose();
  });

  afterEach(() => {
    expect(engine.tensorCount()).toBe(tensorsBefore);
  });

  async function run(recipe: Recipe): Promise<ReadonlyMap<string, Snapshot>> {
    const made = await runRecipe(recipe, context);
    return new Map(made.map(({ snapshot }) => [snapshot.name, snapshot]));
  }

  const EVERY_KIND = toRecipe([
    { ...TRAIN, name: 'trained' },
    { ...CUT, name: 'cut' },
    { ...TRAIN, name: 'tuned' },
    { kind: 'rewind', name: 'rewound', to: 'start' },
    { kind: 'reinitialize', name: 'fresh' },
    {
      kind: 'prune',
      name: 'trimmed',
      from: 'trained',
      criterion: 'apoz',
      granularity: 'filter',
      amount: { sparsity: 0.5 },
    },
    { kind: 'compact', name: 'small' },
    {
      kind: 'measure',
      name: 'measured',
      what: ['accuracy', 'histogram', 'apoz', 'sensitivity', 'cost', 'latency'],
      levels: [0, 0.5],
    },
  ]);

  it('gives the same numbers twice, but for times', async () => {
    const versions = { pruningLab: '0', tfjs: '0' };
    const runOnce = async () =>
      JSON.parse(
        JSON.stringify(toResult(EVERY_KIND, await runRecipe(EVERY_KIND, context), engine.backend, versions)),
      );
    const [first, second] = [await runOnce(), await runOnce()];
    expect(withoutTimings(second)).toEqual(withoutTimings(first));
    // Not because all was taken out.
    expect(withoutTimings(first)).toHaveProperty('snapshots[1].accuracy', first.snapshots[1].accuracy);
    expect(first.snapshots[1]).toHaveProperty('seconds');
    expect(Object.keys(first.measurements.measured)).toEqual([
      'accuracy',
      'histogram',
      'apoz',
      'sensitivity',
      'cost',
      'latency',
    ]);
  });

  it('takes from a memory what another recipe made the same way, under its own names', async () => {
    const kept = new Map<string, Snapshot>();
    const memory = {
      recall: (origin: string) => kept.get(origin),
      remember: (origin: string, snapshot: Snapshot) => void kept.set(origin, snapshot),
    };
    const steps = (name: string) => [
      { ...TRAIN, name },
      { ...CUT, name: `${name} cut` },
    ];
    const one = await runRecipe(toRecipe(steps('one')), context, { memory });
    const other = await runRecipe(toRecipe([...steps('other'), { ...TRAIN, name: 'tuned' }]), context, {
      memory,
    });
    expect(other.map(({ snapshot, from }) => [snapshot.name, from])).toEqual([
      ['start', undefined],
      ['other', 'start'],
      ['other cut', 'other'],
      ['tuned', 'other cut'],
    ]);
    expect(other[2]!.snapshot.weights).toBe(one[2]!.snapshot.weights);
    const alone = await runRecipe(toRecipe([...steps('other'), { ...TRAIN, name: 'tuned' }]), context);
    expect(weightsOf(other[3]!.snapshot)).toEqual(weightsOf(alone[3]!.snapshot));
  });

  it('trains, keeps pruned weights at zero, and brings accuracy back', async () => {
    const made = await run(EVERY_KIND);
    expect(made.get('start')!.summary.accuracy.accuracy).toBeLessThan(0.7);
    expect(made.get('trained')!.summary.accuracy).toMatchObject({ images: 80 });
    expect(made.get('trained')!.summary.accuracy.accuracy).toBeGreaterThan(0.9);
    expect(made.get('tuned')!.summary.accuracy.accuracy).toBeGreaterThan(0.9);
    expect(made.get('cut')!.summary.cost.totals.sparsity).toBeCloseTo(0.4, 2);
    for (const name of ['cut', 'tuned', 'rewound', 'fresh']) {
      const { weights, masks } = made.get(name)!;
      for (const [weight, mask] of Object.entries(masks)) {
        expect(weights[weight]!.values.some((value, i) => !mask[i] && value !== 0)).toBe(false);
      }
    }
  });

  it('rewinds to the named weights under the present masks, and reinitializes to others', async () => {
    const made = await run(EVERY_KIND);
    const [start, rewound, fresh] = ['start', 'rewound', 'fresh'].map((name) => made.get(name)!);
    const mask = rewound!.masks['fc1.weight']!;
    expect(mask).toEqual(made.get('cut')!.masks['fc1.weight']);
    const expected = start!.weights['fc1.weight']!.values.map((value, i) => (mask[i] ? value : 0));
    expect(rewound!.weights['fc1.weight']!.values).toEqual(expected);
    expect(fresh!.weights['fc1.weight']!.values).not.toEqual(expected);
    expect(fresh!.masks).toEqual(rewound!.masks);
  });

  it('compacts to a smaller network with the same answers', async () => {
    const made = await run(EVERY_KIND);
    const [trimmed, small] = [made.get('trimmed')!, made.get('small')!];
    expect(small.summary.compact!.images).toBe(80);
    expect(small.summary.compact!.maxLogitDifference).toBeLessThan(1e-4);
    expect(small.summary.cost.totals.params).toBeLessThan(trimmed.summary.cost.totals.params);
    expect(small.summary.accuracy.accuracy).toBe(trimmed.summary.accuracy.accuracy);
  });

  it('leaves weights alone while measuring', async () => {
    const made = await run(EVERY_KIND);
    expect(weightsOf(made.get('measured'))).toEqual(weightsOf(made.get('small')));
  });

  it('gives a branch run alone, step by step, the numbers of the whole recipe', async () => {
    const whole = await run(
      toRecipe([TRAIN, { ...CUT }, TRAIN, { ...CUT, from: '1-train', name: 'b' }, { ...TRAIN, name: 'c' }]),
    );
    const alone = await run(toRecipe([TRAIN, CUT, TRAIN]));
    expect(weightsOf(whole.get('c'))).toEqual(weightsOf(alone.get('3-train')));
    expect(weightsOf(whole.get('3-train'))).toEqual(weightsOf(alone.get('3-train')));
    const single = await applyStep(
      { ...context, seed: 3, resolveSnapshot: () => alone.get('start')! },
      alone.get('2-prune')!,
      toRecipe([TRAIN]).steps[0]!,
    );
    expect(single.snapshot.depth).toBe(3);
    expect(weightsOf(single.snapshot)).toEqual(weightsOf(alone.get('3-train')));
  });

  it('tells steps, ticks and snapshots in order', async () => {
    const events: RecipeEvent[] = [];
    await runRecipe(toRecipe([TRAIN]), context, { onEvent: (event) => void events.push(event) });
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'step' || kind === 'snapshot')).toEqual([
      'step',
      'snapshot',
      'step',
      'snapshot',
    ]);
    expect(kinds).toContain('tick');
    expect(kinds).toContain('progress');
  });

  it('starts from the weights of a file', async () => {
    const trained = (await run(toRecipe([TRAIN]))).get('1-train')!;
    const weightBytes = writeSafetensors(toTorchWeights(trained.spec, trained.weights));
    const [start] = await runRecipe(toRecipe([]), context, { weightBytes });
    expect(weightsOf(start!.snapshot)).toEqual(weightsOf(trained));
    expect(start!.snapshot.summary.accuracy).toEqual(trained.summary.accuracy);
  });

  /** Ends a training after some batches, as a person does. */
  const finishAfter = (batches: number): TrainControl => {
    let done = 0;
    return { next: async () => done++ < batches };
  };

  it.each([
    ['a constant learning rate', { kind: 'constant' }, { steps: 12 }],
    ['a falling one', { kind: 'cosine' }, { steps: 30, stopAfter: 12 }],
  ] as const)('says of a training ended early, with %s, what repeats it', async (_, schedule, expected) => {
    const recipe = toRecipe([{ ...TRAIN, schedule }]);
    const start = await openStart(recipe, { ...context, seed: 3, resolveSnapshot: () => start });
    const runContext: RunContext = { ...context, seed: 3, resolveSnapshot: () => start };
    const ended = await applyStep(runContext, start, recipe.steps[0]!, { control: finishAfter(12) });
    expect(ended.step).toMatchObject(expected);
    expect(ended.snapshot.summary.train!.steps).toBe(12);
    const again = await applyStep(runContext, start, ended.step);
    expect(weightsOf(again.snapshot)).toEqual(weightsOf(ended.snapshot));
    expect(again.step).toEqual(ended.step);
  });

  it('keeps nothing of a training ended before its first batch', async () => {
    const recipe = toRecipe([TRAIN]);
    const start = await openStart(recipe, { ...context, seed: 3, resolveSnapshot: () => start });
    const runContext: RunContext = { ...context, seed: 3, resolveSnapshot: () => start };
    await expect(applyStep(runContext, start, recipe.steps[0]!, { control: finishAfter(0) })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
  });

  it('rejects with the code of what went wrong, and leaves no tensor behind', async () => {
    const diverging = toRecipe([
      { ...TRAIN, optimizer: 'sgd', learningRate: 10, regularizer: { l2: 1 }, steps: 400 },
    ]);
    await expect(runRecipe(diverging, context)).rejects.toMatchObject({ code: 'not-a-number' });
    const damaged = runRecipe(toRecipe([]), context, { weightBytes: new Uint8Array(20) });
    await expect(damaged).rejects.toMatchObject({ code: 'invalid-weights' });
  });

  it('stops when it is cancelled', async () => {
    const cancel = new AbortController();
    const made: MadeSnapshot[] = [];
    const running = runRecipe(toRecipe([TRAIN, { ...TRAIN, steps: 100_000 }]), context, {
      signal: cancel.signal,
      onEvent(event) {
        if (event.kind === 'snapshot') made.push(event.made);
        if (event.kind === 'tick' && made.length === 2) cancel.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(made).toHaveLength(2);
  });
});
