import { AppError, throwIfAborted } from '../../base/errors.ts';
import { createProgressMeter } from '../../base/progress.ts';
import { computeRanking, type Ranking } from '../../base/ranking.ts';
import { yieldToEvents } from '../../base/yieldToEvents.ts';
import type { RunOptions } from '../../engine/engine.ts';
import type { CriterionId, GranularityId } from '../../pruning/prune.ts';
import { countOnes } from '../../pruning/unitPool.ts';
import type { AgreementReport, LayerAgreement, LayerRanks } from './agreement.ts';
import { countPruned } from './computeOverlap.ts';
import { drawUnits } from './drawUnits.ts';
import { averageMatrices, comparePair, type PairValues, toMatrices } from './pairMatrices.ts';

/** Units of a layer whose ranks a report holds, at most. */
export const MOST_SCATTERED = 2000;

/** What criteria say of the units of a network. */
export interface ScoredUnits {
  readonly granularity: GranularityId;
  /** By layer, in the order of the network, `[units]`: 1 keep, 0 pruned; pruned ones are not compared. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
  /** By criterion and layer, `[units]`, higher is kept; a layer that a criterion cannot rank is missing. */
  readonly scores: ReadonlyMap<CriterionId, ReadonlyMap<string, Float64Array>>;
}

export interface AgreementOptions {
  /** Share of each layer's kept units that `overlap` compares; 0.5 where absent. */
  readonly sparsity?: number;
  /** Of the draw of units that are shown; 0 where absent. */
  readonly seed?: number;
}

function rankKept(importance: Float64Array, kept: Uint8Array, name: string): Ranking {
  if (importance.length !== kept.length) {
    throw new AppError('unexpected', `${name} has ${importance.length} scores (expected ${kept.length})`);
  }
  const ofKept = importance.filter((_, unit) => kept[unit]);
  if (ofKept.some(Number.isNaN)) throw new AppError('not-a-number', `a score of ${name} is not a number`);
  return computeRanking(ofKept);
}

function readRanks(
  rankings: readonly (Ranking | undefined)[],
  kept: Uint8Array,
  shown: Uint32Array,
): LayerRanks {
  const units = Uint32Array.from(kept.keys()).filter((unit) => kept[unit]);
  return {
    units: Array.from(shown, (place) => units[place]!),
    ranks: rankings.map((ranking) =>
      ranking ? Array.from(shown, (place) => ranking.averageRanks[place]!) : null,
    ),
  };
}

/**
 * How far criteria agree on the order of a network's units: Spearman's ρ, Kendall's τ-b and the overlap of what they would
 * prune, for each pair, by layer and as means over layers weighted by their kept units. O(n log n) for each pair.
 *
 * Throws `not-a-number` where a kept unit's score is none.
 */
export async function computeAgreement(
  { granularity, kept, scores }: ScoredUnits,
  { sparsity = 0.5, seed = 0 }: AgreementOptions = {},
  { signal, onProgress }: RunOptions = {},
): Promise<AgreementReport> {
  const criteria = [...scores.keys()];
  const ranked = [...kept].filter(([layer]) => criteria.some((id) => scores.get(id)!.has(layer)));
  const measureProgress = createProgressMeter(2 * ranked.length * criteria.length);
  let done = 0;
  const pause = async () => {
    await yieldToEvents();
    throwIfAborted(signal);
  };

  const compareLayer = async (layer: string, flags: Uint8Array): Promise<LayerAgreement> => {
    const rankings: (Ranking | undefined)[] = [];
    for (const id of criteria) {
      await pause();
      const importance = scores.get(id)!.get(layer);
      rankings.push(importance && rankKept(importance, flags, `${id} of ${layer}`));
      onProgress?.(measureProgress(++done));
    }
    const units = countOnes(flags);
    const prunedUnits = countPruned(units, sparsity);
    const pairs: PairValues[][] = [];
    for (const [row, a] of rankings.entries()) {
      const values: PairValues[] = [];
      for (let column = row; column < rankings.length; column++) {
        await pause();
        values[column] = comparePair(a, rankings[column], prunedUnits);
      }
      pairs.push(values);
      onProgress?.(measureProgress(++done));
    }
    const scatter = readRanks(rankings, flags, drawUnits(units, MOST_SCATTERED, seed, layer));
    const matrices = toMatrices(criteria.length, (row, column) => pairs[row]![column]!);
    return { layer, units, prunedUnits, ...matrices, scatter };
  };

  const layers: LayerAgreement[] = [];
  for (const [layer, flags] of ranked) layers.push(await compareLayer(layer, flags));
  return {
    criteria,
    granularity,
    sparsity,
    overlapByChance: sparsity / (2 - sparsity),
    layers,
    ...averageMatrices(layers, criteria.length),
  };
}
