import { AppError } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import { createRandom, deriveSeed, shuffleInPlace } from '../base/random.ts';
import { computeMedian, computeQuantile } from '../base/stats.ts';
import type { Engine, RunOptions } from '../engine/engine.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { sizeOf } from '../network/listWeights.ts';
import type { NetworkState } from '../network/networkState.ts';
import type { Conv2dNode, DenseNode, NodeSpec } from '../network/spec.ts';
import { checkRuns } from './checkRuns.ts';
import { computeBreakEven } from './computeBreakEven.ts';
import type { LayerSparseSpeed, PassTime, SparsePoint, SparseSpeedReport } from './sparseSpeed.ts';

/** What is timed where nothing else is asked for. */
export const SPARSE_SPEED_DEFAULTS = {
  sparsities: [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99],
  runs: 30,
  seed: 1,
} as const;

/** Rounds before the clock counts, and how long each run lasts at least. */
const WARM_UP_RUNS = 3;
const LEAST_RUN_MS = 2;

export interface SparseSpeedOptions {
  /** Images of a pass. */
  readonly batchSize: number;
  /** Timed runs, 20 or more. */
  readonly runs?: number;
  /** Ascending, 0 to below 1. */
  readonly sparsities?: readonly number[];
  /** Of the random masks and images. */
  readonly seed?: number;
  /** Names of the layers to time; all where absent. */
  readonly layers?: readonly string[];
}

const isTimed = (node: NodeSpec): node is Conv2dNode | DenseNode =>
  node.kind === 'conv2d' || node.kind === 'dense';

/** `[size]`: 0 at `round(sparsity · size)` places drawn at random. */
function drawMask(size: number, sparsity: number, seed: number): Uint8Array {
  const order = Uint32Array.from({ length: size }, (_, index) => index);
  shuffleInPlace(order, createRandom(seed));
  const mask = new Uint8Array(size).fill(1);
  for (const index of order.subarray(0, Math.round(sparsity * size))) mask[index] = 0;
  return mask;
}

function toPassTime(times: Float64Array): PassTime {
  return {
    medianMs: computeMedian(times),
    lowMs: computeQuantile(times, 0.1),
    highMs: computeQuantile(times, 0.9),
  };
}

/** 10⁹ a second. */
const toGigaPerSecond = (count: number, ms: number) => count / ms / 1e6;

async function measureLayer(
  engine: Engine,
  { weights, masks }: NetworkState,
  node: Conv2dNode | DenseNode,
  shapes: ReturnType<typeof inferShapes>,
  options: Required<Omit<SparseSpeedOptions, 'layers'>>,
  run: RunOptions,
): Promise<LayerSparseSpeed> {
  const { batchSize, runs, sparsities, seed } = options;
  const weight = weights[`${node.name}.weight`]!;
  const size = weight.values.length;
  const present = masks[`${node.name}.weight`] ?? new Uint8Array(size).fill(1);
  const drawn = sparsities.map((sparsity) => drawMask(size, sparsity, deriveSeed(seed, node.name, sparsity)));
  const sample = {
    node,
    inputShape: [batchSize, ...shapes.get(node.inputs[0]!)!],
    weight,
    bias: weights[`${node.name}.bias`],
    seed: deriveSeed(seed, node.name),
  };
  const timing = { warmUp: WARM_UP_RUNS, runs, leastRunMs: LEAST_RUN_MS };
  const times = await engine.measureSparseLayer(sample, [...drawn, present], timing, run);
  const positions = sizeOf(shapes.get(node.name)!.slice(0, -1));
  const dense = toPassTime(times.dense);
  const points = [...drawn, present].map((mask, index): SparsePoint => {
    const kept = mask.reduce((sum, keep) => sum + keep, 0);
    const time = toPassTime(times.sparse[index]!);
    return {
      sparsity: (size - kept) / size,
      kept,
      ...time,
      gmacsPerSecond: toGigaPerSecond(kept * positions * batchSize, time.medianMs),
      speedUp: dense.medianMs / time.medianMs,
    };
  });
  const random = points.slice(0, -1);
  const callMs = computeMedian(times.emptyCall);
  const densePackingMs = Math.max(0, computeMedian(times.densePacking) - callMs);
  const sparseLayoutMs = Math.max(0, computeMedian(times.sparseLayout) - callMs);
  const rows = weight.shape.at(-1)!;
  return {
    layer: node.name,
    kind: node.kind,
    rows,
    columns: size / rows,
    positions,
    macs: size * positions,
    dense: { ...dense, gmacsPerSecond: toGigaPerSecond(size * positions * batchSize, dense.medianMs) },
    densePackingMs,
    sparseLayoutMs,
    points: random,
    present: points.at(-1)!,
    breakEvenSparsity: computeBreakEven(random, dense.medianMs),
    breakEvenOfProducts: computeBreakEven(
      random.map(({ sparsity, medianMs }) => ({ sparsity, medianMs: medianMs - sparseLayoutMs })),
      dense.medianMs - densePackingMs,
    ),
  };
}

/**
 * Times every convolution (depthwise ones aside) and dense layer of a network with dense and with sparse arithmetic, at
 * sparsities of random masks and at the mask it has, on random images of its input's shape; all in turns within every
 * run. Changes nothing.
 *
 * Throws `step-impossible` on another backend than wasm, and for fewer than 20 runs.
 */
export async function measureSparseSpeed(
  engine: Engine,
  state: NetworkState,
  options: SparseSpeedOptions,
  run: RunOptions = {},
): Promise<SparseSpeedReport> {
  const chosen = { ...SPARSE_SPEED_DEFAULTS, ...options };
  const { batchSize, runs, sparsities, seed } = chosen;
  checkRuns(runs);
  const wrong = sparsities.find(
    (sparsity, index) => !(sparsity >= (sparsities[index - 1] ?? 0) && sparsity < 1),
  );
  if (wrong !== undefined) {
    throw new AppError('step-impossible', `invalid sparsity: ${wrong} (expected ascending, 0 to below 1)`);
  }
  const shapes = inferShapes(state.spec);
  const nodes = state.spec.nodes.filter(isTimed).filter(({ name }) => options.layers?.includes(name) ?? true);
  const measure = createProgressMeter(nodes.length);
  const layers: LayerSparseSpeed[] = [];
  for (const [index, node] of nodes.entries()) {
    const onProgress: RunOptions['onProgress'] = ({ done, total }) =>
      run.onProgress?.(measure(index + done / total));
    layers.push(await measureLayer(engine, state, node, shapes, chosen, { ...run, onProgress }));
  }
  return {
    backend: engine.backend.name,
    threads: engine.backend.threads,
    batchSize,
    runs,
    seed,
    layers,
  };
}
