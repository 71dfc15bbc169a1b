import {
  type AmountKey,
  CRITERION_IDS,
  type CriterionId,
  type GranularityId,
  type NetworkSpec,
  type PruneAmount,
  type PruneSchedule,
  type PruneStep,
  type ScheduleId,
  type ScopeId,
  stepSchema,
} from '../../../src/index.ts';
import {
  AMOUNT_CONTROLS,
  amountKind,
  isNumberKind,
  PATTERNS,
  toAmount,
  toLayerShares,
} from './amountChoices.ts';
import {
  criterionProblem,
  isScheduleImpossible,
  isScopeImpossible,
  listRankedLayers,
} from './pruneProblems.ts';
import { listAmounts, SCHEDULES } from './pruning.ts';

type MaybeSpec = NetworkSpec | undefined;
type ScheduleTraining = NonNullable<PruneSchedule['train']>;

/** The criteria in the order in which another one is taken where the chosen one is impossible. */
const PREFERRED: readonly CriterionId[] = ['magnitude', 'l1', ...CRITERION_IDS];

/** What a schedule that trains starts from. */
const INITIAL_SCHEDULE = (
  stepSchema.parse({
    kind: 'prune',
    criterion: 'magnitude',
    granularity: 'weight',
    amount: { sparsity: 0 },
    schedule: { kind: 'linear', train: { epochs: 1 } },
  }) as PruneStep
).schedule!;

/** An object without some of its keys. */
function without<T extends object, K extends keyof T>(from: T, ...keys: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;
}

function initialAmount(kind: AmountKey, step: PruneStep, spec: MaybeSpec): PruneAmount {
  if (isNumberKind(kind)) return toAmount(kind, AMOUNT_CONTROLS[kind].initial);
  if (kind === 'pattern') return { pattern: PATTERNS[0] };
  const layers = spec ? listRankedLayers(spec, step).map(({ layer }) => layer) : [];
  if (kind === 'units') return { units: Object.fromEntries(layers.slice(0, 1).map((layer) => [layer, []])) };
  return toLayerShares(layers, step.amount);
}

function settleCriterion(step: PruneStep, spec: MaybeSpec): PruneStep {
  const fits = (criterion: CriterionId) => criterionProblem(criterion, step, spec) === undefined;
  return fits(step.criterion) ? step : { ...step, criterion: PREFERRED.find(fits) ?? step.criterion };
}

function settleAmount(step: PruneStep, spec: MaybeSpec): PruneStep {
  const kinds = listAmounts(step.criterion, step.granularity, step.scope);
  const kind = amountKind(step.amount);
  // Shares stand under the names of layers, which others have at another granularity.
  if (kinds.includes(kind) && kind !== 'perLayer' && kind !== 'units') return step;
  const next = kinds.includes('sparsity') ? 'sparsity' : kinds[0]!;
  return { ...step, amount: initialAmount(next, step, spec) };
}

function settleLayers(step: PruneStep, spec: MaybeSpec): PruneStep {
  const rest = without(step, 'layers') as PruneStep;
  if (!step.layers || !spec || 'perLayer' in step.amount || 'units' in step.amount) return rest;
  const named = listRankedLayers(spec, step).filter(({ layers }) =>
    layers.some((name) => step.layers?.includes(name)),
  );
  return withLayers(
    rest,
    named.map(({ layer }) => layer),
  );
}

/** The step with everything that does not fit its granularity, then its criterion, then its scope moved to what does. */
function settle(step: PruneStep, spec: MaybeSpec): PruneStep {
  const ranked = settleCriterion(step, spec);
  const scoped: PruneStep = isScopeImpossible(ranked.scope, ranked)
    ? { ...ranked, scope: 'uniform' }
    : ranked;
  const amounted = settleLayers(settleAmount(scoped, spec), spec);
  const { schedule } = amounted;
  return schedule && isScheduleImpossible(schedule.kind, amounted)
    ? (without(amounted, 'schedule') as PruneStep)
    : amounted;
}

/** The step with another granularity, and with criterion, scope, amount, layers and schedule that go with it. */
export function withGranularity(step: PruneStep, granularity: GranularityId, spec: MaybeSpec): PruneStep {
  const rest = granularity === 'block' ? step : (without(step, 'block') as PruneStep);
  return settle({ ...rest, granularity }, spec);
}

/** The step with another criterion, and with scope, amount, layers and schedule that go with it. */
export function withCriterion(step: PruneStep, criterion: CriterionId, spec: MaybeSpec): PruneStep {
  return settle({ ...step, criterion }, spec);
}

/** The step with another scope, and with an amount and a schedule that go with it. */
export function withScope(step: PruneStep, scope: ScopeId, spec: MaybeSpec): PruneStep {
  return settle({ ...step, scope }, spec);
}

/** The step with another kind of amount, and with a schedule that goes with it. */
export function withAmountKind(step: PruneStep, kind: AmountKey, spec: MaybeSpec): PruneStep {
  return settle({ ...step, amount: initialAmount(kind, step, spec) }, spec);
}

/** The step on these layers alone; on all of them where the list is empty. */
export function withLayers(step: PruneStep, layers: readonly string[]): PruneStep {
  const rest = without(step, 'layers') as PruneStep;
  return layers.length > 0 ? { ...rest, layers: [...layers] } : rest;
}

/** The step by another schedule; one that trains goes on with the training of the one before. */
export function withSchedule(step: PruneStep, kind: ScheduleId): PruneStep {
  const rest = without(step, 'schedule') as PruneStep;
  if (kind === 'oneShot') return rest;
  const { rounds, train = INITIAL_SCHEDULE.train! } = step.schedule ?? INITIAL_SCHEDULE;
  const schedule: PruneSchedule = { kind, rounds };
  return { ...rest, schedule: SCHEDULES[kind].training === 'none' ? schedule : { ...schedule, train } };
}

/** The step with some of its schedule's training changed; without one where there is none to be. */
export function withTraining(step: PruneStep, change: Partial<ScheduleTraining> | undefined): PruneStep {
  if (!step.schedule) return step;
  const rest = without(step.schedule, 'train') as PruneSchedule;
  if (!change) return { ...step, schedule: rest };
  return {
    ...step,
    schedule: { ...rest, train: { ...(step.schedule.train ?? INITIAL_SCHEDULE.train!), ...change } },
  };
}

/** The step with other limits; a limit that is undefined is none. */
export function withLimits(step: PruneStep, change: NonNullable<PruneStep['limits']>): PruneStep {
  const limits = Object.fromEntries(
    Object.entries({ ...step.limits, ...change }).filter(([, value]) => value !== undefined),
  );
  const rest = without(step, 'limits') as PruneStep;
  return Object.keys(limits).length > 0 ? { ...rest, limits } : rest;
}
