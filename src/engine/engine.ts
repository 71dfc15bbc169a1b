import type { Progress } from '../base/progress.ts';
import type { ImageBatch, ImageSplit } from '../data/dataset.ts';
import type { Conv2dNode, DenseNode, NetworkSpec } from '../network/spec.ts';
import type { Masks, WeightArray, Weights } from '../network/weights.ts';
import type { DistributedOptions } from './distributed/gradientExchange.ts';
import type { ObservedActivation, ObserveOptions } from './observedActivation.ts';

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
  /** What pulls weights towards 0: see `penaltyOf`. */
  readonly regularizer: {
    readonly l1: number;
    readonly l2: number;
    /** L1 of the scales γ of batch normalisations. */
    readonly slimming?: number;
    /** Group lasso of filters and neurons. */
    readonly groupLasso?: number;
  };
  /** α of the Beta distribution by which the images of a batch are mixed in pairs. */
  readonly mixup?: number | undefined;
  readonly distill?: Distillation | undefined;
}

/** Training towards the logits of another network as well as the labels. */
export interface Distillation {
  /** Of the same engine; stays the caller's. */
  readonly teacher: Model;
  /** What logits are divided by, above 0. */
  readonly temperature: number;
  /** Share of the teacher's part in the loss, 0…1. */
  readonly weight: number;
  /** The learning rate at which the teacher's logits are trained along; they stay as they are where absent. */
  readonly labelRate?: number | undefined;
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

/** Work that is done on the model after every so many batches, the optimizer's memory kept: new masks, say. */
export interface TrainInterruption {
  readonly every: number;
  /** Told how many batches are done. */
  work(done: number): Promise<void>;
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

export interface CollectGradientsOptions {
  /** What logits are divided by; 1 where absent. */
  readonly temperature?: number;
  /** True for the mean over images of the squares of each image's own gradient. */
  readonly squared?: boolean;
  /** First image; 0 where absent. */
  readonly from?: number;
}

/**
 * What can be collected of an activation, for each channel. With a its outputs and ℓ an image's own cross-entropy:
 *
 * - `zeros`: share of outputs that are exactly 0, 0…1 (Hu et al. 2016, eq. 1)
 * - `mean`: mean over images and positions of a
 * - `rank`: mean over images of the rank of the map h × w (Lin et al. 2020, eq. 5), numerical as
 *   torch.linalg.matrix_rank; of a vector's unit 1 where it is not 0
 * - `taylor`: mean over images of |mean over positions of a · ∂ℓ/∂a| (Molchanov et al. 2017, eq. 8)
 * - `taylorAbs`: mean over images and positions of |a · ∂ℓ/∂a|, as its authors' later code has it
 */
export const ACTIVATION_KINDS = ['zeros', 'mean', 'rank', 'taylor', 'taylorAbs'] as const;
export type ActivationKind = (typeof ACTIVATION_KINDS)[number];

/** Statistics of what one node put out for some images. */
export interface ActivationStatistics<K extends ActivationKind = ActivationKind> {
  readonly node: string;
  /** `[channels]` of each kind that was asked for. */
  readonly channels: Readonly<Record<K, Float64Array>>;
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

export interface CorrectCount {
  readonly correct: number;
  readonly images: number;
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
  /**
   * How many images are classified correctly: the number that `evaluate` gives, sooner where one layer's weight changes
   * little from one call to the next. The arrays given are kept, and must stay as they are.
   */
  countCorrect(changed: Weights, range?: ProbeRange): Promise<CorrectCount>;
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

/** A convolution or dense layer alone, on a batch of random images of its input's shape. */
export interface LayerSample {
  readonly node: Conv2dNode | DenseNode;
  /** `[batch, h, w, in]` or `[batch, in]`. */
  readonly inputShape: readonly number[];
  readonly weight: WeightArray;
  readonly bias?: WeightArray | undefined;
  /** Of the random images. */
  readonly seed: number;
}

export interface SparseTimingOptions {
  /** Rounds before the clock counts. */
  readonly warmUp: number;
  readonly runs: number;
  /** A pass is repeated until a run lasts so long: clocks of browsers are coarse. */
  readonly leastRunMs: number;
}

/** Milliseconds of one pass in each run, bias included and without an activation. */
export interface SparseTimes {
  /** The ordinary layer. */
  readonly dense: Float64Array;
  /** A call that lays the weight out, as the ordinary layer does in every pass. */
  readonly densePacking: Float64Array;
  /** One for each mask: the layer with the sparse weight, which is laid out before. */
  readonly sparse: readonly Float64Array[];
  /** A call that lays the input out, as each sparse pass does; 0 where it is read as it is. */
  readonly sparseLayout: Float64Array;
  /** A call that does next to nothing: what calling costs, in each of the times above. */
  readonly emptyCall: Float64Array;
}

/** The one door to tfjs. All methods are safe to call while another awaits, on different models. */
export interface Engine {
  readonly backend: BackendReport;
  createModel(spec: NetworkSpec, weights: Weights, masks: Masks): Model;
  train(
    model: Model,
    split: ImageSplit,
    options: TrainOptions,
    run?: {
      signal?: AbortSignal;
      control?: TrainControl;
      onTick?: (tick: TrainTick) => void;
      interruption?: TrainInterruption;
    },
  ): Promise<TrainResult>;
  /**
   * Puts the moments of the first `images` images in place of a model's running statistics: those of batches of
   * `batchSize`, averaged with equal weights. Masks hold.
   */
  recalibrate(
    model: Model,
    split: ImageSplit,
    options: { readonly images: number; readonly batchSize: number; readonly seed: number },
    run?: RunOptions,
  ): Promise<void>;
  /**
   * Trains a model in place by simulated workers, each on its part of every batch, that exchange their gradients as
   * `options.exchange` does; by SGD, with or without momentum.
   *
   * Throws `step-impossible` for another optimizer or fewer images than workers; else as `train`.
   */
  trainDistributed(
    model: Model,
    split: ImageSplit,
    options: DistributedOptions,
    run?: Parameters<Engine['train']>[3],
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
  /**
   * Counts, as `countZeros` does, the outputs whose magnitude is at most the limit of their node (0 or above, rounded to
   * single precision), by name of the node.
   */
  countNearZeros(
    model: Model,
    split: ImageSplit,
    count: number,
    limits: ReadonlyMap<string, number>,
    run?: RunOptions,
  ): Promise<readonly ZeroCount[]>;
  /**
   * What some nodes put out for the first `count` images of a split, in evaluation mode: counts, moments, and for each
   * channel the images that wake it most.
   *
   * Throws `step-impossible` without an image, `invalid-network` for an unknown node, `not-a-number`.
   */
  observeActivations(
    model: Model,
    split: ImageSplit,
    count: number,
    nodes: readonly string[],
    options: ObserveOptions,
    run?: RunOptions,
  ): Promise<readonly ObservedActivation[]>;
  /**
   * The gradient of the mean cross-entropy over `count` images of a split, by weight, in evaluation mode: of all weights
   * that training changes, the pruned ones included. With `squared` the diagonal of the empirical Fisher information,
   * which takes a pass for each image.
   *
   * Throws `step-impossible` without an image, `not-a-number`.
   */
  collectGradients(
    model: Model,
    split: ImageSplit,
    count: number,
    options: CollectGradientsOptions,
    run?: RunOptions,
  ): Promise<ReadonlyMap<string, Float32Array>>;
  /**
   * Statistics of what some nodes put out for the first `count` images of a split, in evaluation mode and in one pass; only
   * the kinds that are named.
   *
   * Throws `step-impossible` without an image, `invalid-network` for an unknown node, `not-a-number` for ranks of what is none.
   */
  collectActivations<K extends ActivationKind>(
    model: Model,
    split: ImageSplit,
    count: number,
    nodes: readonly string[],
    kinds: readonly K[],
    run?: RunOptions,
  ): Promise<readonly ActivationStatistics<K>[]>;
  /**
   * Synaptic flow of the weights of all layers, by weight: θ ⊙ ∂R/∂θ ≥ 0, with R the sum of the logits for one image of
   * ones where weights and γ are absolute, activations the identity, biases, β and running means 0 (Tanaka et al. 2020,
   * eq. 1 and 2). 0 for pruned ones.
   *
   * Throws `not-a-number` where the flow is out of the range of single precision.
   */
  collectSynapticFlow(model: Model): Promise<ReadonlyMap<string, Float32Array>>;
  /** Milliseconds of each of `runs` forward passes of `batchSize` images after `warmUp` unrecorded ones, models interleaved. */
  measureLatency(
    models: readonly Model[],
    images: ImageBatch,
    options: { readonly warmUp: number; readonly runs: number },
    run?: RunOptions,
  ): Promise<readonly Float64Array[]>;
  /**
   * Times a layer with dense and, for each mask (all kept where undefined), with sparse arithmetic, all in turns within
   * every run. On wasm alone: no other backend has kernels for it.
   *
   * Throws `step-impossible` on another backend.
   */
  measureSparseLayer(
    sample: LayerSample,
    masks: readonly (Uint8Array | undefined)[],
    options: SparseTimingOptions,
    run?: RunOptions,
  ): Promise<SparseTimes>;
  /** Tensors alive, for leak checks. */
  tensorCount(): number;
  dispose(): void;
}
