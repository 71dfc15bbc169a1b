import { type CriterionId, type GranularityId, type MeasureRequest, stepSchema } from '../../../src/index.ts';

/** What is pruned to draw the curves, and how often. */
export interface SensitivitySettings {
  readonly granularity: GranularityId;
  readonly criterion: CriterionId;
  /** How many seeds a point is the mean of; 1 for one measurement. */
  readonly seeds: number;
  /** Batches trained before each point is measured; 0 for none. */
  readonly fineTuneSteps: number;
}

export const SENSITIVITY_IMAGES = 500;
/** Seeds of a measurement over several. */
export const MOST_SEEDS = 5;
/** A tenth of the usual rate, as the panel's fine-tuning has it. */
const FINE_TUNE_RATE = 0.0001;

const FINE_LEVELS = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99];
const TENTHS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** Of each four inputs none, one, two or three. */
const QUARTERS = [0, 0.25, 0.5, 0.75];

/** Sparsities measured; 0 is the unpruned net on the same images. */
export function levelsOf(granularity: GranularityId): readonly number[] {
  if (granularity === 'nm') return QUARTERS;
  return granularity === 'weight' || granularity === 'block' ? FINE_LEVELS : TENTHS;
}

/** The criterion that a granularity is measured by until another is chosen: magnitude of weights, L1 of all else. */
export function usualCriterion(granularity: GranularityId): CriterionId {
  return granularity === 'weight' || granularity === 'nm' ? 'magnitude' : 'l1';
}

/** True where a seed changes what is measured, so that several of them say more than one. */
export function dependsOnSeed({
  criterion,
  fineTuneSteps,
}: Pick<SensitivitySettings, 'criterion' | 'fineTuneSteps'>): boolean {
  return criterion === 'random' || fineTuneSteps > 0;
}

export const FIRST_SETTINGS: SensitivitySettings = {
  granularity: 'weight',
  criterion: 'magnitude',
  seeds: 1,
  fineTuneSteps: 0,
};

/** The measure step of some settings; seeds are those after the recipe's own. */
export function toMeasureRequest(settings: SensitivitySettings, recipeSeed: number): MeasureRequest {
  const { granularity, criterion, seeds, fineTuneSteps } = settings;
  const several = seeds > 1 && dependsOnSeed(settings);
  const { kind: _, ...request } = stepSchema.parse({
    kind: 'measure',
    what: ['sensitivity'],
    granularity,
    criterion,
    levels: levelsOf(granularity),
    images: SENSITIVITY_IMAGES,
    ...(several ? { seeds: Array.from({ length: seeds }, (__, index) => recipeSeed + index) } : {}),
    ...(fineTuneSteps > 0 ? { fineTune: { steps: fineTuneSteps, learningRate: FINE_TUNE_RATE } } : {}),
  });
  return request as MeasureRequest;
}

/** Names a measurement: equal settings of equal snapshots give equal keys. */
export function settingsKey(settings: SensitivitySettings): string {
  const { granularity, criterion, seeds, fineTuneSteps } = settings;
  return [granularity, criterion, dependsOnSeed(settings) ? seeds : 1, fineTuneSteps].join(' ');
}
