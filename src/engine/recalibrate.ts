import * as tf from '@tensorflow/tfjs-core';
import { throwIfAborted } from '../base/errors.ts';
import { createProgressMeter } from '../base/progress.ts';
import { deriveSeed } from '../base/random.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageSplit } from '../data/dataset.ts';
import { buildMasked, type DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { Engine } from './engine.ts';
import { buildForward, inputNodeOf, outputNodeOf } from './forward.ts';
import { createImageTensor, gatherChunk, imageShapeOf, imageSizeOf } from './imageBatches.ts';

type RecalibrateOptions = Parameters<Engine['recalibrate']>[2];
type RecalibrateRun = Parameters<Engine['recalibrate']>[3];

/**
 * Measures the running statistics of all batch normalisations anew, weights as they are: the average over full batches of
 * a batch's mean and unbiased variance, each batch with the same weight (as torch.optim.swa_utils.update_bn; Izmailov et
 * al. 2018, §3.2). The k-th batch has the share 1/k, so what stood there before has none.
 */
export async function recalibrate(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  { images, batchSize, seed }: RecalibrateOptions,
  { signal, onProgress }: NonNullable<RecalibrateRun> = {},
): Promise<void> {
  const size = Math.min(batchSize, images, split.count);
  const batches = Math.max(1, Math.floor(Math.min(images, split.count) / size));
  const { spec } = model;
  const measure = createProgressMeter(batches);
  for (let batch = 0; batch < batches; batch++) {
    throwIfAborted(signal);
    device.throwIfLost();
    await split.require((batch + 1) * size, signal);
    const chunk = gatherChunk(split, { start: batch * size, count: size, padded: size }, imageSizeOf(spec));
    tf.tidy(() => {
      const statistics = new Map<string, tf.Tensor>();
      const given = new Map([[inputNodeOf(spec), createImageTensor(chunk.pixels, size, imageShapeOf(spec))]]);
      const options = { statistics, batchShare: 1 / (batch + 1) };
      const stepSeed = deriveSeed(seed, 'recalibrate', batch);
      buildForward(spec, model.weightTensors, given, [outputNodeOf(spec)], stepSeed, options);
      for (const [name, value] of statistics) {
        const masked = tf.keep(buildMasked(value, model.maskTensor(name)));
        if (masked !== value) tf.dispose(value);
        model.replace(name, masked);
      }
    });
    onProgress?.(measure(batch + 1));
    await yieldToEvents();
  }
  throwIfAborted(signal);
}
