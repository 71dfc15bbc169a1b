/** Names in the registry `CRITERIA`. */
export const CRITERION_IDS = [
  'magnitude',
  'random',
  'l1',
  'l2',
  'lamp',
  'fpgm',
  'batchNormScale',
  'apoz',
  'meanActivation',
  'hrank',
  'taylorWeight',
  'taylorActivation',
  'taylorActivationAbs',
  'taylorBatchNorm',
  'fisher',
  'snip',
  'grasp',
  'synflow',
  'kl',
  'oracle',
] as const;
export type CriterionId = (typeof CRITERION_IDS)[number];

/** Names in the registry `GRANULARITIES`. */
export const GRANULARITY_IDS = [
  'weight',
  'nm',
  'block',
  'kernel',
  'stripe',
  'shape',
  'filter',
  'stage',
] as const;
export type GranularityId = (typeof GRANULARITY_IDS)[number];

/** Names in the registry `SCOPES`. */
export const SCOPE_IDS = ['uniform', 'perLayer', 'global', 'isomorphic', 'sensitivity', 'budget'] as const;
export type ScopeId = (typeof SCOPE_IDS)[number];

/** Names in the registry `SCHEDULES`. */
export const SCHEDULE_IDS = [
  'oneShot',
  'linear',
  'geometric',
  'cubic',
  'exponential',
  'rising',
  'multiPass',
  'soft',
] as const;
export type ScheduleId = (typeof SCHEDULE_IDS)[number];

/** How much to prune, by exactly one key. What each means stands in `AMOUNTS`. */
export type PruneAmount =
  | { readonly sparsity: number }
  | { readonly ofRemaining: number }
  | { readonly thresholdSigma: number }
  | { readonly threshold: number }
  | { readonly apozSigma: number }
  | { readonly apoz: number }
  | { readonly perLayer: Readonly<Record<string, number>> }
  | { readonly maxLoss: number }
  | { readonly keptWeights: number }
  | { readonly keptMacs: number }
  | { readonly keptBytes: number }
  | { readonly pattern: string }
  | { readonly units: Readonly<Record<string, readonly number[]>> };

type KeysOf<T> = T extends unknown ? keyof T : never;
export type AmountKey = KeysOf<PruneAmount>;

/** Bounds that hold in every layer, whatever the amount asks for. */
export interface PruneLimits {
  /** Largest share of a layer's units that may be pruned after the step, 0…1. */
  readonly maxSparsity?: number | undefined;
  /** Units that every layer keeps; at least 1. */
  readonly minKept?: number | undefined;
}

/** What to prune: the part of a recipe's prune step that pruning itself needs. */
export interface PruneRequest {
  readonly criterion: CriterionId;
  readonly granularity: GranularityId;
  readonly scope: ScopeId;
  readonly amount: PruneAmount;
  /** All layers that the granularity and the criterion can prune where absent. */
  readonly layers?: readonly string[] | undefined;
  /** `[rows, columns]` of the granularity `block`: inputs (kh · kw · in) × outputs; 4 × 4 where absent. */
  readonly block?: readonly [number, number] | undefined;
  readonly limits?: PruneLimits | undefined;
}

/** Accuracy of a network with one layer pruned alone, at rising levels. */
export interface LossCurve {
  /** Shares of the layer's units pruned, rising. */
  readonly levels: readonly number[];
  /** Accuracy lost at each level, in shares (0.01 is one percentage point); negative where it rose. */
  readonly losses: readonly number[];
}

type ByName = ReadonlyMap<string, Float64Array>;
type ByWeight = ReadonlyMap<string, Float32Array>;

/** What criteria and scopes need besides the weights, collected beforehand; each only where something needs it. */
export interface PruneStatistics {
  /** Of criterion random. */
  readonly seed?: number | undefined;
  /** By activation node, `[channels]`: share of exact zeros, 0…1. */
  readonly apoz?: ByName | undefined;
  /** By activation node, `[channels]`: mean output over images and positions. */
  readonly meanActivation?: ByName | undefined;
  /** By activation node, `[channels]`: mean rank of the map. */
  readonly rank?: ByName | undefined;
  /** By activation node, `[channels]`: mean over images of |mean over positions of a · ∂ℓ/∂a|. */
  readonly taylor?: ByName | undefined;
  /** By activation node, `[channels]`: mean over images and positions of |a · ∂ℓ/∂a|. */
  readonly taylorAbs?: ByName | undefined;
  /** By weight, in its order: ∂L/∂w. */
  readonly gradients?: ByWeight | undefined;
  /** By weight: mean over images of (∂ℓ/∂w)². */
  readonly squaredGradients?: ByWeight | undefined;
  /** By weight: H · g, the Hessian times the gradient. */
  readonly hessianGradients?: ByWeight | undefined;
  /** By weight: θ ⊙ ∂R/∂θ of the synaptic flow. */
  readonly synapticFlow?: ByWeight | undefined;
  /** By layer, `[units]`: change of the loss when the unit alone goes. */
  readonly lossChange?: ByName | undefined;
  /** By layer, `[units]`: KL divergence of the predictions when the unit alone goes. */
  readonly divergence?: ByName | undefined;
  /** By layer: what pruning it alone costs. */
  readonly lossCurves?: ReadonlyMap<string, LossCurve> | undefined;
}

/** What a criterion or scope can need. */
export type Need = 'weights' | 'batchNorm' | keyof PruneStatistics;

/** What a prune step did to one layer. */
export interface LayerPruneReport {
  /** The layer, or the first of those whose channels are joined. */
  readonly layer: string;
  /** The other layers that lose the same channels. */
  readonly coupled: readonly string[];
  /** Prunable units (weights, kernels, filters, …) of the layer as it stands in the spec. */
  readonly units: number;
  /** Units pruned after the step, those pruned before included. */
  readonly prunedUnits: number;
  /** Units that this step pruned. */
  readonly newlyPruned: number;
  /** The magnitude or APoZ at which the layer was cut, where the amount gives one. */
  readonly threshold?: number;
  /** True where units were kept because the layer would have been emptied, or because of the step's limits. */
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
