import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../base/random.ts';
import { buildConv2d, buildDense } from './layers.ts';

/** Largest difference from the reference that passes; single precision gives about 1e-6 here, half precision 1e-3. */
const SELF_TEST_TOLERANCE = 1e-4;

const BATCH = 2;
const SIZE = 6;
const CHANNELS = 2;
const KERNEL = 3;
const FILTERS = 3;
const CONV_OUT = SIZE - KERNEL + 1;
const POOLED = CONV_OUT / 2;
const FLAT = POOLED * POOLED * FILTERS;
const UNITS = 4;

interface TinyNet {
  readonly x: Float32Array;
  readonly filter: Float32Array;
  readonly bias: Float32Array;
  readonly dense: Float32Array;
  readonly target: Float32Array;
}

interface TinyResult {
  readonly logits: Float32Array;
  readonly filterGradient: Float32Array;
  readonly biasGradient: Float32Array;
  readonly denseGradient: Float32Array;
}

function createTinyNet(): TinyNet {
  const random = createRandom(7);
  const draw = (length: number) => Float32Array.from({ length }, () => random.normal() * 0.5);
  return {
    x: draw(BATCH * SIZE * SIZE * CHANNELS),
    filter: draw(KERNEL * KERNEL * CHANNELS * FILTERS),
    bias: draw(FILTERS),
    dense: draw(FLAT * UNITS),
    target: draw(BATCH * UNITS),
  };
}

/** Conv 3×3 (valid), bias, ReLU, max-pool 2, dense, and the gradients of Σ (logits − target)², in plain loops. */
function computeTinyReference({ x, filter, bias, dense, target }: TinyNet): TinyResult {
  const logits = new Float32Array(BATCH * UNITS);
  const filterGradient = new Float32Array(filter.length);
  const biasGradient = new Float32Array(FILTERS);
  const denseGradient = new Float32Array(dense.length);
  const xAt = (n: number, h: number, w: number, c: number) => x[((n * SIZE + h) * SIZE + w) * CHANNELS + c]!;
  const convolve = (n: number, p: number, q: number, f: number) => {
    let sum = bias[f]!;
    for (let i = 0; i < KERNEL; i++)
      for (let j = 0; j < KERNEL; j++)
        for (let c = 0; c < CHANNELS; c++)
          sum += xAt(n, p + i, q + j, c) * filter[((i * KERNEL + j) * CHANNELS + c) * FILTERS + f]!;
    return sum;
  };
  for (let n = 0; n < BATCH; n++) {
    const pooled = new Float32Array(FLAT);
    const winners: (readonly [number, number])[] = [];
    for (let flat = 0; flat < FLAT; flat++) {
      const f = flat % FILTERS;
      const column = Math.floor(flat / FILTERS) % POOLED;
      const row = Math.floor(flat / FILTERS / POOLED);
      const places = [0, 1, 2, 3].map((k) => [2 * row + (k >> 1), 2 * column + (k & 1)] as const);
      const best = places.reduce((a, b) => (convolve(n, b[0], b[1], f) > convolve(n, a[0], a[1], f) ? b : a));
      pooled[flat] = Math.max(0, convolve(n, best[0], best[1], f));
      winners.push(best);
    }
    const error = new Float32Array(UNITS);
    for (let u = 0; u < UNITS; u++) {
      let sum = 0;
      for (let flat = 0; flat < FLAT; flat++) sum += pooled[flat]! * dense[flat * UNITS + u]!;
      logits[n * UNITS + u] = sum;
      error[u] = 2 * (sum - target[n * UNITS + u]!);
    }
    for (let flat = 0; flat < FLAT; flat++) {
      let back = 0;
      for (let u = 0; u < UNITS; u++) {
        denseGradient[flat * UNITS + u] = denseGradient[flat * UNITS + u]! + pooled[flat]! * error[u]!;
        back += dense[flat * UNITS + u]! * error[u]!;
      }
      if (pooled[flat]! <= 0) continue;
      const f = flat % FILTERS;
      const [p, q] = winners[flat]!;
      biasGradient[f] = biasGradient[f]! + back;
      for (let i = 0; i < KERNEL; i++)
        for (let j = 0; j < KERNEL; j++)
          for (let c = 0; c < CHANNELS; c++) {
            const at = ((i * KERNEL + j) * CHANNELS + c) * FILTERS + f;
            filterGradient[at] = filterGradient[at]! + back * xAt(n, p + i, q + j, c);
          }
    }
  }
  return { logits, filterGradient, biasGradient, denseGradient };
}

async function computeTinyOnBackend(net: TinyNet): Promise<TinyResult> {
  const tensors = tf.tidy(() => {
    const x = tf.tensor4d(net.x, [BATCH, SIZE, SIZE, CHANNELS]);
    const target = tf.tensor2d(net.target, [BATCH, UNITS]);
    const filter = tf.tensor4d(net.filter, [KERNEL, KERNEL, CHANNELS, FILTERS]);
    const bias = tf.tensor1d(net.bias);
    const dense = tf.tensor2d(net.dense, [FLAT, UNITS]);
    const computeLogits = () => {
      const convolved = buildConv2d(x, filter, bias, { stride: 1, padding: 'valid', activation: 'relu' });
      const pooled = tf.maxPool(convolved as tf.Tensor4D, 2, 2, 'valid');
      return buildDense(tf.reshape(pooled, [BATCH, FLAT]), dense, undefined, 'linear');
    };
    const logits = computeLogits();
    const dy = tf.mul(tf.sub(logits, target), 2);
    return [logits, ...tf.engine().gradients<tf.Tensor>(computeLogits, [filter, bias, dense], dy).grads];
  });
  try {
    const [logits, filterGradient, biasGradient, denseGradient] = (await Promise.all(
      tensors.map((tensor) => tensor.data()),
    )) as Float32Array[];
    return {
      logits: logits!,
      filterGradient: filterGradient!,
      biasGradient: biasGradient!,
      denseGradient: denseGradient!,
    };
  } finally {
    tf.dispose(tensors);
  }
}

/**
 * Computes a tiny net and its gradients on the current backend and compares them with plain loops.
 *
 * Throws with what is wrong: a gradient kernel that is missing, NaN, or a difference above the tolerance.
 */
export async function runSelfTest(): Promise<void> {
  const net = createTinyNet();
  const expected = computeTinyReference(net);
  const actual = await computeTinyOnBackend(net);
  for (const part of ['logits', 'filterGradient', 'biasGradient', 'denseGradient'] as const) {
    const largest = expected[part].reduce(
      (worst, value, index) => Math.max(worst, Math.abs(value - actual[part][index]!)),
      0,
    );
    // Written so that NaN fails too.
    if (!(largest <= SELF_TEST_TOLERANCE)) {
      throw new Error(
        `${part} differs from the reference by ${largest} (expected at most ${SELF_TEST_TOLERANCE})`,
      );
    }
  }
}
