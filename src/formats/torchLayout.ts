import { AppError } from '../base/errors.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import type { SafeTensor } from './safetensors.ts';
import { listTorchOrders, type TorchOrder } from './torchOrder.ts';

/**
 * A network's weights as PyTorch's state dict has them: `conv1.weight` `[out, in, kh, kw]`, `fc1.weight` `[out, in]`,
 * the columns of a dense layer behind a flatten in channels-first order.
 */
export function toTorchWeights(spec: NetworkSpec, weights: Weights): Map<string, SafeTensor> {
  return new Map(
    listTorchOrders(spec).map(({ name, torchShape, sources }) => {
      const weight = weights[name];
      if (!weight) throw invalid(`missing weight: ${name}`, name);
      const data = Float32Array.from(sources, (source) => weight.values[source]!);
      return [name, { dtype: 'F32', shape: torchShape, data }];
    }),
  );
}

/** Masks under the names and in the order of `toTorchWeights`, 1 keep, 0 pruned; one for every weight and bias. */
export function toTorchMasks(spec: NetworkSpec, masks: Masks): Map<string, SafeTensor> {
  return new Map(
    listTorchOrders(spec).map(({ name, torchShape, sources }) => {
      const mask = masks[name];
      const data = mask
        ? Uint8Array.from(sources, (source) => mask[source]!)
        : new Uint8Array(sources.length).fill(1);
      return [name, { dtype: 'U8', shape: torchShape, data }];
    }),
  );
}

function invalid(message: string, name: string): AppError {
  return new AppError('invalid-weights', message, { name });
}

function checkNames(orders: readonly TorchOrder[], tensors: ReadonlyMap<string, SafeTensor>): void {
  const expected = orders.map(({ name }) => name);
  const extra = [...tensors.keys()].find((name) => !expected.includes(name));
  if (extra !== undefined) {
    throw invalid(`unknown tensor: ${extra} (expected ${expected.join(', ')})`, extra);
  }
}

function requireTensor(
  { name, torchShape }: TorchOrder,
  tensors: ReadonlyMap<string, SafeTensor>,
  dtype: SafeTensor['dtype'],
): SafeTensor {
  const tensor = tensors.get(name);
  if (!tensor)
    throw invalid(`missing tensor: ${name} (found ${[...tensors.keys()].join(', ') || 'none'})`, name);
  if (tensor.dtype !== dtype) {
    throw invalid(`${name} holds ${tensor.dtype === 'U8' ? 'bytes' : 'floats'} (expected ${dtype})`, name);
  }
  if (tensor.shape.join() !== torchShape.join()) {
    throw invalid(`${name} has the shape [${tensor.shape}] (expected [${torchShape}])`, name);
  }
  return tensor;
}

/**
 * Weights in the engine's order from a PyTorch state dict.
 *
 * Throws `invalid-weights` naming the tensor, what was found and what was expected: names that are missing or too
 * many, other shapes or types, values that are not finite.
 */
export function fromTorchWeights(spec: NetworkSpec, tensors: ReadonlyMap<string, SafeTensor>): Weights {
  const orders = listTorchOrders(spec);
  checkNames(orders, tensors);
  return Object.fromEntries(
    orders.map((order) => {
      const { name, engineShape, sources } = order;
      const { data } = requireTensor(order, tensors, 'F32');
      const values = new Float32Array(data.length);
      for (const [position, source] of sources.entries()) {
        const value = data[position]!;
        if (!Number.isFinite(value))
          throw invalid(`${name}[${position}] is ${value} (expected a finite number)`, name);
        values[source] = value;
      }
      return [name, { shape: engineShape, values }];
    }),
  );
}

/** Masks in the engine's order from those of `toTorchMasks`; throws as fromTorchWeights, and for other values than 0 and 1. */
export function fromTorchMasks(spec: NetworkSpec, tensors: ReadonlyMap<string, SafeTensor>): Masks {
  const orders = listTorchOrders(spec);
  checkNames(orders, tensors);
  return Object.fromEntries(
    orders.map((order) => {
      const { name, sources } = order;
      const { data } = requireTensor(order, tensors, 'U8');
      const mask = new Uint8Array(data.length);
      for (const [position, source] of sources.entries()) {
        const value = data[position]!;
        if (value > 1) throw invalid(`mask ${name}[${position}] is ${value} (expected 0 or 1)`, name);
        mask[source] = value;
      }
      return [name, mask];
    }),
  );
}
