import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PointCache } from '../../analysis/sensitivity/pointCache.ts';
import type { KnownPoint } from '../../analysis/sensitivity/sensitivityTally.ts';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { TINY_SPEC } from '../../engine/testNets.ts';
import { applyStep } from '../applyStep.ts';
import { parseRecipe } from '../parseRecipe.ts';
import { runRecipe } from '../runRecipe.ts';
import { MEASUREMENTS } from '../schema/measureSchema.ts';
import type { Measurement, MeasureStep, RecipeInput } from '../schema.ts';
import type { Measurements, Snapshot } from '../snapshot.ts';
import { createBars, RESIDUAL_BARS } from '../testBars.ts';
import { withoutTimings } from '../toResult.ts';

const DATASET = createBars({ train: 96, test: 60 });
const NETWORKS = { plain: TINY_SPEC, residual: RESIDUAL_BARS };
type NetworkName = keyof typeof NETWORKS;

function toRecipe(network: NetworkName, steps: RecipeInput['steps']) {
  const spec = NETWORKS[network];
  return parseRecipe({ version: 1, seed: 3, dataset: { name: 'mnist' }, network: { spec }, steps });
}

const PRUNE = {
  kind: 'prune',
  name: 'pruned',
  criterion: 'l1',
  granularity: 'filter',
  amount: { sparsity: 0.3 },
} as const;

function toMeasureStep(what: Measurement, more: object = {}): MeasureStep {
  return toRecipe('plain', [{ kind: 'measure', what: [what], images: 40, runs: 20, ...more }])
    .steps[0] as MeasureStep;
}

const AT_ONCE: Readonly<Partial<Record<Measurement, object>>> = {
  sparseSpeed: { batchSize: 2 },
  sensitivity: { levels: [0, 0.5] },
  agreement: { criteria: ['magnitude', 'random', 'taylorWeight'] },
};

/** Backends must agree to this; float sums go in another order. */
const TOLERANCE = 2e-4;

/** The numbers of a report, with those that the clock or the backend has a say in taken out. */
function listNumbers(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.flatMap(listNumbers);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(listNumbers);
}

/** A measure step on a snapshot that was pruned after a short training, which stands behind the start. */
async function prepare(engine: Engine, network: NetworkName) {
  const recipe = toRecipe(network, [
    { kind: 'train', name: 'trained', steps: 12, batchSize: 16, learningRate: 0.01 },
    PRUNE,
  ]);
  const [start, , pruned] = await runRecipe(recipe, { engine, dataset: DATASET });
  return { start: start!.snapshot, pruned: pruned!.snapshot };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

function toContext(engine: Engine, start: Snapshot, points?: PointCache) {
  return { engine, dataset: DATASET, seed: 3, resolveSnapshot: () => start, ...(points ? { points } : {}) };
}

async function measure(
  engine: Engine,
  { start, pruned }: Prepared,
  step: MeasureStep,
): Promise<Measurements> {
  const { snapshot } = await applyStep(toContext(engine, start), pruned, step);
  return snapshot.summary.measurements!;
}

describe.each(Object.keys(NETWORKS) as NetworkName[])('measuring the %s network', (network) => {
  let engine: Engine;
  let state: Prepared;
  let tensorsAtStart = 0;
  const measured = new Map<string, unknown>();
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    state = await prepare(engine, network);
    tensorsAtStart = engine.tensorCount();
  });
  afterAll(() => engine.dispose());

  it.each(MEASUREMENTS)('%s: the result is plain JSON, and nothing of the snapshot changes', async (what) => {
    const before = structuredClone(state);
    const report = (await measure(engine, state, toMeasureStep(what, AT_ONCE[what])))[what];
    expect(state).toEqual(before);
    expect(engine.tensorCount()).toBe(tensorsAtStart);
    expect(report).toBeDefined();
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(listNumbers(report).every(Number.isFinite)).toBe(true);
    measured.set(what, report);
  });

  it.each(MEASUREMENTS)('%s gives the same twice, but for times', async (what) => {
    const again = await measure(engine, state, toMeasureStep(what, AT_ONCE[what]));
    expect(withoutTimings(again[what])).toEqual(withoutTimings(measured.get(what)));
  });

  it.each([
    'activations',
    'sensitivity',
    'agreement',
    'storage',
    'latency',
    'sparseSpeed',
    'accelerator',
    'behaviour',
  ] as const)('%s stops when it is cancelled, and leaves no tensor', async (what) => {
    const { start, pruned } = state;
    const abort = new AbortController();
    const running = applyStep(toContext(engine, start), pruned, toMeasureStep(what, AT_ONCE[what]), {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(engine.tensorCount()).toBe(tensorsAtStart);
  });
});

describe('backends', () => {
  const ON_BOTH = [
    'accuracy',
    'apoz',
    'activations',
    'gradients',
    'sensitivity',
    'accelerator',
    'behaviour',
  ] as const;

  it('give the same numbers, to the stated tolerance', async () => {
    // tfjs has one current backend: the numbers of the one are all taken before the other begins.
    const wasm = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    const state = await prepare(wasm, 'residual');
    const onWasm = new Map<Measurement, unknown>();
    for (const what of ON_BOTH) {
      onWasm.set(what, (await measure(wasm, state, toMeasureStep(what, AT_ONCE[what])))[what]);
    }
    wasm.dispose();
    const cpu = await createEngine({ requested: 'cpu', wasmPaths: nodeWasmPaths() });
    expect(cpu.backend.name).toBe('cpu');
    for (const what of ON_BOTH) {
      const onCpu = (await measure(cpu, state, toMeasureStep(what, AT_ONCE[what])))[what];
      const [ours, other] = [listNumbers(onWasm.get(what)), listNumbers(onCpu)];
      expect(other.length, what).toBe(ours.length);
      for (const [index, value] of ours.entries()) {
        const bound = TOLERANCE * Math.max(1, Math.abs(value));
        // A gradient on the edge of a bin may count in the one beside it.
        const isCount = what === 'gradients' && Number.isInteger(value);
        expect(Math.abs(other[index]! - value), `${what} ${index}`).toBeLessThanOrEqual(isCount ? 1 : bound);
      }
    }
    cpu.dispose();
  });
});

describe('a sensitivity step', () => {
  let engine: Engine;
  let state: Prepared;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    state = await prepare(engine, 'residual');
    return () => engine.dispose();
  });
  const run = async (step: MeasureStep, points?: PointCache) => {
    const told: KnownPoint[] = [];
    const { snapshot } = await applyStep(toContext(engine, state.start, points), state.pruned, step, {
      onPoint: (layer, point) => told.push({ layer, point }),
    });
    return { curves: snapshot.summary.measurements!.sensitivity!, told };
  };

  function createMemoryCache(): PointCache & { readonly keys: Set<string> } {
    const byKey = new Map<string, Map<string, KnownPoint>>();
    const keys = new Set<string>();
    return {
      keys,
      read: async (key) => [...(byKey.get(key)?.values() ?? [])],
      write(key, known) {
        keys.add(key);
        const points = byKey.get(key) ?? new Map<string, KnownPoint>();
        byKey.set(key, points.set(`${known.layer}/${known.point.sparsity}`, known));
      },
    };
  }

  it('goes through stages, which additions join', async () => {
    const { curves } = await run(toMeasureStep('sensitivity', { granularity: 'stage', levels: [0, 0.5] }));
    expect(curves.map(({ layer, criterion }) => [layer, criterion])).toEqual([['a', 'l1']]);
  });

  it.each(['batchNormScale', 'apoz', 'taylorActivation', 'fisher', 'oracle'] as const)(
    'collects what criterion %s needs',
    async (criterion) => {
      const step = toMeasureStep('sensitivity', { granularity: 'filter', criterion, levels: [0, 0.5] });
      const { curves } = await run(step);
      expect(curves.length).toBeGreaterThan(0);
      for (const curve of curves) expect(curve).toMatchObject({ criterion, granularity: 'filter' });
    },
  );

  it('takes the mean over its seeds', async () => {
    const more = { criterion: 'random', levels: [0, 0.8] };
    const together = await run(toMeasureStep('sensitivity', { ...more, seeds: [1, 2, 3] }));
    const alone = await Promise.all(
      [1, 2, 3].map((seed) => run(toMeasureStep('sensitivity', { ...more, seeds: [seed] }))),
    );
    for (const [index, { points, seeds }] of together.curves.entries()) {
      expect(seeds).toEqual([1, 2, 3]);
      for (const [place, point] of points.entries()) {
        const accuracies = alone.map(({ curves }) => curves[index]!.points[place]!.accuracy);
        expect(point.accuracy).toBeCloseTo(accuracies.reduce((sum, value) => sum + value, 0) / 3, 12);
      }
    }
    expect(together.curves.some(({ points }) => points.at(-1)!.standardDeviation! > 0)).toBe(true);
  });

  it('trains for a moment before it measures, where it says so', async () => {
    const fineTune = { steps: 3, batchSize: 16, learningRate: 0.01 };
    const levels = [0, 0.9];
    const tuned = await run(toMeasureStep('sensitivity', { levels, fineTune }));
    const plain = await run(toMeasureStep('sensitivity', { levels }));
    expect(tuned.curves).not.toEqual(plain.curves);
    expect(tuned.curves.map(({ points }) => points.length)).toEqual(
      plain.curves.map(({ points }) => points.length),
    );
  });

  it('takes known points from the cache instead of measuring them, under a key of all they depend on', async () => {
    const points = createMemoryCache();
    const step = toMeasureStep('sensitivity', { levels: [0, 0.5] });
    const first = await run(step, points);
    const [key, ...others] = points.keys;
    expect(others).toEqual([]);
    const marked = (await points.read(key!))[0]!;
    // A wrong number shows that the point is taken and not measured again.
    points.write(key!, { ...marked, point: { ...marked.point, accuracy: 0 } });
    const second = await run(step, points);
    const changed = second.curves.find(({ layer }) => layer === marked.layer)!;
    expect(changed.points.find(({ sparsity }) => sparsity === marked.point.sparsity)!.accuracy).toBe(0);
    expect(first.curves).not.toEqual(second.curves);
    for (const other of [
      { levels: [0, 0.5], criterion: 'lamp' },
      { levels: [0, 0.5], granularity: 'filter' },
      { levels: [0, 0.5], images: 41 },
      { levels: [0, 0.5], fineTune: { steps: 1, batchSize: 16 } },
    ]) {
      const count = points.keys.size;
      await run(toMeasureStep('sensitivity', other), points);
      expect(points.keys.size, JSON.stringify(other)).toBe(count + 1);
    }
  });

  it('is refused before any work where it cannot be done', () => {
    const check = (more: object) =>
      runRecipe(toRecipe('plain', [{ kind: 'measure', what: ['sensitivity'], ...more } as never]), {
        engine,
        dataset: DATASET,
      });
    return Promise.all([
      expect(check({ granularity: 'stage' })).rejects.toThrow(/^steps\[0\]: .*several layers share/),
      expect(check({ seeds: [1, 2] })).rejects.toThrow(/^steps\[0\]: seeds change nothing/),
      expect(check({ criterion: 'kl' })).rejects.toThrow(/^steps\[0\]: criterion kl cannot rank/),
      expect(check({ layers: ['nowhere'] })).rejects.toThrow(/^steps\[0\]: unknown layer: nowhere/),
      expect(check({ against: 'later' })).rejects.toThrow(/^steps\[0\]\.against/),
    ]);
  });
});

describe('a training that records', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    return () => engine.dispose();
  });
  const train = { kind: 'train', epochs: 2.5, batchSize: 16, learningRate: 0.01 } as const;

  it('ends with the same weights, bit for bit, and moments before, after each epoch and at its end', async () => {
    const context = { engine, dataset: DATASET };
    const plain = await runRecipe(toRecipe('residual', [train]), context);
    const recorded = await runRecipe(
      toRecipe('residual', [{ ...train, record: ['gradients', 'weights'] }]),
      context,
    );
    expect(recorded[1]!.snapshot.weights).toEqual(plain[1]!.snapshot.weights);
    const { record, steps } = recorded[1]!.snapshot.summary.train!;
    expect(steps).toBe(15);
    expect(record!.gradients!.map(({ step, epoch }) => [step, epoch])).toEqual([
      [0, 0],
      [6, 1],
      [12, 2],
      [15, 2.5],
    ]);
    expect(record!.weights!.map(({ step }) => step)).toEqual([0, 6, 12, 15]);
    expect(record!.gradients![0]!.layers.map(({ layer }) => layer)).toEqual(['a', 'b', 'c', 'fc1', 'fc2']);
    const kept = record!.weights!.at(-1)!.layers.map(({ counts }) => counts.reduce((sum, n) => sum + n, 0));
    expect(kept).toEqual([54, 324, 432, 1024, 24]);
  });
});
