import * as tf from '@tensorflow/tfjs-core';
import { throwIfAborted } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageSplit } from '../data/dataset.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { Evaluation, RunOptions } from './engine.ts';
import { outputNodeOf } from './forward.ts';
import { type Chunk, gatherChunk, imageSizeOf, planChunks } from './imageBatches.ts';
import { buildNodes } from './inference.ts';

/** Cross-entropy of one row of logits in double precision: ln Σ exp(z) − z[truth]. */
function computeRowLoss(logits: Float32Array, truth: number): number {
  const highest = logits.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY);
  const sum = logits.reduce((total, value) => total + Math.exp(value - highest), 0);
  return highest + Math.log(sum) - logits[truth]!;
}

/** Index of the largest value, the first where several are. */
function argMax(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}

/** Turns logits `[labels.length, classes]` and true classes into an Evaluation. */
export function computeEvaluation(logits: Float32Array, labels: Uint8Array): Evaluation {
  const count = labels.length;
  const classes = count === 0 ? 0 : logits.length / count;
  const confusion = new Uint32Array(classes * classes);
  const predictions = new Uint8Array(count);
  let lossSum = 0;
  for (const [index, truth] of labels.entries()) {
    const row = logits.subarray(index * classes, (index + 1) * classes);
    const prediction = argMax(row);
    predictions[index] = prediction;
    const cell = truth * classes + prediction;
    confusion[cell] = confusion[cell]! + 1;
    lossSum += computeRowLoss(row, truth);
  }
  const perClassAccuracy = Array.from({ length: classes }, (_, truth) => {
    const row = confusion.subarray(truth * classes, (truth + 1) * classes);
    const images = row.reduce((sum, value) => sum + value, 0);
    return images === 0 ? 0 : row[truth]! / images;
  });
  const correct = labels.reduce((sum, truth, index) => sum + (predictions[index] === truth ? 1 : 0), 0);
  return {
    count,
    loss: count === 0 ? 0 : lossSum / count,
    accuracy: count === 0 ? 0 : correct / count,
    perClassAccuracy,
    confusion,
    predictions,
  };
}

/** Logits `[chunk.count, classes]` of one chunk. */
export async function readLogits(
  device: DeviceReader,
  model: DeviceModel,
  chunk: Chunk,
): Promise<Float32Array> {
  const logits = tf.tidy(() => buildNodes(model, chunk, [outputNodeOf(model.spec)])[0]!);
  try {
    const values = await device.read(logits);
    return values.subarray(0, (values.length / chunk.padded) * chunk.count);
  } finally {
    tf.dispose(logits);
  }
}

/** Runs `visit` on the first `count` images of a split chunk by chunk, waiting for images that are still arriving. */
export async function forEachChunk(
  split: ImageSplit,
  count: number,
  imageSize: number,
  run: RunOptions,
  visit: (chunk: Chunk) => Promise<void>,
): Promise<void> {
  const measure = createProgressMeter(count);
  for (const plan of planChunks(count)) {
    throwIfAborted(run.signal);
    await split.require(plan.start + plan.count, run.signal);
    await visit(gatherChunk(split, plan, imageSize));
    run.onProgress?.(measure(plan.start + plan.count));
    await yieldToEvents();
  }
  throwIfAborted(run.signal);
}

/** Logits `[images, classes]` and labels of the first `images` of a split. */
export async function readSplitLogits(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  images: number,
  run: RunOptions = {},
): Promise<{ readonly logits: Float32Array; readonly labels: Uint8Array }> {
  const labels = new Uint8Array(images);
  let logits = new Float32Array(0);
  await forEachChunk(split, images, imageSizeOf(model.spec), run, async (chunk) => {
    const rows = await readLogits(device, model, chunk);
    if (logits.length === 0) logits = new Float32Array((rows.length / chunk.count) * images);
    logits.set(rows, (rows.length / chunk.count) * chunk.start);
    labels.set(chunk.labels, chunk.start);
  });
  return { logits, labels };
}

/** Evaluates the first `count` images of a split (all where undefined, or where there are fewer). */
export async function evaluate(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  count: number = split.count,
  run: RunOptions = {},
): Promise<Evaluation> {
  const images = Math.min(count, split.count);
  const { logits, labels } = await readSplitLogits(device, model, split, images, run);
  return computeEvaluation(logits, labels);
}
