import { AppError, CRITERION_IDS, type CriterionId, type NetworkSpec } from '../../../src/index.ts';
import { CRITERIA, listPrunedLayers } from './engine.ts';

/** Why a criterion cannot rank the filters of a layer. */
export type CriterionProblem = 'granularity' | 'noBatchNorm' | 'noActivation';

/** What a criterion looks at. */
export type CriterionSource = 'weights' | 'activations' | 'gradients' | 'measured';

export interface FilterCriterion {
  readonly id: CriterionId;
  readonly source: CriterionSource;
  readonly problem: CriterionProblem | undefined;
}

/** A criterion that removes each filter and measures: it takes long enough to be asked for. */
export function isMeasured(id: CriterionId): boolean {
  return sourceOf(id) === 'measured';
}

function sourceOf(id: CriterionId): CriterionSource {
  const needs: readonly string[] = CRITERIA[id].needs;
  const any = (...names: readonly string[]) => names.some((name) => needs.includes(name));
  if (any('lossChange', 'divergence')) return 'measured';
  if (any('apoz', 'meanActivation', 'rank')) return 'activations';
  return needs.every((need) => ['weights', 'batchNorm', 'seed'].includes(need)) ? 'weights' : 'gradients';
}

/** Training images a criterion looks at here; 0 for those that look at none. */
export function imagesOf(id: CriterionId): number {
  const needs: readonly string[] = CRITERIA[id].needs;
  if (needs.every((need) => ['weights', 'batchNorm', 'seed', 'synapticFlow'].includes(need))) return 0;
  // The rank of a map takes a decomposition, and a measured one a forward pass for each filter.
  return needs.includes('rank') ? 128 : 256;
}

function problemOf(spec: NetworkSpec, layer: string, id: CriterionId): CriterionProblem | undefined {
  const { granularities, needs } = CRITERIA[id];
  if (!granularities.includes('filter')) return 'granularity';
  const step = { criterion: id, granularity: 'filter', scope: 'uniform', amount: { sparsity: 0 } } as const;
  try {
    listPrunedLayers(spec, { ...step, layers: [layer] });
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'step-impossible')) throw thrown;
    return needs.includes('batchNorm') ? 'noBatchNorm' : 'noActivation';
  }
}

/** All criteria, with what keeps them from ranking the filters of a layer that can lose some. */
export function listFilterCriteria(spec: NetworkSpec, layer: string): readonly FilterCriterion[] {
  return CRITERION_IDS.map((id) => ({ id, source: sourceOf(id), problem: problemOf(spec, layer, id) }));
}
