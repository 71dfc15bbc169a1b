import type { Progress } from '../base/progress.ts';
import type { ImageBatch, ImageSplit } from '../data/dataset.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';

export const BACKEND_NAMES = ['webgl', 'wasm', 'webgpu', 'cpu'] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];

/** Which backend computes, and why: what the badge in the top bar shows. */
export interface BackendReport {
  readonly name: BackendName;
  /** The device as it names itself (WebGL renderer string, `2 threads, SIMD`, …). */
  readonly device: string;
  readonly software: boolean;
  readonly threads: number;
  /** `requested` (by the person), `fastest` (won the probe), `only` (nothing else passed). */
  readonly reason: 'requested' | 'fastest' | 'only';
  /** One entry for each backend looked at. */
  readonly candidates: readonly BackendCandidate[];
}

export interface BackendCandidate {
  readonly name: BackendName;
  readonly outcome: 'chosen' | 'passed' | 'failed' | 'unavailable' | 'skipped';
  /** Median milliseconds of the probe's training step; absent where it was not measured. */
  readonly probeMs?: number;
  /** Why it failed or was skipped, for the tooltip. */
  readonly message?: string;
}

/** A step of gradient descent, as a recipe spells it; defaults are exported by `recipe/`. */
export interface OptimizerConfig {
  readonly kind: 'sgd' | 'momentum' | 'nesterov' | 'adam';
  /** For momentum and nesterov; 0 to below 1. */
  readonly momentum: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Added to the gradient as `weightDecay · w`, on weights and not on biases. */
  readonly weightDecay: number;
}

export type LearningRateSchedule =
  | { readonly kind: 'constant' }
  /** Multiplies by `factor` at each of these shares of the run. */
  | { readonly kind: 'step'; readonly at: readonly number[]; readonly factor: number }
  | { readonly kind: 'cosine' };

export interface TrainOptions {
  readonly seed: number;
  readonly batchSize: number;
  /** Batches in all. */
  readonly steps: number;
  readonly optimizer: OptimizerConfig;
  readonly learningRate: number;
  readonly schedule: LearningRateSchedule;
  /** Added to the gradient as `l1 · sign(w) + l2 · w`, on weights and not on biases. */
  readonly regularizer: { readonly l1: number; readonly l2: number };
}

/** A point of the curves. */
export interface TrainTick extends Progress {
  readonly epoch: number;
  /** Cross-entropy and share correct over the batches since the last point of the curve. */
  readonly loss: number;
  readonly accuracy: number;
  readonly imagesPerSecond: number;
  readonly learningRate: number;
}

/** Commands a person gives to a running training. */
export interface TrainControl {
  /** Resolves when the loop may run its next batch: at once while playing, later while paused; false ends the training here. */
  next(): Promise<boolean>;
}

export interface TrainResult {
  /** Batches that really ran; fewer than asked when ended early. */
  readonly steps: number;
  /** The curve: the same batches each time, however quick the machine. */
  readonly ticks: readonly TrainTick[];
  readonly seconds: number;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Evaluation {
  readonly count: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** Share correct, 0…1. */
  readonly accuracy: number;
  /** Share correct of each class; NaN-free: 0 where the class has no image. */
  readonly perClassAccuracy: readonly number[];
  /** `[classes × classes]`, row = truth, column = prediction. */
  readonly confusion: Uint32Array;
  /** Predicted class of each image. */
  readonly predictions: Uint8Array;
}

/** What one node put out for some images. */
export interface CapturedActivation {
  readonly node: string;
  /** With the batch axis: `[count, h, w, c]` or `[count, units]`. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Exact zeros a node put out, counted per channel or unit over all images and positions. */
export interface ZeroCount {
  readonly node: string;
  /** `[channels]`: how many outputs were exactly 0. */
  readonly zeros: Float64Array;
  /** Outputs looked at per channel: images × positions. */
  readonly observed: number;
}

/** Weights on the device with masks that hold through training. Owns its tensors until `dispose`. */
export interface Model {
  readonly spec: NetworkSpec;
  /** Copies the weights back; masked ones are exactly 0. */
  readWeights(): Promise<Weights>;
  /** Replaces the values of the named weights only (masks stay and are applied). */
  writeWeights(weights: Weights): void;
  /** Replaces all masks and applies them; weights that were zeroed before stay zero. */
  setMasks(masks: Masks): void;
  dispose(): void;
}

/** Some chunks of a probe, `from` to below `to`; all where absent. Cancelled between two of them. */
export interface ProbeRange {
  readonly from?: number;
  readonly to?: number;
  readonly signal?: AbortSignal;
}

/**
 * A network on the first images of a split, evaluated again and again with some weights in place of its own; computes
 * only what these change. Owns its tensors until `dispose`.
 */
export interface Probe {
  /** Images of each chunk: what is computed in one go. */
  readonly chunks: readonly number[];
  /** Logits `[images of the chunks, classes]` with `changed` in place of the network's own weights of these names. */
  predict(changed: Weights, range?: ProbeRange): Promise<Float32Array>;
  evaluate(changed: Weights, range?: ProbeRange): Promise<Evaluation>;
  dispose(): void;
}

/**
 * Values of nodes that unchanged weights give for some images, shared by all probes opened on it. A value is found by
 * what determines it: the nodes and weights it is computed from, the split and the range of images.
 *
 * Owns its tensors until `dispose`; bounded in bytes.
 */
export interface PrefixCache {
  /** Opens a probe on the first `images` images of a split (all where there are fewer). */
  openProbe(spec: NetworkSpec, weights: Weights, split: ImageSplit, images: number): Probe;
  dispose(): void;
}

/** The one door to tfjs. All methods are safe to call while another awaits, on different models. */
export interface Engine {
  readonly backend: BackendReport;
  createModel(spec: NetworkSpec, weights: Weights, masks: Masks): Model;
  train(
    model: Model,
    split: ImageSplit,
    options: TrainOptions,
    run?: { signal?: AbortSignal; control?: TrainControl; onTick?: (tick: TrainTick) => void },
  ): Promise<TrainResult>;
  /** Evaluates the first `count` images of a split (all where undefined), in evaluation mode. */
  evaluate(model: Model, split: ImageSplit, count?: number, run?: RunOptions): Promise<Evaluation>;
  /** Opens a cache that holds at most `maxBytes` (128 MiB where absent). */
  createPrefixCache(maxBytes?: number): PrefixCache;
  /** Logits `[count, classes]` of some images. */
  predict(model: Model, images: ImageBatch): Promise<Float32Array>;
  capture(model: Model, images: ImageBatch, nodes: readonly string[]): Promise<readonly CapturedActivation[]>;
  countZeros(
    model: Model,
    split: ImageSplit,
    count: number,
    nodes: readonly string[],
    run?: RunOptions,
  ): Promise<readonly ZeroCount[]>;
  /** Milliseconds of each of `runs` forward passes of `batchSize` images after `warmUp` unrecorded ones, models interleaved. */
  measureLatency(
    models: readonly Model[],
    images: ImageBatch,
    options: { readonly warmUp: number; readonly runs: number },
    run?: RunOptions,
  ): Promise<readonly Float64Array[]>;
  /** Tensors alive, for leak checks. */
  tensorCount(): number;
  dispose(): void;
}
