import * as tf from '@tensorflow/tfjs-core';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import { buildConv2d } from './layers.ts';

const BATCH = 64;
const WARM_UP = 2;
const RUNS = 3;

/** Median milliseconds of a training step of a small conv net on the current backend, with its readback. */
export async function measureProbeMs(): Promise<number> {
  const made = tf.tidy(() => ({
    x: tf.randomUniform([BATCH, 28, 28, 1], 0, 1, 'float32', 1) as tf.Tensor4D,
    filter: tf.randomNormal([5, 5, 1, 16], 0, 0.1, 'float32', 2) as tf.Tensor4D,
    second: tf.randomNormal([5, 5, 16, 32], 0, 0.1, 'float32', 3) as tf.Tensor4D,
  }));
  const { x, filter, second } = made;
  try {
    const times: number[] = [];
    for (let run = 0; run < WARM_UP + RUNS; run++) {
      const startedMs = performance.now();
      const gradients = tf.tidy(() => {
        const computeOutput = () => {
          const options = { stride: 1, padding: 'valid', activation: 'relu' } as const;
          const convolved = buildConv2d(x, filter, undefined, options) as tf.Tensor4D;
          return buildConv2d(tf.maxPool(convolved, 2, 2, 'valid'), second, undefined, options);
        };
        // The gradient of the sum of the outputs: tfjs starts from ones where no dy is given.
        return tf.engine().gradients(computeOutput, [filter, second]).grads;
      });
      try {
        await gradients[0]!.data();
      } finally {
        tf.dispose(gradients);
      }
      if (run >= WARM_UP) times.push(performance.now() - startedMs);
      await yieldToEvents();
    }
    return times.sort((a, b) => a - b)[RUNS >> 1]!;
  } finally {
    tf.dispose([x, filter, second]);
  }
}
