/** Forward-pass times of one variant of the net, measured, and what its work alone would let one expect. */
export interface LatencySeries {
  readonly variant: 'dense' | 'masked' | 'compacted';
  /** Multiply-accumulates that the kernels do for one image: masked weights are multiplied too. */
  readonly macs: number;
  /** Milliseconds of one pass of the batch; the median of the runs. */
  readonly medianMs: number;
  /** 10th and 90th percentile. */
  readonly lowMs: number;
  readonly highMs: number;
  /** Timed runs, 20 or more. */
  readonly runs: number;
  /**
   * A prediction, not measured: the dense median × these `macs` over the dense net's, as if time went with
   * multiply-accumulates alone. The measured median itself for `dense`, and the same for `masked`.
   */
  readonly predictedMs: number;
  /** Of `masked` alone: multiply-accumulates for one image whose weight is kept, all that perfect sparse arithmetic does. */
  readonly macsByMask?: number;
  /**
   * Of `masked` alone, a prediction, not measured: the dense median × `macsByMask` over the dense net's `macs`. No
   * kernel of the net works so.
   */
  readonly predictedByMaskMs?: number;
}

/** Measured on this machine: the same net dense, masked and compacted, runs interleaved. */
export interface LatencyReport {
  readonly backend: string;
  readonly batchSize: number;
  /** Without `compacted` where the masks leave nothing to take out. */
  readonly series: readonly LatencySeries[];
}
