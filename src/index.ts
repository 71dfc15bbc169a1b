/** The engine's public face: all that the page may import. */

export type { LayerApoz } from './analysis/apoz.ts';
export type { CostReport, LayerCost } from './analysis/cost.ts';
export type { LatencyReport } from './analysis/latency.ts';
export type { SensitivityPoint } from './analysis/sensitivity.ts';
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
export { PRESETS } from './network/presets/presets.ts';
export { isWeightedNode, type NetworkSpec, type NodeSpec } from './network/spec.ts';
export { CRITERIA } from './pruning/criteria/criteria.ts';
export {
  type PruneAmount,
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
  FeatureMaps,
  JobName,
  JobOptions,
  Jobs,
  LabClient,
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
