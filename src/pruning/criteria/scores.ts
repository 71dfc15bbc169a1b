import { AppError } from '../../base/errors.ts';
import type { GranularityId, PruneStatistics } from '../prune.ts';
import type { OwnValues } from '../units.ts';
import type { CriterionContext } from './criterion.ts';

/** Granularities whose units are parts of one weight tensor larger than a single weight. */
export const WITHIN_LAYERS = [
  'block',
  'kernel',
  'stripe',
  'shape',
] as const satisfies readonly GranularityId[];
/** Granularities whose units are channels. */
export const CHANNELS = ['filter', 'stage'] as const satisfies readonly GranularityId[];
/** Granularities whose units are single weights. */
export const SINGLE = ['weight', 'nm'] as const satisfies readonly GranularityId[];

/** Adds `term(value, index)` of every kept value of a part to its unit's score. */
export function addTerms(
  scores: Float64Array,
  { values, mask, unitOf }: OwnValues,
  term: (value: number, index: number) => number,
): void {
  for (let index = 0; index < values.length; index++) {
    const unit = unitOf[index]!;
    if (unit < 0 || (mask && !mask[index])) continue;
    scores[unit] = scores[unit]! + term(values[index]!, index);
  }
}

/** `[units]`: the sum over all kept weights that make a unit, coupled layers added. */
export function sumWeights({ units, own }: CriterionContext, term: (value: number) => number): Float64Array {
  const scores = new Float64Array(units);
  for (const part of own) addTerms(scores, part, term);
  return scores;
}

/** A statistic that the engine collected; throws `unexpected` where it was not. */
export function requireStatistic<K extends keyof PruneStatistics>(
  statistics: PruneStatistics,
  key: K,
): NonNullable<PruneStatistics[K]> {
  const found = statistics[key];
  if (found === undefined) throw new AppError('unexpected', `${key} was not collected before pruning by it`);
  return found as NonNullable<PruneStatistics[K]>;
}

/** What was collected of one weight, node or layer; throws `unexpected` where nothing was. */
export function requireEntry<T>(entries: ReadonlyMap<string, T>, key: string): T {
  const entry = entries.get(key);
  if (entry === undefined) throw new AppError('unexpected', `nothing was collected of ${key}`);
  return entry;
}

/** `[units]`: the sum of `term(weight, its statistic)` over all kept weights that make a unit. */
export function sumWithStatistic(
  context: CriterionContext,
  key: 'gradients' | 'squaredGradients' | 'hessianGradients' | 'synapticFlow',
  term: (value: number, statistic: number) => number,
): Float64Array {
  const collected = requireStatistic(context.statistics, key);
  const scores = new Float64Array(context.units);
  for (const part of context.own) {
    const statistic = requireEntry(collected, part.weight);
    addTerms(scores, part, (value, index) => term(value, statistic[index]!));
  }
  return scores;
}

/**
 * `[units]`: what was measured behind the activations, averaged over all that a unit's channels pass; so that a share
 * stays a share where a residual stage has several.
 */
export function averageActivations(
  { units, activations, statistics }: CriterionContext,
  key: 'apoz' | 'meanActivation' | 'rank' | 'taylor' | 'taylorAbs',
  scale: (channels: Float64Array) => Float64Array = (channels) => channels,
): Float64Array {
  const collected = requireStatistic(statistics, key);
  const sums = new Float64Array(units);
  const counts = new Float64Array(units);
  for (const { node, units: unitOf } of activations) {
    const channels = scale(requireEntry(collected, node));
    for (const [channel, unit] of unitOf.entries()) {
      if (unit < 0) continue;
      sums[unit] = sums[unit]! + channels[channel]!;
      counts[unit] = counts[unit]! + 1;
    }
  }
  return sums.map((sum, unit) => (counts[unit] === 0 ? 0 : sum / counts[unit]!));
}

/** `[units]`: what was measured of each unit of the layer itself. */
export function readUnits(
  { layer, statistics }: CriterionContext,
  key: 'lossChange' | 'divergence',
): Float64Array {
  return requireEntry(requireStatistic(statistics, key), layer).slice();
}
