import * as tf from '@tensorflow/tfjs-core';
import { AppError, throwIfAborted } from '../../base/errors.ts';
import { yieldToEvents } from '../../base/yieldToEvents.ts';
import type { ImageSplit } from '../../data/dataset.ts';
import { createBatchOrder } from '../batchOrder.ts';
import type { DeviceModel } from '../deviceModel.ts';
import type { DeviceReader } from '../deviceReader.ts';
import type { Engine, TrainResult, TrainTick } from '../engine.ts';
import { computeLearningRate } from '../learningRate.ts';
import { createTrainMeter } from '../trainMeter.ts';
import { createUpdater } from './createUpdater.ts';
import { createWorkers } from './createWorkers.ts';
import type { DistributedOptions } from './gradientExchange.ts';

/** A wait for `control` longer than this was a pause. */
const HAND_MS = 30;
/** Points of the curve besides the first and the last: all together no more than 200. */
const INNER_POINTS = 198;

type DistributedRun = NonNullable<Parameters<Engine['trainDistributed']>[3]>;

/** Sums over the batches since the last point of the curve. */
interface Sums {
  batches: number;
  lossSum: number;
  correctSum: number;
}

function throwIfNotSgd({ optimizer, workers }: DistributedOptions, images: number): void {
  if (optimizer.kind !== 'sgd' && optimizer.kind !== 'momentum') {
    throw new AppError(
      'step-impossible',
      `workers exchange gradients for sgd or momentum, not ${optimizer.kind}`,
    );
  }
  if (images < workers) throw new AppError('step-impossible', `${images} images for ${workers} workers`);
}

/** True where every weight is finite. */
async function areWeightsFinite(device: DeviceReader, model: DeviceModel): Promise<boolean> {
  const finiteTensor = tf.tidy(() => {
    const each = [...model.weightTensors.values()].map((tensor) =>
      tf.min(tf.cast(tf.isFinite(tensor), 'float32')),
    );
    return tf.min(tf.stack(each), 0, true);
  });
  try {
    return (await device.read(finiteTensor))[0] === 1;
  } finally {
    tf.dispose(finiteTensor);
  }
}

/**
 * Trains a model in place by workers that exchange gradients, each on an equal part of every batch: the order of images
 * is that of an ordinary training, seeded and anew in each epoch, and worker k takes the k-th part of each batch, so that
 * within an epoch no two workers see an image. A batch is a multiple of the workers; one too many images is left out.
 *
 * Control, cancel, ticks and errors as in `train`.
 */
export async function trainDistributed(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  options: DistributedOptions,
  run: DistributedRun = {},
): Promise<TrainResult> {
  throwIfNotSgd(options, split.count);
  const { signal, control, onTick, interruption } = run;
  const { exchange, steps } = options;
  const parts = Math.max(1, Math.floor(Math.min(options.batchSize, split.count) / options.workers));
  const order = createBatchOrder(split, parts * options.workers, options.seed);
  const meter = createTrainMeter(steps, order.batchSize);
  const workers = createWorkers(device, model, split, options);
  const updater = createUpdater(model, options, exchange.ownsMomentum);
  const ticks: TrainTick[] = [];
  let sums: Sums = { batches: 0, lossSum: 0, correctSum: 0 };
  let done = 0;

  const rateOf = (step: number) =>
    computeLearningRate(options.learningRate, options.schedule, step, options.steps);

  const runStep = async (step: number, indices: Uint32Array) => {
    exchange.begin({ step, epoch: order.epochOf(step) });
    const { loss, correct } = await workers.work(step, indices);
    updater.apply(exchange.receive(), rateOf(step));
    sums.batches++;
    sums.lossSum += loss;
    sums.correctSum += correct;
  };

  const pointEvery = Math.ceil(steps / INNER_POINTS);
  const isPoint = () => done === 1 || done % pointEvery === 0 || done === steps;
  const tell = async (point: boolean) => {
    if (sums.batches === 0) return;
    if (!Number.isFinite(sums.lossSum) || !(await areWeightsFinite(device, model))) {
      throw new AppError('not-a-number', `loss or weights are not finite at step ${done}`, { step: done });
    }
    const tick = meter.tick(done, {
      epoch: order.epochOf(done - 1),
      learningRate: rateOf(done - 1),
      ...sums,
    });
    if (point) {
      ticks.push(tick);
      exchange.observe(tick);
      sums = { batches: 0, lossSum: 0, correctSum: 0 };
    }
    onTick?.(tick);
  };

  try {
    while (done < steps) {
      throwIfAborted(signal);
      meter.pause();
      const askedMs = performance.now();
      const goOn = control ? await control.next() : true;
      const byHand = performance.now() - askedMs > HAND_MS;
      throwIfAborted(signal);
      if (!goOn) break;
      const indices = order.indicesOf(done);
      const furthest = indices.reduce((highest, index) => Math.max(highest, index), 0);
      await split.require(furthest + 1, signal);
      meter.resume();
      device.throwIfLost();
      await runStep(done, indices);
      done++;
      if (interruption && done % interruption.every === 0) await interruption.work(done);
      if (isPoint() || byHand || meter.isDue()) await tell(isPoint());
      await yieldToEvents();
    }
    throwIfAborted(signal);
    meter.resume();
    await tell(true);
    return { steps: done, ticks, seconds: meter.secondsSoFar() };
  } finally {
    workers.dispose();
    updater.dispose();
  }
}
