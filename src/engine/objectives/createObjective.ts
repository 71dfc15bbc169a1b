import * as tf from '@tensorflow/tfjs-core';
import type { ImageSplit } from '../../data/dataset.ts';
import { type DeviceModel, toDeviceModel } from '../deviceModel.ts';
import type { DeviceReader } from '../deviceReader.ts';
import type { RunOptions, TrainOptions } from '../engine.ts';
import { readSplitLogits } from '../evaluate.ts';
import { buildForward, inputNodeOf, outputNodeOf } from '../forward.ts';
import { buildCrossEntropy } from './crossEntropy.ts';
import { buildDistillation, refineLabels } from './distillation.ts';
import { buildMixed, drawMixing } from './mixup.ts';
import { PLAIN, type TrainObjective } from './objective.ts';

/** The teacher's logits of a batch: its own of the images as they are trained on, or the refined ones of its places. */
function buildTeacherLogits(
  teacher: DeviceModel,
  images: tf.Tensor,
  pseudo: Float32Array | undefined,
  indices: Uint32Array,
  split: ImageSplit,
): tf.Tensor2D {
  if (!pseudo) {
    const given = new Map([[inputNodeOf(teacher.spec), images]]);
    const [logits] = buildForward(teacher.spec, teacher.weightTensors, given, [outputNodeOf(teacher.spec)]);
    return logits as tf.Tensor2D;
  }
  const classes = pseudo.length / split.count;
  const rows = new Float32Array(indices.length * classes);
  for (const [place, index] of indices.entries()) {
    rows.set(pseudo.subarray(index * classes, (index + 1) * classes), place * classes);
  }
  return tf.tensor2d(rows, [indices.length, classes]);
}

/**
 * Creates what a training is trained towards: the labels alone, images mixed in pairs, a teacher's logits, or a teacher's
 * logits that are trained along with the network. The teacher stays the caller's and must outlive it.
 */
export async function createObjective(
  device: DeviceReader,
  split: ImageSplit,
  { seed, mixup, distill }: Pick<TrainOptions, 'seed' | 'mixup' | 'distill'>,
  run: RunOptions = {},
): Promise<TrainObjective> {
  if (mixup === undefined && !distill) return { at: () => PLAIN, settle: async () => {}, dispose: () => {} };
  const teacher = distill && toDeviceModel(distill.teacher);
  const refined = distill?.labelRate !== undefined;
  const pseudo =
    teacher && refined ? (await readSplitLogits(device, teacher, split, split.count, run)).logits : undefined;
  let last: { readonly indices: Uint32Array; readonly logits: tf.Tensor } | undefined;
  const forget = () => {
    tf.dispose(last?.logits ?? []);
    last = undefined;
  };

  return {
    at: (step, indices) => ({
      begin(images, labels) {
        const mixing = mixup === undefined ? undefined : drawMixing(mixup, indices.length, seed, step);
        const mixed = mixing ? buildMixed(images, mixing) : images;
        const soft = teacher && buildTeacherLogits(teacher, mixed, pseudo, indices, split);
        return {
          images: mixed,
          buildLoss(logits) {
            const hard = tf.cast(tf.oneHot(labels, logits.shape[1]), 'float32') as tf.Tensor2D;
            const truths = mixing ? buildMixed(hard, mixing) : hard;
            if (!soft || !distill) return buildCrossEntropy(logits, truths);
            if (pseudo) last = { indices: indices.slice(), logits: tf.keep(tf.clone(logits)) };
            return buildDistillation(logits, truths, soft, distill);
          },
        };
      },
    }),
    async settle() {
      if (!pseudo || !last || distill?.labelRate === undefined) return;
      const logits = await device.read(last.logits);
      refineLabels(pseudo, last.indices, logits, { ...distill, learningRate: distill.labelRate });
      forget();
    },
    dispose: forget,
  };
}
