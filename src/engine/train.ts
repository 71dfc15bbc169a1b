import * as tf from '@tensorflow/tfjs-core';
import { AppError, throwIfAborted } from '../base/errors.ts';
import { deriveSeed } from '../base/random.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageSplit } from '../data/dataset.ts';
import { createBatchOrder } from './batchOrder.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { Engine, TrainOptions, TrainResult, TrainTick } from './engine.ts';
import { createImageTensor, imageShapeOf, imageSizeOf } from './imageBatches.ts';
import { computeLearningRate } from './learningRate.ts';
import { createObjective } from './objectives/createObjective.ts';
import { createTrainMeter } from './trainMeter.ts';
import { createStepper } from './trainStep.ts';

/** A wait for `control` longer than this was a pause. */
const HAND_MS = 30;

/** Points that the curve of a whole training has at most; they come at batches that the clock has no say in. */
const CURVE_POINTS = 200;

type TrainRun = NonNullable<Parameters<Engine['train']>[3]>;

/** Sums of loss and correct counts kept on the device between ticks, so that a step costs no readback. */
function createDeviceSums() {
  let sums: tf.Tensor | undefined;
  const take = () => {
    const taken = sums;
    sums = undefined;
    return taken;
  };
  return {
    add(loss: tf.Scalar, correct: tf.Scalar) {
      const next = tf.tidy(() => {
        const pair = tf.stack([loss, correct]);
        return sums ? tf.add(sums, pair) : pair;
      });
      tf.dispose([loss, correct, ...(sums ? [sums] : [])]);
      sums = next;
    },
    take,
    /** A copy of the sums so far, which go on. */
    peek: () => sums && tf.clone(sums),
    dispose: () => tf.dispose(take() ?? []),
  };
}

/** 1 where every weight is finite, else 0, as a tensor `[1]`. Inside `tf.tidy`. */
function buildAllFinite(model: DeviceModel): tf.Tensor {
  const each = [...model.weightTensors.values()].map((tensor) =>
    tf.min(tf.cast(tf.isFinite(tensor), 'float32')),
  );
  return tf.min(tf.stack(each), 0, true);
}

/**
 * Trains a model in place by its own loop: seeded order, fixed batch shape, masks held after every step.
 *
 * The ticks of the result come after the first batch, then always after the same number of batches, and at the end; so
 * that a long wait for one is none for the person, `onTick` is told of others four times a second. Throws `not-a-number` with the step at
 * which a loss or a weight that is not finite was seen (the model is left as it is), `AbortError` within one batch.
 */
export async function train(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  options: TrainOptions,
  run: TrainRun = {},
): Promise<TrainResult> {
  if (split.count === 0) throw new AppError('step-impossible', 'training without images');
  const { signal, control, onTick, interruption } = run;
  const order = createBatchOrder(split, options.batchSize, options.seed);
  const imageSize = imageSizeOf(model.spec);
  const pixels = new Uint8Array(order.batchSize * imageSize);
  const labels = new Uint8Array(order.batchSize);
  const meter = createTrainMeter(options.steps, order.batchSize);
  const ticks: TrainTick[] = [];
  const objective = await createObjective(device, split, options, signal ? { signal } : {});
  const stepper = createStepper(model, options);
  const sums = createDeviceSums();
  let done = 0;

  const rateOf = (step: number) =>
    computeLearningRate(options.learningRate, options.schedule, step, options.steps);

  const runStep = async (step: number) => {
    const indices = order.indicesOf(step);
    split.gather(indices, pixels, labels);
    const images = createImageTensor(pixels, order.batchSize, imageShapeOf(model.spec));
    const labelTensor = tf.tensor1d(Int32Array.from(labels), 'int32');
    try {
      const stepSeed = deriveSeed(options.seed, 'dropout', step);
      sums.add(...stepper.step(images, labelTensor, rateOf(step), stepSeed, objective.at(step, indices)));
    } finally {
      tf.dispose([images, labelTensor]);
    }
    await objective.settle();
  };

  const pointEvery = Math.ceil(options.steps / CURVE_POINTS);
  const isPoint = () => done === 1 || done % pointEvery === 0 || done === options.steps;
  let summedFrom = 0;
  const tell = async (point: boolean) => {
    const sumTensor = point ? sums.take() : sums.peek();
    if (!sumTensor) return;
    // The loss alone tells too little: a ReLU of the wasm backend turns NaN into 0.
    const readTensor = tf.tidy(() => tf.concat([sumTensor, buildAllFinite(model)]));
    tf.dispose(sumTensor);
    try {
      const [lossSum, correctSum, allFinite] = await device.read(readTensor);
      if (!Number.isFinite(lossSum) || allFinite !== 1) {
        throw new AppError('not-a-number', `loss or weights are not finite at step ${done}`, { step: done });
      }
      const tick = meter.tick(done, {
        epoch: order.epochOf(done - 1),
        learningRate: rateOf(done - 1),
        batches: done - summedFrom,
        lossSum: lossSum!,
        correctSum: correctSum!,
      });
      if (point) {
        ticks.push(tick);
        summedFrom = done;
      }
      onTick?.(tick);
    } finally {
      tf.dispose(readTensor);
    }
  };

  try {
    while (done < options.steps) {
      throwIfAborted(signal);
      meter.pause();
      const askedMs = performance.now();
      const goOn = control ? await control.next() : true;
      // A batch that was let through by hand is told at once, whatever the pace of ticks.
      const byHand = performance.now() - askedMs > HAND_MS;
      throwIfAborted(signal);
      if (!goOn) break;
      const furthest = order.indicesOf(done).reduce((highest, index) => Math.max(highest, index), 0);
      await split.require(furthest + 1, signal);
      meter.resume();
      device.throwIfLost();
      await runStep(done);
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
    stepper.dispose();
    objective.dispose();
    sums.dispose();
  }
}
