import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import { listWeights, sizeOf, type WeightSlot } from '../network/listWeights.ts';
import type { NetworkSpec, Shape } from '../network/spec.ts';
import type { Masks, WeightArray, Weights } from '../network/weights.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { Model } from './engine.ts';

function toTensor(name: string, { shape, values }: WeightArray, expected: Shape): tf.Tensor {
  if (shape.join() !== expected.join() || values.length !== sizeOf(expected)) {
    throw new AppError(
      'invalid-weights',
      `${name} has shape [${shape}] and ${values.length} values (expected [${expected}])`,
      { name },
    );
  }
  // A copy, because the cpu backend would go on with the caller's own array.
  return tf.tensor(values.slice(), [...shape], 'float32');
}

/** `x` where the mask keeps, exactly 0 (never −0 or NaN) elsewhere. Inside `tf.tidy`. */
export function buildMasked(x: tf.Tensor, keepTensor: tf.Tensor | undefined): tf.Tensor {
  return keepTensor ? tf.where(keepTensor, x, tf.zerosLike(x)) : x;
}

/** A model of the current tfjs backend. */
export class DeviceModel implements Model {
  readonly spec: NetworkSpec;
  /** Its weights, in the order of its nodes. */
  readonly weightSlots: readonly WeightSlot[];
  /** Owned; replaced, never written into: the wasm backend keeps packed copies of a filter by its tensor. */
  private readonly tensors = new Map<string, tf.Tensor>();
  /** Owned, `bool`; a missing name keeps all. */
  private readonly keepTensors = new Map<string, tf.Tensor>();
  private readonly device: DeviceReader;
  private readonly onDispose: (model: DeviceModel) => void;
  private disposed = false;

  constructor(
    device: DeviceReader,
    spec: NetworkSpec,
    weights: Weights,
    masks: Masks,
    onDispose: (model: DeviceModel) => void = () => {},
  ) {
    this.device = device;
    this.spec = spec;
    this.onDispose = onDispose;
    this.weightSlots = listWeights(spec);
    try {
      for (const { name, shape } of this.weightSlots) {
        const weight = weights[name];
        if (!weight) throw new AppError('invalid-weights', `missing weight: ${name}`, { name });
        this.tensors.set(name, toTensor(name, weight, shape));
      }
      this.setMasks(masks);
    } catch (thrown) {
      this.dispose();
      throw thrown;
    }
  }

  /** The tensors as they are now; still owned by the model. */
  get weightTensors(): ReadonlyMap<string, tf.Tensor> {
    if (this.disposed) throw new AppError('unexpected', 'model used after it was disposed');
    return this.tensors;
  }

  maskTensor(name: string): tf.Tensor | undefined {
    return this.keepTensors.get(name);
  }

  /** Takes over a tensor as the new value of a weight and frees the old one. */
  replace(name: string, tensor: tf.Tensor): void {
    tf.dispose(this.tensors.get(name)!);
    this.tensors.set(name, tensor);
  }

  async readWeights(): Promise<Weights> {
    const entries = [...this.weightTensors];
    // All reads start before the first await, so that a dispose in between cannot tear them apart.
    const values = await Promise.all(entries.map(([, tensor]) => this.device.read(tensor)));
    return Object.fromEntries(
      entries.map(([name, tensor], index) => [name, { shape: tensor.shape, values: values[index]! }]),
    );
  }

  writeWeights(weights: Weights): void {
    for (const [name, weight] of Object.entries(weights)) {
      const current = this.weightTensors.get(name);
      if (!current) throw new AppError('invalid-weights', `unknown weight: ${name}`, { name });
      this.replace(
        name,
        tf.tidy(() => buildMasked(toTensor(name, weight, current.shape), this.keepTensors.get(name))),
      );
    }
  }

  setMasks(masks: Masks): void {
    for (const [name, mask] of Object.entries(masks)) {
      const size = this.weightTensors.get(name)?.size;
      if (size !== mask.length) {
        throw new AppError(
          'invalid-weights',
          size === undefined
            ? `mask of an unknown weight: ${name}`
            : `mask of ${name} has ${mask.length} entries (expected ${size})`,
          { name },
        );
      }
    }
    tf.dispose([...this.keepTensors.values()]);
    this.keepTensors.clear();
    for (const [name, mask] of Object.entries(masks)) {
      // A mask that keeps all costs work in every step and changes nothing.
      if (!mask.includes(0)) continue;
      const tensor = this.weightTensors.get(name)!;
      const keepTensor = tf.tensor(mask.slice(), tensor.shape, 'bool');
      this.keepTensors.set(name, keepTensor);
      this.replace(
        name,
        tf.tidy(() => buildMasked(tensor, keepTensor)),
      );
    }
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    tf.dispose([...this.tensors.values(), ...this.keepTensors.values()]);
    this.tensors.clear();
    this.keepTensors.clear();
    this.onDispose(this);
  }
}

/** The engine's own view of a Model; throws for one that another engine made. */
export function toDeviceModel(model: Model): DeviceModel {
  if (model instanceof DeviceModel) return model;
  throw new AppError('unexpected', 'model made by another engine');
}
