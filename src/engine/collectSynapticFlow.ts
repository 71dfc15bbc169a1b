import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import { listWeights } from '../network/listWeights.ts';
import { isActivation, type NetworkSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';
import { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import { buildForward, inputNodeOf, outputNodeOf } from './forward.ts';
import { imageShapeOf } from './imageBatches.ts';
import { passThrough } from './passThrough.ts';

/** Absolute weights and γ; no biases, no β and no running means. */
function toFlowWeights(spec: NetworkSpec, weights: Weights): Weights {
  return Object.fromEntries(
    listWeights(spec).map(({ name, role, shape }) => {
      const { values } = weights[name]!;
      if (role === 'variance') return [name, { shape, values }];
      const positive = role === 'weight' || role === 'scale';
      return [name, { shape, values: positive ? values.map(Math.abs) : new Float32Array(values.length) }];
    }),
  );
}

/** R, then θ ⊙ ∂R/∂θ of each of the named weights. Inside `tf.tidy`. */
function buildFlow(flow: DeviceModel, names: readonly string[]): tf.Tensor[] {
  const { spec, weightTensors } = flow;
  const ones = tf.ones([1, ...imageShapeOf(spec)]);
  const weights = names.map((name) => weightTensors.get(name)!);
  // Of a vector the engine takes the gradient of the sum.
  const { value, grads } = tf.engine().gradients(() => {
    return buildForward(spec, weightTensors, new Map([[inputNodeOf(spec), ones]]), [outputNodeOf(spec)])[0]!;
  }, weights);
  return [tf.sum(value), ...weights.map((weight, index) => tf.mul(weight, grads[index]!))];
}

/**
 * θ ⊙ ∂R/∂θ of the weights of all layers, with R = 1ᵀ Π|θ| 1, the sum of the logits of the network of absolute weights for
 * one image of ones (Tanaka et al. 2020, eq. 1 and 2).
 */
export async function collectSynapticFlow(
  device: DeviceReader,
  model: DeviceModel,
): Promise<ReadonlyMap<string, Float32Array>> {
  const names = model.weightSlots.filter(({ role }) => role === 'weight').map(({ name }) => name);
  const spec = passThrough(model.spec, (node) => isActivation(node) || node.kind === 'dropout');
  const flow = new DeviceModel(device, spec, toFlowWeights(spec, await model.readWeights()), {});
  let tensors: tf.Tensor[] = [];
  try {
    tensors = tf.tidy(() => buildFlow(flow, names));
    const [total, ...scores] = await Promise.all(tensors.map((tensor) => device.read(tensor)));
    // A derivative can be infinite where R is not, and times a weight of 0 not a number.
    if (![total!, ...scores].every((values) => values.every(Number.isFinite))) {
      throw new AppError('not-a-number', `synaptic flow is out of range: R = ${total![0]}`);
    }
    return new Map(names.map((name, index) => [name, scores[index]!]));
  } finally {
    tf.dispose(tensors);
    flow.dispose();
  }
}
