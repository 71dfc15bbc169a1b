import * as tf from '@tensorflow/tfjs-core';

/** Runs a kernel that tfjs exports no function for. */
export function runKernel<T = tf.Tensor>(
  name: string,
  inputs: Readonly<Record<string, tf.Tensor>>,
  attrs: Readonly<Record<string, unknown>>,
): T {
  return tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as unknown as T;
}
