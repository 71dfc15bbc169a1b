import * as tf from '@tensorflow/tfjs-core';
import type { WeightArray } from '../../network/weights.ts';
import { type Conv2dOptions, toPad } from '../layers.ts';
import { runKernel } from '../runKernel.ts';
import { listLaneColumns, planLanes } from './sparseLanes.ts';
import { layerInfoOf, SPARSE_LAYER } from './sparseLayer.ts';
import { type SparseMatrix, toSparseDifference, toSparseMatrix } from './sparseMatrix.ts';

/** A weight as the sparse kernel reads it, for one shape of input. */
export interface SparseWeight {
  readonly shape: readonly number[];
  readonly tensors: Readonly<Record<'rowStarts' | 'columns' | 'values', tf.Tensor>>;
}

type Window = Pick<Conv2dOptions, 'stride' | 'padding'>;

/** True where the current backend computes layers with sparse weights. */
export const hasSparseLayers = () => tf.getKernel(SPARSE_LAYER, tf.getBackend()) !== undefined;

function windowAttrs({ stride, padding }: Window, weightShape: readonly number[]) {
  return { strides: [stride, stride], pad: toPad(padding), weightShape: [...weightShape] };
}

/** No tensor of the backend may be empty. */
const orZero = <T extends Int32Array | Float32Array>(values: T, zero: T) =>
  values.length > 0 ? values : zero;

/**
 * Makes the sparse form of a convolution's or dense layer's weight for inputs `[images, …]`: what the mask (all where
 * undefined) keeps. The tensors are the caller's. wasm only.
 */
export function createSparseWeight(
  { shape, values }: WeightArray,
  mask: Uint8Array | undefined,
  inputShape: readonly number[],
  window: Window,
): SparseWeight {
  const matrix = toSparseMatrix(values, mask, shape.at(-1)!, listColumns(shape, inputShape, window));
  return toTensors(shape, matrix);
}

/**
 * Makes the sparse form of what is to be added to one weight to get another; undefined where more than `most` of the
 * values differ, or one is no number. Else as `createSparseWeight`.
 */
export function createSparseDifference(
  from: Float32Array,
  { shape, values }: WeightArray,
  most: number,
  inputShape: readonly number[],
  window: Window,
): SparseWeight | undefined {
  const columns = listColumns(shape, inputShape, window);
  const matrix = toSparseDifference(from, values, shape.at(-1)!, columns, most);
  return matrix && toTensors(shape, matrix);
}

function listColumns(shape: readonly number[], inputShape: readonly number[], window: Window): Int32Array {
  const info = layerInfoOf(inputShape, shape, windowAttrs(window, shape));
  return listLaneColumns(info, planLanes(info));
}

function toTensors(shape: readonly number[], { rowStarts, columns, values }: SparseMatrix): SparseWeight {
  return {
    shape,
    tensors: {
      rowStarts: tf.tensor1d(rowStarts, 'int32'),
      columns: tf.tensor1d(orZero(columns, new Int32Array(1)), 'int32'),
      values: tf.tensor1d(orZero(values, new Float32Array(1)), 'float32'),
    },
  };
}

/** act(layer(x) + bias) with a sparse weight: x `[n, h, w, in]` or `[n, in]`, bias `[out]`. wasm only. */
export function buildSparseLayer(
  x: tf.Tensor,
  { shape, tensors }: SparseWeight,
  bias: tf.Tensor | undefined,
  { activation, ...window }: Conv2dOptions,
): tf.Tensor {
  const attrs = { ...windowAttrs(window, shape), activation };
  return runKernel(SPARSE_LAYER, { x, ...tensors, ...(bias ? { bias } : {}) }, attrs);
}

/** The input of a sparse layer laid out in lanes, or undefined where it is read as it is. wasm only. */
export function buildSparseLanes(
  x: tf.Tensor,
  weightShape: readonly number[],
  window: Window,
): tf.Tensor | undefined {
  const attrs = windowAttrs(window, weightShape);
  if (planLanes(layerInfoOf(x.shape, weightShape, attrs)).kind === 'vector') return undefined;
  return runKernel('SparseLanes', { x }, attrs);
}

/** A weight laid out in panels, as the dense kernels do before they multiply. wasm only. */
export function buildDensePanels(weight: tf.Tensor): tf.Tensor {
  return runKernel('DensePanels', { weight }, {});
}
