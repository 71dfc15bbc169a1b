/**
 * One weight tensor in the engine's memory order.
 *
 * conv2d `X.weight` is `[kernelH, kernelW, in, out]`, dense `X.weight` is `[in, out]`, `X.bias` is `[out]`.
 * The rows of a dense layer behind a flatten run over `(h, w, c)`, c fastest.
 */
export interface WeightArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** All weights of a network by name (`conv1.weight`, `conv1.bias`); never changed in place once in a snapshot. */
export type Weights = Readonly<Record<string, WeightArray>>;

/** Which weights are kept, by the names and in the memory order of `Weights`: 1 keep, 0 pruned. A missing name keeps all. */
export type Masks = Readonly<Record<string, Uint8Array>>;
