import {
  type AmountKey,
  AppError,
  CRITERION_IDS,
  type CriterionId,
  type GranularityId,
  isWeightedNode,
  type NetworkSpec,
  type PrunableLayer,
  type PruneStep,
  SCOPE_IDS,
  type ScheduleId,
  type ScopeId,
} from '../../../src/index.ts';
import { amountKind, PATTERNS } from './amountChoices.ts';
import { CRITERIA, GRANULARITIES, listAmounts, listPrunedLayers, SCHEDULES, SCOPES } from './pruning.ts';

/** Layers found before: following the channels of a network takes a hundredth of a second, and a list asks for all criteria. */
const known = new WeakMap<NetworkSpec, Map<string, readonly PrunableLayer[]>>();

function remember(
  spec: NetworkSpec,
  { granularity, block, amount }: PruneStep,
  what: string,
  find: () => readonly PrunableLayer[],
): readonly PrunableLayer[] {
  const found = known.get(spec) ?? new Map<string, readonly PrunableLayer[]>();
  known.set(spec, found);
  const key = JSON.stringify([granularity, block, 'pattern' in amount && amount.pattern, what]);
  const layers = found.get(key) ?? find();
  found.set(key, layers);
  return layers;
}

/** The layers of a network that have units of the step's granularity. */
export function listUnitLayers(spec: NetworkSpec, step: PruneStep): readonly PrunableLayer[] {
  return remember(spec, step, 'units', () => GRANULARITIES[step.granularity].listLayers(spec, step));
}

export type RankProblem = 'noBatchNorm' | 'noActivation';

const ACTIVATION_NEEDS = ['apoz', 'meanActivation', 'rank', 'taylor', 'taylorAbs'];

/** What a layer that a criterion cannot rank lacks; undefined where it ranks every layer. */
function maybeRankProblem(criterion: CriterionId): RankProblem | undefined {
  const { needs } = CRITERIA[criterion];
  if (needs.includes('batchNorm')) return 'noBatchNorm';
  return needs.some((need) => ACTIVATION_NEEDS.includes(need)) ? 'noActivation' : undefined;
}

/** The layers whose units the step's criterion can rank, whatever layers the step names. */
export function listRankedLayers(spec: NetworkSpec, step: PruneStep): readonly PrunableLayer[] {
  if (!CRITERIA[step.criterion].granularities.includes(step.granularity)) return [];
  const problem = maybeRankProblem(step.criterion);
  if (!problem) return listUnitLayers(spec, step);
  const pattern = 'pattern' in step.amount ? step.amount : { pattern: PATTERNS[0] };
  const amount = step.granularity === 'nm' ? pattern : { sparsity: 0 };
  return remember(spec, step, problem, () => {
    try {
      return listPrunedLayers(spec, { ...step, scope: 'uniform', amount, layers: undefined });
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'step-impossible') return [];
      throw thrown;
    }
  });
}

export type GranularityProblem = 'noConvolution' | 'noPattern' | 'noStage' | 'noUnits';

/** Why a network has no units of a granularity. */
export function granularityProblem(
  granularity: GranularityId,
  step: PruneStep,
  spec: NetworkSpec | undefined,
): GranularityProblem | undefined {
  if (!spec || listUnitLayers(spec, { ...step, granularity }).length > 0) return undefined;
  if (granularity === 'kernel' || granularity === 'stripe') return 'noConvolution';
  if (granularity === 'nm') return 'noPattern';
  return granularity === 'stage' ? 'noStage' : 'noUnits';
}

/** Why a criterion cannot rank units of the step's granularity, in general or in this network. */
export function criterionProblem(
  criterion: CriterionId,
  step: PruneStep,
  spec: NetworkSpec | undefined,
): 'granularity' | RankProblem | undefined {
  if (!CRITERIA[criterion].granularities.includes(step.granularity)) return 'granularity';
  const possible = !spec || listRankedLayers(spec, { ...step, criterion }).length > 0;
  return possible ? undefined : maybeRankProblem(criterion);
}

/** True where criterion and granularity leave a scope no amount: a pattern is the same in every layer. */
export function isScopeImpossible(
  scope: ScopeId,
  { criterion, granularity }: Pick<PruneStep, 'criterion' | 'granularity'>,
): boolean {
  return listAmounts(criterion, granularity, scope).length === 0;
}

interface Combination {
  readonly criterion: CriterionId;
  readonly granularity: GranularityId;
  readonly scope: ScopeId;
}

const combinations = new Map<AmountKey, readonly Combination[]>();

/** All that an amount goes with; the rules never change, so that they are asked once. */
function listCombinations(kind: AmountKey): readonly Combination[] {
  if (combinations.size === 0) {
    for (const criterion of CRITERION_IDS) {
      for (const granularity of CRITERIA[criterion].granularities) {
        for (const scope of SCOPE_IDS) {
          for (const amount of listAmounts(criterion, granularity, scope)) {
            const found = combinations.get(amount) ?? [];
            combinations.set(amount, [...found, { criterion, granularity, scope }]);
          }
        }
      }
    }
  }
  return combinations.get(kind) ?? [];
}

/** Which other choice an amount asks for first. */
export type AmountRemedy = {
  [Of in keyof Combination]: { readonly of: Of; readonly id: Combination[Of] };
}[keyof Combination];

/**
 * What has to change before an amount can be chosen; undefined where it can. Of several things the one that leaves the
 * fewest ways, found by trying all combinations.
 */
export function amountRemedy(kind: AmountKey, step: PruneStep): AmountRemedy | undefined {
  if (listAmounts(step.criterion, step.granularity, step.scope).includes(kind)) return undefined;
  if (step.granularity === 'nm') return { of: 'granularity', id: 'weight' };
  const ways = (['scope', 'criterion', 'granularity'] as const)
    .map((of) => ({ of, ids: [...new Set(listCombinations(kind).map((combination) => combination[of]))] }))
    .filter(({ of, ids }) => !ids.includes(step[of]));
  const [narrowest] = ways.sort((a, b) => a.ids.length - b.ids.length);
  return { of: narrowest?.of ?? 'scope', id: narrowest?.ids[0] ?? 'uniform' } as AmountRemedy;
}

/** True where a schedule cannot spread the step's amount over rounds. */
export function isScheduleImpossible(schedule: ScheduleId, { amount }: Pick<PruneStep, 'amount'>): boolean {
  return !SCHEDULES[schedule].amounts.includes(amountKind(amount));
}

export type LayerProblem =
  | RankProblem
  | 'output'
  | 'notConvolution'
  | 'notDivisible'
  | 'notShared'
  | 'depthwise';

/** An entry of the list of layers: a layer, or all whose channels are joined with it. */
export interface LayerChoice {
  /** The name the recipe uses: the first of `layers`. */
  readonly layer: string;
  readonly layers: readonly string[];
  readonly problem?: LayerProblem;
}

/** Why a layer has no units of a granularity, where others have. */
function unitProblem(granularity: GranularityId, layer: string, channels: ReadonlySet<string>): LayerProblem {
  if (granularity === 'kernel' || granularity === 'stripe') return 'notConvolution';
  if (granularity === 'nm') return 'notDivisible';
  if (granularity === 'shape') return 'depthwise';
  return granularity === 'stage' && channels.has(layer) ? 'notShared' : 'output';
}

/** The layers that the step can be told to prune, in the order of the network, and why not the others. */
export function layerChoices(spec: NetworkSpec, step: PruneStep): readonly LayerChoice[] {
  const units = listUnitLayers(spec, step);
  const ranked = new Set(listRankedLayers(spec, step).map(({ layer }) => layer));
  const channels = new Set(
    step.granularity === 'stage' ? GRANULARITIES.filter.listLayers(spec, step).flatMap((l) => l.layers) : [],
  );
  return spec.nodes.filter(isWeightedNode).flatMap(({ name }): readonly LayerChoice[] => {
    const found = units.find(({ layers }) => layers.includes(name));
    if (!found) {
      return [{ layer: name, layers: [name], problem: unitProblem(step.granularity, name, channels) }];
    }
    const { layer, layers } = found;
    if (layer !== name) return [];
    const problem = ranked.has(layer) ? undefined : maybeRankProblem(step.criterion);
    return [problem ? { layer, layers, problem } : { layer, layers }];
  });
}

/** True where the step looks at training images before it cuts, which takes a while. */
export function looksAtImages({ criterion, scope }: Pick<PruneStep, 'criterion' | 'scope'>): boolean {
  const free = ['weights', 'batchNorm', 'seed', 'synapticFlow'];
  return [...CRITERIA[criterion].needs, ...SCOPES[scope].needs].some((need) => !free.includes(need));
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
