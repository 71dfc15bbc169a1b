import * as tf from '@tensorflow/tfjs-core';
import type { Conv2dNode, DenseNode, NodeSpec, Padding } from '../network/spec.ts';
import { mayBeRough } from './kernels/winograd.ts';
import { runKernel } from './runKernel.ts';

/** What is computed in one pass with a layer. */
export type FusedActivation = 'linear' | 'relu';

export interface Conv2dOptions {
  readonly stride: number;
  readonly padding: Padding;
  readonly activation: FusedActivation;
  /** True where rounding may be ten times as coarse, if that is quicker. */
  readonly rough?: boolean;
}

const named = (bias: tf.Tensor | undefined) => (bias ? { bias } : {});

/** Padding as kernels take it. Of a plain number they believe that it stands for a square filter, so all sides are named. */
export function toPad(padding: Padding) {
  if (typeof padding !== 'number') return padding;
  const around = [padding, padding];
  return [[0, 0], around, around, [0, 0]];
}

function buildConvolution(
  kernelName: 'FusedConv2D' | 'FusedDepthwiseConv2D',
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor | undefined,
  { stride, padding, activation, rough = false }: Conv2dOptions,
): tf.Tensor {
  return runKernel(
    kernelName,
    { x, filter, ...named(bias) },
    {
      strides: [stride, stride],
      pad: toPad(padding),
      dataFormat: 'NHWC',
      dilations: [1, 1],
      activation,
      rough,
    },
  );
}

/** act(conv(x, filter) + bias): x `[n, h, w, in]`, filter `[kernelH, kernelW, in, out]`, bias `[out]`. */
export function buildConv2d(
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor | undefined,
  options: Conv2dOptions,
): tf.Tensor {
  return buildConvolution('FusedConv2D', x, filter, bias, options);
}

/** True where `rough` may change what a layer gives on the current backend. */
export function canBeRough(node: NodeSpec): boolean {
  return node.kind === 'conv2d' && mayBeRough(node.kernelSize, node.stride) && tf.getBackend() === 'wasm';
}

/** act(depthwise conv(x, filter) + bias), one filter per channel: x `[n, h, w, c]`, filter `[kernelH, kernelW, c, 1]`, bias `[c]`. */
export function buildDepthwiseConv2d(
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor | undefined,
  options: Conv2dOptions,
): tf.Tensor {
  return buildConvolution('FusedDepthwiseConv2D', x, filter, bias, options);
}

/** act(x · weight + bias): x `[n, in]`, weight `[in, out]`, bias `[out]`. */
export function buildDense(
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor | undefined,
  activation: FusedActivation,
): tf.Tensor {
  const attrs = { transposeA: false, transposeB: false, activation };
  return runKernel('_FusedMatMul', { a: x, b: weight, ...named(bias) }, attrs);
}

/** How a layer's window moves, without an activation; a dense layer is a convolution of 1×1. */
export function linearWindowOf(node: Conv2dNode | DenseNode): Conv2dOptions {
  const { stride, padding } = node.kind === 'conv2d' ? node : ({ stride: 1, padding: 'valid' } as const);
  return { stride, padding, activation: 'linear' };
}

/** A layer's values before any activation: x `[n, h, w, in]` or `[n, in]`. */
export function buildLinear(
  node: Conv2dNode | DenseNode,
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor | undefined,
): tf.Tensor {
  if (node.kind === 'conv2d') return buildConv2d(x, weight, bias, linearWindowOf(node));
  return buildDense(x, weight, bias, 'linear');
}
