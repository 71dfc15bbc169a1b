import * as tf from '@tensorflow/tfjs-core';
import { randomBeta } from 'd3';
import { createRandom, deriveSeed, shuffleInPlace } from '../../base/random.ts';

/** How the images of a batch are mixed in pairs. */
export interface Mixing {
  /** Share of the first image of a pair, ½…1. */
  readonly share: number;
  /** The partner of each image, by its place in the batch. */
  readonly partners: Uint32Array;
}

/**
 * Draws how a batch is mixed: λ ~ Beta(α, α) once, partners by a shuffle (Zhang et al. 2018, eq. 1). Of λ and 1 − λ the
 * larger is taken, which changes no pair's chance, so that each image's own label has the larger share.
 */
export function drawMixing(alpha: number, count: number, seed: number, step: number): Mixing {
  const random = createRandom(deriveSeed(seed, 'mixup', step));
  const drawn = randomBeta.source(random.uniform)(alpha, alpha)();
  const partners = Uint32Array.from({ length: count }, (_, place) => place);
  shuffleInPlace(partners, random);
  return { share: Math.max(drawn, 1 - drawn), partners };
}

/** λ · x + (1 − λ) · x[partners] along the first axis. Inside `tf.tidy`. */
export function buildMixed<T extends tf.Tensor>(x: T, { share, partners }: Mixing): T {
  const other = tf.gather(x, tf.tensor1d(Int32Array.from(partners), 'int32'));
  return tf.add(tf.mul(x, share), tf.mul(other, 1 - share)) as T;
}
