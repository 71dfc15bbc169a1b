import * as tf from '@tensorflow/tfjs-core';
import { AppError, throwIfAborted } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import { createRandom } from '../base/random.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import { sizeOf } from '../network/listWeights.ts';
import type { BackendName, LayerSample, RunOptions, SparseTimes, SparseTimingOptions } from './engine.ts';
import {
  buildDensePanels,
  buildSparseLanes,
  buildSparseLayer,
  createSparseWeight,
} from './kernels/sparseOps.ts';
import { buildLinear, type Conv2dOptions, linearWindowOf } from './layers.ts';

/** Even a pass that a coarse clock sees nothing of is not repeated more often. */
const MOST_REPEATS = 1 << 14;

/** Milliseconds of `repeats` calls. The wasm backend is done when a call returns. */
function timeCalls(build: () => unknown, repeats: number): number {
  const startedMs = performance.now();
  for (let at = 0; at < repeats; at++) {
    tf.tidy(() => {
      build();
    });
  }
  return performance.now() - startedMs;
}

/** How often to repeat a call so that it lasts so long; the calls that find it out warm it up too. */
function countRepeats(build: () => unknown, leastRunMs: number): number {
  let repeats = 1;
  for (; repeats < MOST_REPEATS; repeats *= 2) {
    const ms = timeCalls(build, repeats);
    if (ms >= leastRunMs) return Math.max(1, Math.ceil((repeats * leastRunMs) / ms));
  }
  return repeats;
}

/** Milliseconds of a call in each run, for each arm; the arm that begins changes from run to run. */
async function timeArms(
  arms: readonly (() => unknown)[],
  { warmUp, runs, leastRunMs }: SparseTimingOptions,
  { signal, onProgress }: RunOptions,
): Promise<readonly Float64Array[]> {
  const measure = createProgressMeter(warmUp + runs);
  const times = arms.map(() => new Float64Array(runs));
  const repeats: number[] = [];
  for (const build of arms) {
    throwIfAborted(signal);
    repeats.push(countRepeats(build, leastRunMs));
    await yieldToEvents();
  }
  for (let round = 0; round < warmUp + runs; round++) {
    for (let turn = 0; turn < arms.length; turn++) {
      throwIfAborted(signal);
      const arm = (turn + round) % arms.length;
      const ms = timeCalls(arms[arm]!, repeats[arm]!) / repeats[arm]!;
      if (round >= warmUp) times[arm]![round - warmUp] = ms;
    }
    onProgress?.(measure(round + 1));
    await yieldToEvents();
  }
  return times;
}

/** Times a layer dense and with sparse weights (see `Engine.measureSparseLayer`). */
export async function measureSparseLayer(
  backend: BackendName,
  sample: LayerSample,
  masks: readonly (Uint8Array | undefined)[],
  options: SparseTimingOptions,
  run: RunOptions = {},
): Promise<SparseTimes> {
  if (backend !== 'wasm') {
    throw new AppError('step-impossible', `no sparse arithmetic on backend ${backend} (expected wasm)`, {
      backend,
    });
  }
  const { node, inputShape, weight, bias, seed } = sample;
  const window = linearWindowOf(node);
  const random = createRandom(seed);
  const owned: tf.Tensor[] = [];
  const own = <T extends tf.Tensor>(tensor: T): T => {
    owned.push(tensor);
    return tensor;
  };
  try {
    const pixels = Float32Array.from({ length: sizeOf(inputShape) }, () => random.uniform());
    const x = own(tf.tensor(pixels, [...inputShape]));
    const dense = own(tf.tensor(weight.values.slice(), [...weight.shape]));
    const single = own(tf.zeros([1, 1]));
    const biasTensor = bias && own(tf.tensor(bias.values.slice(), [...bias.shape]));
    const sparse = masks.map((mask) => {
      const made = createSparseWeight(weight, mask, inputShape, window);
      Object.values(made.tensors).forEach(own);
      return made;
    });
    const [denseMs, packingMs, layoutMs, emptyMs, ...sparseMs] = await timeArms(
      [
        () => buildLinear(node, x, dense, biasTensor),
        () => buildDensePanels(dense),
        () => buildSparseLanes(x, weight.shape, window),
        () => buildDensePanels(single),
        ...sparse.map((made) => () => buildSparseLayer(x, made, biasTensor, window)),
      ],
      options,
      run,
    );
    return {
      dense: denseMs!,
      densePacking: packingMs!,
      sparse: sparseMs,
      sparseLayout: isLaidOut(x, weight.shape, window) ? layoutMs! : new Float64Array(options.runs),
      emptyCall: emptyMs!,
    };
  } finally {
    tf.dispose(owned);
  }
}

function isLaidOut(x: tf.Tensor, weightShape: readonly number[], window: Conv2dOptions): boolean {
  return tf.tidy(() => buildSparseLanes(x, weightShape, window) !== undefined);
}
