/** Names in the registries `CRITERIA`, `GRANULARITIES`, `SCOPES` and `AMOUNTS`. */
export type CriterionId = 'magnitude' | 'l1' | 'apoz';
export type GranularityId = 'weight' | 'filter';
export type ScopeId = 'uniform' | 'global';
export type AmountKey = 'sparsity' | 'ofRemaining' | 'thresholdSigma' | 'threshold' | 'apozSigma' | 'apoz';

/** How much to prune, by exactly one key. What each means stands in `AMOUNTS`. */
export type PruneAmount =
  | { readonly sparsity: number }
  | { readonly ofRemaining: number }
  | { readonly thresholdSigma: number }
  | { readonly threshold: number }
  | { readonly apozSigma: number }
  | { readonly apoz: number };

/** What to prune: the part of a recipe's prune step that pruning itself needs. */
export interface PruneRequest {
  readonly criterion: CriterionId;
  readonly granularity: GranularityId;
  readonly scope: ScopeId;
  readonly amount: PruneAmount;
  /** All layers that the granularity and the criterion can prune where absent. */
  readonly layers?: readonly string[] | undefined;
}

/** What criteria need besides the weights, collected beforehand. */
export interface PruneStatistics {
  /** APoZ (0…1) of each channel, by layer; needed by criteria that need activations. */
  readonly apoz?: ReadonlyMap<string, Float64Array> | undefined;
}

/** What a prune step did to one layer. */
export interface LayerPruneReport {
  readonly layer: string;
  /** Prunable units (weights or filters) of the layer as it stands in the spec. */
  readonly units: number;
  /** Units pruned after the step, those pruned before included. */
  readonly prunedUnits: number;
  /** Units that this step pruned. */
  readonly newlyPruned: number;
  /** The magnitude or APoZ at which the layer was cut, where the amount gives one. */
  readonly threshold?: number;
  /** True where the guard kept a last unit that the amount would have removed. */
  readonly guarded: boolean;
  /** True where more was pruned before than the amount asks for; nothing comes back. */
  readonly beyondAmount?: boolean;
}

export interface PruneReport {
  /** The layers that the step chose from, in the order of the network. */
  readonly layers: readonly LayerPruneReport[];
  /** Pruned units over prunable units of these layers, 0…1. */
  readonly sparsity: number;
}
