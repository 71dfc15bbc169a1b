import * as tf from '@tensorflow/tfjs-core';
import type { Conv2dNode, DenseNode } from '../network/spec.ts';
import type { WeightArray } from '../network/weights.ts';
import {
  buildSparseLayer,
  createSparseDifference,
  hasSparseLayers,
  type SparseWeight,
} from './kernels/sparseOps.ts';
import { buildLinear, linearWindowOf } from './layers.ts';

/** A layer on one chunk of images: what it reads, and the weights it is to be computed with. */
export interface LayerInput {
  /** Names the values: equal for equal layers on equal images, of which there are always 16 or more (see `planLanes`). */
  readonly key: string;
  readonly node: Conv2dNode | DenseNode;
  readonly x: tf.Tensor;
  readonly weight: WeightArray;
  readonly weightTensor: tf.Tensor;
  readonly bias: tf.Tensor | undefined;
}

interface Sums {
  readonly tensor: tf.Tensor;
  /** The weight they are of. */
  readonly values: Float32Array;
  /** Steps since they were computed as a whole. */
  readonly moves: number;
  /** The largest sum of magnitudes that a weight had since then: what rounding left in them grows with it. */
  readonly magnitude: number;
}

interface Difference {
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly weight: SparseWeight | undefined;
}

const DEFAULT_BYTES = 96 * 2 ** 20;
/** Steps after which sums are computed as a whole again: each leaves an error of rounding in them. */
const MOST_MOVES = 12;
/** Sums of a weight smaller than this share of one before are computed as a whole: little else than rounding would be left. */
const LEAST_MAGNITUDE = 1 / 8;
/** What adding one output to another costs, in multiply-accumulates. */
const ADDING = 20;
/** What a multiply-accumulate of a sparse weight costs, in those of a dense one. */
const SPARSE_COST = 1.3;
/** Of a layer of which no more than this may differ nothing is gained. */
const LEAST_SHARE = 0.3;

/** The share of a weight `[…, in, out]` that may differ for moving to be quicker than computing the layer as a whole. */
function worthwhileShareOf({ values, shape }: WeightArray): number {
  const depth = values.length / shape.at(-1)!;
  return (depth - ADDING) / (SPARSE_COST * depth);
}

/** True where sums of a layer with such a weight are moved sooner than computed as a whole, on the current backend. */
export function areMovable(weight: WeightArray): boolean {
  return hasSparseLayers() && worthwhileShareOf(weight) >= LEAST_SHARE;
}

/**
 * A layer's sums (its values before the activation) for one weight after another, moved from the last weight to the
 * next by what differs between them: layer(x, W′) = layer(x, W) + layer(x, W′ − W), with a sparse difference. Equal to
 * what the layer itself gives but for rounding.
 *
 * Owns its tensors until `dispose`; bounded in bytes. For weights that are `areMovable`.
 */
export class MovingSums {
  private readonly held = new Map<string, Sums>();
  private readonly maxBytes: number;
  private bytes = 0;
  private last: Difference | undefined;
  private readonly magnitudes = new WeakMap<Float32Array, number>();

  constructor(maxBytes: number = DEFAULT_BYTES) {
    this.maxBytes = maxBytes;
  }

  /** The sums, which stay its own. Inside `tf.tidy`. */
  build(input: LayerInput): tf.Tensor {
    const { key, weight } = input;
    const before = this.held.get(key);
    const moved = before && this.move(before, input);
    const tensor = moved ?? buildLinear(input.node, input.x, input.weightTensor, input.bias);
    if (before) this.release(key, before);
    const bytes = 4 * tensor.size;
    if (this.bytes + bytes > this.maxBytes) return tensor;
    this.bytes += bytes;
    const magnitude = this.magnitudeOf(weight.values);
    this.held.set(key, {
      tensor: tf.keep(tensor),
      values: weight.values,
      moves: moved ? before!.moves + 1 : 0,
      magnitude: moved ? Math.max(before!.magnitude, magnitude) : magnitude,
    });
    return tensor;
  }

  dispose(): void {
    for (const [key, sums] of this.held) this.release(key, sums);
    this.forgetDifference();
  }

  private move(before: Sums, input: LayerInput): tf.Tensor | undefined {
    if (before.moves === MOST_MOVES) return undefined;
    if (!(this.magnitudeOf(input.weight.values) > LEAST_MAGNITUDE * before.magnitude)) return undefined;
    const difference = this.findDifference(before.values, input);
    if (!difference) return undefined;
    const moves = buildSparseLayer(input.x, difference, undefined, linearWindowOf(input.node));
    return tf.add(before.tensor, moves);
  }

  /** The same difference serves all chunks that are at the same weight. */
  private findDifference(from: Float32Array, { node, x, weight }: LayerInput): SparseWeight | undefined {
    const to = weight.values;
    if (this.last?.from === from && this.last.to === to) return this.last.weight;
    this.forgetDifference();
    const most = to.length * worthwhileShareOf(weight);
    const made = createSparseDifference(from, weight, most, x.shape, linearWindowOf(node));
    for (const tensor of Object.values(made?.tensors ?? {})) tf.keep(tensor);
    this.last = { from, to, weight: made };
    return made;
  }

  private magnitudeOf(values: Float32Array): number {
    const known = this.magnitudes.get(values);
    if (known !== undefined) return known;
    let sum = 0;
    for (let index = 0; index < values.length; index++) sum += Math.abs(values[index]!);
    this.magnitudes.set(values, sum);
    return sum;
  }

  private forgetDifference(): void {
    tf.dispose(Object.values(this.last?.weight?.tensors ?? {}));
    this.last = undefined;
  }

  private release(key: string, { tensor }: Sums): void {
    this.held.delete(key);
    this.bytes -= 4 * tensor.size;
    tensor.dispose();
  }
}
