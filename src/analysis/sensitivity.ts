/** Accuracy measured with one layer pruned and all others as they were. */
export interface SensitivityPoint {
  /** Share of the layer's units pruned, 0…1, as it really is: rounded to whole units, and never all of them. */
  readonly sparsity: number;
  /** Share correct, 0…1. */
  readonly accuracy: number;
  readonly images: number;
  /** 95 % Wilson interval of the accuracy. */
  readonly low: number;
  readonly high: number;
}

export interface SensitivityCurve {
  readonly layer: string;
  readonly granularity: 'weight' | 'filter';
  /** By rising sparsity. */
  readonly points: readonly SensitivityPoint[];
}
