/** The engine's public face: all that the page may import. */

export type { AcceleratorReport, LayerAcceleration } from './analysis/accelerator/accelerator.ts';
export type {
  ActivationReport,
  ChannelActivity,
  LayerActivity,
} from './analysis/activations/activationReport.ts';
export type { ActivationMacs } from './analysis/activations/computeActivationMacs.ts';
export type { LayerApoz } from './analysis/apoz.ts';
export type {
  BehaviourChange,
  Calibration,
  Flip,
  NetworkBehaviour,
} from './analysis/behaviour/behaviour.ts';
export type { CostReport, LayerCost } from './analysis/cost.ts';
export type { ExchangeRuleId } from './analysis/exchange/exchangeRule.ts';
export type {
  ExchangeGradients,
  ExchangeTick,
} from './analysis/exchange/trainExchange.ts';
export type { GradientHistogram } from './analysis/gradients/gradientHistogram.ts';
export type { LatencyReport } from './analysis/latency.ts';
export type { ParetoSnapshot } from './analysis/paretoFront.ts';
export type { SensitivityPoint } from './analysis/sensitivity/sensitivity.ts';
export type { LayerSparseSpeed, SparseSpeedReport } from './analysis/sparseSpeed.ts';
export type { StorageFormatId, StorageRefusal } from './analysis/storage/storageFormat.ts';
export type { LayerStorage } from './analysis/storage/storageReport.ts';
export type { SeedResult, SeedSpread } from './analysis/summarizeSeeds.ts';
export type { FirstLayerImage } from './analysis/weights/describeFirstLayerMask.ts';
export type { LayerMoment } from './analysis/weights/summarizeWeights.ts';
export type { TensorStatistics } from './analysis/weights/tensorStatistics.ts';
export { computeKendall } from './base/computeKendall.ts';
export { computeSpearman } from './base/computeSpearman.ts';
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
export { computeRanking } from './base/ranking.ts';
export { type DatasetManifest, isOwnDataset, type PackedDatasetName } from './data/dataset.ts';
export {
  DEFAULT_TEST_SHARE,
  type ImagesRefusal,
  OWN_FORMS,
  OWN_LIMITS,
  type OwnForm,
  TEST_SHARES,
} from './data/own/ownData.ts';
export { fitPicture, type Rgba, toGrey, toRgb } from './data/picture.ts';
export { resampleArea } from './data/resample.ts';
export { BACKEND_NAMES, type BackendName, type BackendReport, type TrainTick } from './engine/engine.ts';
export type { PlainConvolution, PlainNetwork } from './network/buildPlainNetwork.ts';
export type { ChannelGroup } from './network/channelGroups.ts';
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
export type { MeasuredAgreement } from './recipe/measurements/agreement.ts';
export type { MeasuredBehaviour } from './recipe/measurements/behaviour.ts';
export type { MeasuredStorage } from './recipe/measurements/storage.ts';
export {
  type PruneAmount,
  type PruneSchedule,
  type PruneStep,
  type Recipe,
  recipeSchema,
  type Step,
  stepSchema,
  type TrainStep,
} from './recipe/schema.ts';
export type { Measurements, SnapshotSummary } from './recipe/snapshot.ts';
export { type ReadingUnit, type SizeName, STUDY_IDS, type Study, type StudyId } from './studies/study.ts';
export type { StudyRecord } from './studies/studyRecord.ts';
export type { CurveSummary, StudySummary, ValueSummary, Verdict } from './studies/summarizeStudy.ts';
export { createLabClient } from './worker/createClient.ts';
export type {
  BroughtFile,
  Classification,
  ExchangeEvent,
  ExchangeTest,
  ExchangeTrial,
  FeatureMaps,
  JobName,
  JobOptions,
  Jobs,
  Kernels,
  LabClient,
  MeasureRequest,
  NetworkFileSummary,
  NetworkFormat,
  NetworkRefusal,
  OwnImagesSummary,
  PreviewResult,
  SessionHeader,
  SessionInfo,
  SessionRecord,
  SnapshotId,
  SnapshotView,
  StudyEvent,
  TrainCommand,
} from './worker/protocol.ts';
export {
  MOST_EXCHANGE_STEPS,
  MOST_SESSIONS,
  NETWORK_FILE_LIMITS,
  OWN_WEIGHTS,
} from './worker/protocol.ts';

/** What reads and writes the links of recipes; loaded when there is one, since most visits have none. */
export const loadRecipeUrl = () => import('./recipe/recipeUrl.ts');
/** What reads recipe files, with all it can say of what is wrong in them. */
export const loadParseRecipe = () => import('./recipe/parseRecipe.ts');
/** The bins of all gradient histograms, and the share below a threshold; loaded with the view of gradients. */
export const loadGradientBins = () => import('./analysis/gradients/gradientHistogram.ts');
/** The rules by which simulated workers exchange gradients; loaded with the lab that compares them. */
export const loadExchangeRules = () => import('./analysis/exchange/exchangeRules.ts');
/** What gives the histograms of weights over a training shared bins; loaded with what draws them. */
export const loadWeightEvolution = () => import('./analysis/weights/mergeEvolution.ts');
/** The groups of channels that go together, for the map of a network; loaded once it has been drawn. */
export const loadChannelGroups = () => import('./network/channelGroups.ts');
/** The front of accuracy against cost over snapshots; loaded with the view of costs. */
export const loadPareto = () => import('./analysis/paretoFront.ts');
/** The shapes of what the nodes of a network put out; loaded with the views that draw by them. */
export const loadInferShapes = () => import('./network/inferShapes.ts');
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

/** The experiments of papers: their data and recipes, how long they take, and what their seeds have in common; loaded with their dialog. */
export const loadStudies = async () => {
  const [{ STUDIES }, { listUnits }, { summarizeStudy }, { estimateWork }, format] = await Promise.all([
    import('./studies/studies.ts'),
    import('./studies/runStudy.ts'),
    import('./studies/summarizeStudy.ts'),
    import('./studies/estimateWork.ts'),
    import('./studies/formatReading.ts'),
  ]);
  const { formatBounds, formatReading, formatSpread } = format;
  return { estimateWork, formatBounds, formatReading, formatSpread, listUnits, STUDIES, summarizeStudy };
};

/** The spread of results over seeds; loaded with the dialog that shows it. */
export const loadSummarizeSeeds = () => import('./analysis/summarizeSeeds.ts');
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
