import * as tf from '@tensorflow/tfjs-core';
import { deriveSeed } from '../../base/random.ts';
import type { ImageSplit } from '../../data/dataset.ts';
import { isTrained } from '../../network/listWeights.ts';
import { buildMasked, type DeviceModel } from '../deviceModel.ts';
import type { DeviceReader } from '../deviceReader.ts';
import { createImageTensor, imageShapeOf, imageSizeOf } from '../imageBatches.ts';
import { buildLossAndGradients } from '../trainStep.ts';
import type { GradientExchange } from './gradientExchange.ts';

/** Loss and correct count of a batch stand before the gradients in what is read back. */
const HEADER = 2;

/** What the workers found in one step. */
export interface WorkersResult {
  /** Mean cross-entropy over the whole batch. */
  readonly loss: number;
  readonly correct: number;
}

/** Simulated workers that take turns on one device. */
export interface Workers {
  /** Hands the gradient of every worker's part of the batch to the exchange; the model's running statistics follow. */
  work(step: number, indices: Uint32Array): Promise<WorkersResult>;
  dispose(): void;
}

/** Running means and variances that the workers' batches lead to, summed over workers. */
function createStatisticsSum(model: DeviceModel, workers: number) {
  const sums = new Map<string, tf.Tensor>();
  const dispose = () => {
    tf.dispose([...sums.values()]);
    sums.clear();
  };
  return {
    /** Inside `tf.tidy`. */
    add(statistics: ReadonlyMap<string, tf.Tensor>) {
      for (const [name, value] of statistics) {
        const sum = sums.get(name);
        sums.set(name, tf.keep(sum ? tf.add(sum, value) : tf.clone(value)));
        tf.dispose(sum ?? []);
      }
    },
    applyMean() {
      for (const [name, sum] of sums) {
        const mean = tf.tidy(() => buildMasked(tf.mul(sum, 1 / workers), model.maskTensor(name)));
        model.replace(name, mean);
      }
      dispose();
    },
    dispose,
  };
}

/**
 * Creates the workers of a run. Each normalises by the moments of its own part of the batch; the running statistics become
 * the mean of those that each would have gone on with.
 */
export function createWorkers(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  {
    workers,
    exchange,
    seed,
  }: { readonly workers: number; readonly exchange: GradientExchange; readonly seed: number },
): Workers {
  const trained = model.weightSlots.filter(({ role }) => isTrained(role));
  const imageSize = imageSizeOf(model.spec);
  const statistics = createStatisticsSum(model, workers);
  let pixels = new Uint8Array(0);
  let labels = new Uint8Array(0);

  const buildGradients = (count: number, stepSeed: number): tf.Tensor =>
    tf.tidy(() => {
      const images = createImageTensor(pixels, count, imageShapeOf(model.spec));
      const labelTensor = tf.tensor1d(Int32Array.from(labels), 'int32');
      const built = buildLossAndGradients(model, images, labelTensor, stepSeed);
      statistics.add(built.statistics);
      const flat = trained.map(({ name }) => {
        const gradient = built.gradients.get(name)!;
        return tf.reshape(buildMasked(gradient, model.maskTensor(name)), [gradient.size]);
      });
      return tf.concat([tf.reshape(built.loss, [1]), tf.reshape(built.correct, [1]), ...flat]);
    });

  /** The part of each trained weight in what was read back. */
  const toViews = (read: Float32Array): readonly Float32Array[] => {
    let start = HEADER;
    return trained.map(({ name }) => {
      const end = start + model.weightTensors.get(name)!.size;
      const view = read.subarray(start, end);
      start = end;
      return view;
    });
  };

  return {
    async work(step, indices) {
      const count = indices.length / workers;
      if (labels.length !== count) {
        pixels = new Uint8Array(count * imageSize);
        labels = new Uint8Array(count);
      }
      let [loss, correct] = [0, 0];
      for (let worker = 0; worker < workers; worker++) {
        split.gather(indices.subarray(worker * count, (worker + 1) * count), pixels, labels);
        // The first worker drops out what an ordinary training would.
        const own = worker === 0 ? [] : [worker];
        const readTensor = buildGradients(count, deriveSeed(seed, 'dropout', step, ...own));
        try {
          const read = await device.read(readTensor);
          loss += read[0]! / workers;
          correct += read[1]!;
          exchange.send(worker, toViews(read));
        } finally {
          tf.dispose(readTensor);
        }
      }
      statistics.applyMean();
      return { loss, correct };
    },
    dispose: statistics.dispose,
  };
}
