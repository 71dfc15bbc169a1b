import type { NetworkState } from '../../network/networkState.ts';
import type { Masks, Weights } from '../../network/weights.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { createPruner } from '../../pruning/createPruner.ts';
import type {
  CriterionId,
  GranularityId,
  PruneAmount,
  PruneRequest,
  PruneStatistics,
} from '../../pruning/prune.ts';
import type { PrunableLayer } from '../../pruning/units.ts';
import type { SensitivityRequest } from './sensitivity.ts';

/** One layer pruned alone. */
export interface PrunedLayer {
  /** Share of the layer's units pruned, 0…1. */
  readonly sparsity: number;
  /** True where the layer had lost as much before. */
  readonly unchanged: boolean;
  /** Of the whole network. */
  readonly masks: Masks;
  /** Makes the weights that give the pruned network's logits in place of the network's own, in new arrays. */
  toWeights(): Weights;
}

/** M of the N:M patterns that sensitivity goes through. */
const PATTERN_LENGTH = 4;

/** The criterion that a granularity is ranked by where none is named: magnitude of weights, L1 of all else. */
export function defaultCriterionOf(granularity: GranularityId): CriterionId {
  return granularity === 'weight' || granularity === 'nm' ? 'magnitude' : 'l1';
}

/** The amount that prunes a share of a layer's units; of N:M the pattern that prunes the nearest share of every four. */
export function toAmount(granularity: GranularityId, level: number): PruneAmount {
  if (granularity !== 'nm') return { sparsity: level };
  const kept = Math.max(1, PATTERN_LENGTH - Math.round(level * PATTERN_LENGTH));
  return { pattern: `${kept}:${PATTERN_LENGTH}` };
}

/** The prune step that a sensitivity measurement does to one layer after the other. */
export function toPruneRequest({ criterion, granularity, layers, block }: SensitivityRequest): PruneRequest {
  return { criterion, granularity, scope: 'uniform', amount: toAmount(granularity, 0), layers, block };
}

/**
 * The weights through which a pruned layer can be seen from outside.
 *
 * A pruned channel goes with all that later layers read of it, which is then 0 whatever the channel puts out: its own
 * weights and its bias can be left as they are, and what the layer puts out need not be computed again.
 */
function listVisible({ parts }: PrunableLayer): readonly string[] {
  const of = (role: 'reader' | 'own') => parts().filter((part) => part.role === role);
  const readers = of('reader');
  return (readers.length > 0 ? readers : of('own')).map(({ weight }) => weight);
}

/**
 * Prunes one layer of a network to one level after another, all from the masks it has: scored and sorted once, so that
 * the masks of rising levels lie within each other. `weights` are the network's own with pruned ones 0.
 */
export function createLayerPruner(
  { spec, weights, masks }: NetworkState,
  request: PruneRequest,
  layer: PrunableLayer,
  statistics: PruneStatistics = {},
): (level: number) => PrunedLayer {
  const pruner = createPruner(spec, weights, masks, { ...request, layers: [layer.layer] }, statistics);
  const visible = Object.fromEntries(listVisible(layer).map((name) => [name, weights[name]!]));
  return (level) => {
    const { masks: pruned, report } = pruner.prune(toAmount(request.granularity, level));
    const { prunedUnits, units, newlyPruned } = report.layers[0]!;
    return {
      sparsity: prunedUnits / units,
      unchanged: newlyPruned === 0,
      masks: pruned,
      toWeights: () => applyMasks(visible, pruned),
    };
  };
}
