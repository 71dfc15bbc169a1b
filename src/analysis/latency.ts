/** Forward-pass times of one variant of the net. */
export interface LatencySeries {
  readonly variant: 'dense' | 'masked' | 'compacted';
  /** Multiply-accumulates that the kernels do for one image: masked weights are multiplied too. */
  readonly macs: number;
  readonly medianMs: number;
  /** 10th and 90th percentile. */
  readonly lowMs: number;
  readonly highMs: number;
  readonly runs: number;
}

/** Measured on this machine: the same net dense, masked and compacted, runs interleaved. */
export interface LatencyReport {
  readonly backend: string;
  readonly batchSize: number;
  /** Without `compacted` where the masks leave nothing to take out. */
  readonly series: readonly LatencySeries[];
}
