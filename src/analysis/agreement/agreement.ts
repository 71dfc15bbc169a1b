import type { CriterionId, GranularityId } from '../../pruning/prune.ts';

/** `[criteria × criteria]`, symmetric; null where a pair has nothing to be compared by. */
export type PairMatrix = readonly (readonly (number | null)[])[];

/** How far the orders that criteria give agree. */
export interface PairMatrices {
  /** Spearman's ρ, −1…1; null where a criterion gives all units the same score or cannot rank them. */
  readonly spearman: PairMatrix;
  /** Kendall's τ-b, −1…1; null as for ρ. */
  readonly kendall: PairMatrix;
  /** Units that both would prune over units that one of them would (Jaccard 1912), 0…1; null where none would go. */
  readonly overlap: PairMatrix;
}

/** The ranks behind a layer's numbers, for a picture of one criterion against another. */
export interface LayerRanks {
  /** Indices of the units shown, rising: all kept ones, or a seeded draw where there are more than fit. */
  readonly units: readonly number[];
  /**
   * `[criteria][units]`: rank 1…kept among all kept units of the layer, 1 the least important, equal ones their mean; null
   * for a criterion that cannot rank the layer.
   */
  readonly ranks: readonly (readonly number[] | null)[];
}

export interface LayerAgreement extends PairMatrices {
  readonly layer: string;
  /** Kept units: what is compared. */
  readonly units: number;
  /** Units that each criterion would prune in `overlap`. */
  readonly prunedUnits: number;
  readonly scatter: LayerRanks;
}

/** Agreement of criteria with each other, by layer and over all: means of the layers that are not null, weighted by units. */
export interface AgreementReport extends PairMatrices {
  /** The order of rows and columns of every matrix. */
  readonly criteria: readonly CriterionId[];
  readonly granularity: GranularityId;
  /** Share of each layer's kept units that `overlap` is about, 0…1. */
  readonly sparsity: number;
  /** About the overlap of two random choices of this share: s / (2 − s). */
  readonly overlapByChance: number;
  /** Layers that a criterion at least can rank, in the order of the network. */
  readonly layers: readonly LayerAgreement[];
}
