import * as tf from '@tensorflow/tfjs-core';
import { throwIfAborted } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageBatch } from '../data/dataset.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { RunOptions } from './engine.ts';
import { buildForward, inputNodeOf, outputNodeOf } from './forward.ts';
import { createImageTensor, imageShapeOf } from './imageBatches.ts';

/**
 * Milliseconds of forward passes with the readback of the logits; upload and scaling of the images are not in them.
 *
 * The models take turns within every run, and the one that begins changes from run to run, so that what the machine
 * does besides falls on all alike.
 */
export async function measureLatency(
  device: DeviceReader,
  models: readonly DeviceModel[],
  images: ImageBatch,
  { warmUp, runs }: { readonly warmUp: number; readonly runs: number },
  run: RunOptions = {},
): Promise<readonly Float64Array[]> {
  const times = models.map(() => new Float64Array(runs));
  const measure = createProgressMeter(warmUp + runs);
  const inputs = models.map((model) =>
    createImageTensor(images.pixels, images.count, imageShapeOf(model.spec)),
  );
  const timeOnce = async (index: number) => {
    const model = models[index]!;
    const given = new Map([[inputNodeOf(model.spec), inputs[index]!]]);
    const startedMs = performance.now();
    const logits = tf.tidy(
      () => buildForward(model.spec, model.weightTensors, given, [outputNodeOf(model.spec)])[0]!,
    );
    try {
      await device.read(logits);
      return performance.now() - startedMs;
    } finally {
      tf.dispose(logits);
    }
  };
  try {
    for (let round = 0; round < warmUp + runs; round++) {
      throwIfAborted(run.signal);
      for (let turn = 0; turn < models.length; turn++) {
        const index = (turn + round) % models.length;
        const latencyMs = await timeOnce(index);
        if (round >= warmUp) times[index]![round - warmUp] = latencyMs;
      }
      run.onProgress?.(measure(round + 1));
      await yieldToEvents();
    }
    return times;
  } finally {
    tf.dispose(inputs);
  }
}
