/** The engine's public face: all that the page may import. */

export type { LayerApoz } from './analysis/apoz.ts';
export type { CostReport, LayerCost } from './analysis/cost.ts';
export type { LatencyReport } from './analysis/latency.ts';
export type { SensitivityPoint } from './analysis/sensitivity/sensitivity.ts';
export { countBelow } from './base/countBelow.ts';
export {
  AppError,
  ERROR_CODES,
  type ErrorCode,
  type ErrorDetails,
  isAbortError,
  toAppError,
} from './base/errors.ts';
export type { Progress } from './base/progress.ts';
export type { DatasetManifest } from './data/dataset.ts';
export { BACKEND_NAMES, type BackendName, type BackendReport, type TrainTick } from './engine/engine.ts';
export type { PlainConvolution, PlainNetwork } from './network/buildPlainNetwork.ts';
export { isWeightedNode, type NetworkSpec, type NodeSpec } from './network/spec.ts';
export {
  type AmountKey,
  CRITERION_IDS,
  type CriterionId,
  GRANULARITY_IDS,
  type GranularityId,
  SCHEDULE_IDS,
  SCOPE_IDS,
  type ScheduleId,
  type ScopeId,
} from './pruning/prune.ts';
export type { PrunableLayer } from './pruning/units.ts';
export {
  type PruneAmount,
  type PruneSchedule,
  type PruneStep,
  type Recipe,
  type RecipeInput,
  recipeSchema,
  type Step,
  stepSchema,
  type TrainStep,
} from './recipe/schema.ts';
export type { SnapshotSummary } from './recipe/snapshot.ts';
export { createLabClient } from './worker/createClient.ts';
export type {
  Classification,
  FeatureMaps,
  ImageSource,
  JobName,
  JobOptions,
  Jobs,
  Kernels,
  LabClient,
  MeasureRequest,
  PreviewResult,
  SessionHeader,
  SnapshotId,
  SnapshotView,
  TrainCommand,
} from './worker/protocol.ts';

/** What reads and writes the links of recipes; loaded when there is one, since most visits have none. */
export const loadRecipeUrl = () => import('./recipe/recipeUrl.ts');
/** What reads recipe files, with all it can say of what is wrong in them. */
export const loadParseRecipe = () => import('./recipe/parseRecipe.ts');
/** The groups of channels that go together, for the map of a network; loaded once it has been drawn. */
export const loadChannelGroups = () => import('./network/channelGroups.ts');
/** The networks that a recipe can name, and what builds and counts others; loaded with the list of networks. */
export const loadNetworks = async () => {
  const [
    { PRESETS },
    { buildPlainNetwork, PLAIN_ACTIVATIONS, PLAIN_LIMITS },
    { inferShapes },
    macs,
    weights,
  ] = await Promise.all([
    import('./network/presets/presets.ts'),
    import('./network/buildPlainNetwork.ts'),
    import('./network/inferShapes.ts'),
    import('./network/countMacs.ts'),
    import('./network/listWeights.ts'),
  ]);
  const { isTrained, listWeights, sizeOf } = weights;
  return {
    buildPlainNetwork,
    countMacs: macs.countMacs,
    inferShapes,
    isTrained,
    listWeights,
    PLAIN_ACTIVATIONS,
    PLAIN_LIMITS,
    PRESETS,
    sizeOf,
  };
};

/** The registries of pruning and the rules made from them; loaded with the form of a prune step. */
export const loadPruning = async () => {
  const [
    { listAmounts, listPrunedLayers },
    { CRITERIA },
    { DEFAULT_BLOCK, GRANULARITIES },
    { SCHEDULES },
    { SCOPES },
  ] = await Promise.all([
    import('./pruning/checkPrune.ts'),
    import('./pruning/criteria/criteria.ts'),
    import('./pruning/granularities.ts'),
    import('./pruning/schedules.ts'),
    import('./pruning/scopes.ts'),
  ]);
  return {
    CRITERIA,
    DEFAULT_BLOCK,
    GRANULARITIES,
    listAmounts,
    listPrunedLayers,
    SCHEDULES,
    SCOPES,
  };
};
