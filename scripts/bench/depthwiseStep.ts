import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../src/base/random.ts';
import { DESCEND } from '../../src/engine/kernels/descend.ts';
import { buildConv2d, buildDense, buildDepthwiseConv2d } from '../../src/engine/layers.ts';
import { buildCrossEntropy } from '../../src/engine/objectives/crossEntropy.ts';
import { OPTIMIZER_RULES } from '../../src/engine/optimizers.ts';
import { runKernel } from '../../src/engine/runKernel.ts';
import { ADAM, measureMedianMs, type NetTimes } from './measureSteps.ts';
import { DEPTHWISE_NET } from './nets.ts';

/** Weight shapes in the order of `buildLogits`, each with its bias behind it. */
function listShapes(): number[][] {
  const { stem, blocks, size } = DEPTHWISE_NET;
  const shapes = [[3, 3, 3, stem], [stem]];
  let channels: number = stem;
  for (const out of blocks) {
    shapes.push([3, 3, channels, 1], [channels], [1, 1, channels, out], [out]);
    channels = out;
  }
  // Pooled once and then halved by the stride of the last block.
  return [...shapes, [(size / 4) ** 2 * channels, 10], [10]];
}

function buildLogits(images: tf.Tensor, weights: readonly tf.Tensor[]): tf.Tensor2D {
  const same = { padding: 'same', activation: 'relu' } as const;
  const stem = buildConv2d(images, weights[0]!, weights[1]!, { ...same, stride: 1 });
  let x: tf.Tensor = tf.maxPool(stem as tf.Tensor4D, 2, 2, 'valid');
  for (let block = 0; block < DEPTHWISE_NET.blocks.length; block++) {
    const [depthwise, depthwiseBias, pointwise, pointwiseBias] = weights.slice(2 + 4 * block);
    x = buildDepthwiseConv2d(x, depthwise!, depthwiseBias!, { ...same, stride: block + 1 });
    x = buildConv2d(x, pointwise!, pointwiseBias!, { ...same, stride: 1 });
  }
  const [dense, bias] = weights.slice(-2);
  return buildDense(tf.reshape(x, [x.shape[0]!, -1]), dense!, bias!, 'linear') as tf.Tensor2D;
}

function descend(weight: tf.Tensor, gradient: tf.Tensor, slots: tf.Tensor[], step: number): tf.Tensor {
  if (tf.getKernel(DESCEND, tf.getBackend())) {
    const attrs = { optimizer: ADAM, learningRate: 1e-3, step, l2: 0, l1: 0 };
    return runKernel(DESCEND, { weight, gradient, slot0: slots[0]!, slot1: slots[1]! }, attrs);
  }
  const updated = OPTIMIZER_RULES.adam.build(ADAM, { weight, gradient, slots, learningRate: 1e-3, step });
  for (const [index, slot] of updated.slots.entries()) {
    slots[index]!.dispose();
    slots[index] = tf.keep(slot);
  }
  return updated.weight;
}

/** The depthwise network on the current backend; it is no network of the lab yet, so its step is spelt out here. */
export async function measureDepthwise(seconds: number): Promise<NetTimes> {
  const { batch, size } = DEPTHWISE_NET;
  const random = createRandom(1);
  const draw = (shape: number[], scale: number) =>
    tf.tensor(
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => scale * random.normal()),
      shape,
    );
  const weights = listShapes().map((shape) => draw(shape, 0.05));
  const slots = weights.map((weight) => [tf.zerosLike(weight), tf.zerosLike(weight)]);
  const images = draw([batch, size, size, 3], 1);
  const truths = tf.oneHot(
    tf.tensor1d(
      Array.from({ length: batch }, (_, index) => index % 10),
      'int32',
    ),
    10,
  ) as tf.Tensor2D;
  let step = 0;
  const stepMs = await measureMedianMs(async () => {
    step++;
    const loss = tf.tidy(() => {
      const computeLoss = () => buildCrossEntropy(buildLogits(images, weights), truths);
      const { value, grads } = tf.engine().gradients<tf.Tensor>(computeLoss, weights);
      for (const [index, gradient] of grads.entries()) {
        const updated = tf.keep(descend(weights[index]!, gradient, slots[index]!, step));
        weights[index]!.dispose();
        weights[index] = updated;
      }
      return value;
    });
    await loss.data();
    loss.dispose();
  }, seconds);
  const inferenceMs = await measureMedianMs(async () => {
    const logits = tf.tidy(() => buildLogits(images, weights));
    await logits.data();
    logits.dispose();
  }, seconds / 2);
  tf.dispose([...weights, ...slots.flat(), images, truths]);
  return { stepMs, inferenceMs };
}
