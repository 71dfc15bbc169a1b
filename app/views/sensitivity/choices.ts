import {
  AppError,
  type CriterionId,
  type GranularityId,
  type NetworkSpec,
  type PrunableLayer,
} from '../../../src/index.ts';
import { CRITERIA, GRANULARITIES, listPrunedLayers } from './pruning.ts';
import { type SensitivitySettings, usualCriterion } from './settings.ts';

type Choice = Pick<SensitivitySettings, 'granularity' | 'criterion'>;
type RankProblem = 'noBatchNorm' | 'noActivation';

const ACTIVATION_NEEDS = ['apoz', 'meanActivation', 'rank', 'taylor', 'taylorAbs'];
const NM_AMOUNT = { pattern: '2:4' } as const;

/** What a layer that a criterion cannot rank lacks; undefined where it ranks every layer. */
function maybeRankProblem(criterion: CriterionId): RankProblem | undefined {
  const { needs } = CRITERIA[criterion];
  if (needs.includes('batchNorm')) return 'noBatchNorm';
  return needs.some((need) => ACTIVATION_NEEDS.includes(need)) ? 'noActivation' : undefined;
}

/** Layers found before: a list of choices asks for all criteria at once. */
const known = new WeakMap<NetworkSpec, Map<string, readonly PrunableLayer[]>>();

/** The layers that are measured, in the order of the network; several in one where their channels go together. */
export function listMeasuredLayers(
  spec: NetworkSpec,
  { granularity, criterion }: Choice,
): readonly PrunableLayer[] {
  if (!CRITERIA[criterion].granularities.includes(granularity)) return [];
  const found = known.get(spec) ?? new Map<string, readonly PrunableLayer[]>();
  known.set(spec, found);
  const key = `${granularity} ${maybeRankProblem(criterion) ?? 'all'}`;
  const layers = found.get(key) ?? findLayers(spec, { granularity, criterion });
  found.set(key, layers);
  return layers;
}

function findLayers(spec: NetworkSpec, { granularity, criterion }: Choice): readonly PrunableLayer[] {
  const amount = granularity === 'nm' ? NM_AMOUNT : { sparsity: 0 };
  try {
    return listPrunedLayers(spec, { granularity, criterion, scope: 'uniform', amount });
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'step-impossible') return [];
    throw thrown;
  }
}

/** Why a network has no units of a granularity; the words stand with the form of a prune step. */
export function granularityProblem(
  granularity: GranularityId,
  spec: NetworkSpec,
): 'noConvolution' | 'noPattern' | 'noStage' | 'noUnits' | undefined {
  if (listMeasuredLayers(spec, { granularity, criterion: usualCriterion(granularity) }).length > 0) {
    return undefined;
  }
  if (granularity === 'kernel' || granularity === 'stripe') return 'noConvolution';
  if (granularity === 'nm') return 'noPattern';
  return granularity === 'stage' ? 'noStage' : 'noUnits';
}

/** Why a criterion cannot rank units of a granularity, in general or in this network. */
export function criterionProblem(
  { granularity, criterion }: Choice,
  spec: NetworkSpec,
): 'granularity' | RankProblem | undefined {
  if (!CRITERIA[criterion].granularities.includes(granularity)) return 'granularity';
  return listMeasuredLayers(spec, { granularity, criterion }).length > 0
    ? undefined
    : maybeRankProblem(criterion);
}

/** The settings as this network can be measured: what is impossible in it is moved to what is usual. */
export function settle(settings: SensitivitySettings, spec: NetworkSpec): SensitivitySettings {
  const granularity = granularityProblem(settings.granularity, spec) ? 'weight' : settings.granularity;
  const moved = { ...settings, granularity };
  return criterionProblem(moved, spec) ? { ...moved, criterion: usualCriterion(granularity) } : moved;
}

export type CriterionSource = 'weights' | 'activations' | 'gradients' | 'measured';

/** What a criterion looks at: the heading under which it is offered. */
export function criterionSource(criterion: CriterionId): CriterionSource {
  const needs: readonly string[] = CRITERIA[criterion].needs;
  const any = (...names: readonly string[]) => names.some((name) => needs.includes(name));
  if (any('lossChange', 'divergence')) return 'measured';
  if (any('apoz', 'meanActivation', 'rank')) return 'activations';
  return needs.every((need) => ['weights', 'batchNorm', 'seed'].includes(need)) ? 'weights' : 'gradients';
}

/** True where units are whole channels, which take what reads them along. */
export function prunesChannels(granularity: GranularityId): boolean {
  return GRANULARITIES[granularity].channels;
}
