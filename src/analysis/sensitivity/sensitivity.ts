import type { CriterionId, GranularityId } from '../../pruning/prune.ts';

/** Accuracy measured with one layer pruned and all others as they were. */
export interface SensitivityPoint {
  /** Share of the layer's units pruned, 0…1, as it really is: rounded to whole units, and never all of them. */
  readonly sparsity: number;
  /** Share correct, 0…1; the mean over the seeds where there are several. */
  readonly accuracy: number;
  readonly images: number;
  /** 95 % Wilson interval of the accuracy: what other images of the same kind might have given. */
  readonly low: number;
  readonly high: number;
  /** Sample standard deviation of the accuracy over the seeds (divides by n − 1), where there are several. */
  readonly standardDeviation?: number;
}

export interface SensitivityCurve {
  /** The layer, or the first of those whose channels go together. */
  readonly layer: string;
  readonly criterion: CriterionId;
  readonly granularity: GranularityId;
  /** Over which points are means; absent where one measurement is all there is. */
  readonly seeds?: readonly number[];
  /** By rising sparsity. */
  readonly points: readonly SensitivityPoint[];
}

/** What sensitivity prunes, and by which importance. */
export interface SensitivityRequest {
  readonly criterion: CriterionId;
  readonly granularity: GranularityId;
  /** All layers that the criterion and the granularity can prune where absent. */
  readonly layers?: readonly string[] | undefined;
  /** `[rows, columns]` of the granularity `block`. */
  readonly block?: readonly [number, number] | undefined;
}
