import { channelGroups } from '../network/channelGroups.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from '../pruning/applyMasks.ts';
import { createPruner } from '../pruning/createPruner.ts';
import type { PruneRequest } from '../pruning/prune.ts';

/** A network as a snapshot holds it. */
export interface NetworkState {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
}

/** One layer pruned alone. */
export interface PrunedLayer {
  /** Share of the layer's units pruned, 0…1. */
  readonly sparsity: number;
  /** True where the layer had lost as much before. */
  readonly unchanged: boolean;
  /** Makes the weights that give the pruned network's logits in place of the network's own, in new arrays. */
  toWeights(): Weights;
}

/** The step whose levels sensitivity curves show: magnitude for weights, L1 for filters with their whole group. */
export function toSensitivityStep(granularity: 'weight' | 'filter'): PruneRequest {
  const criterion = granularity === 'weight' ? 'magnitude' : 'l1';
  return { criterion, granularity, scope: 'uniform', amount: { sparsity: 0 } };
}

/**
 * The weights through which a pruned layer can be seen from outside.
 *
 * A pruned filter goes with all that later layers read of it, which is then 0 whatever the filter puts out: its own
 * weights and its bias can be left as they are, and what the layer puts out need not be computed again.
 */
function listVisible(spec: NetworkSpec, layer: string, granularity: 'weight' | 'filter'): readonly string[] {
  if (granularity === 'weight') return [`${layer}.weight`];
  const group = channelGroups(spec).find(({ layers }) => layers.includes(layer))!;
  return group.slices.filter(({ role }) => role === 'reader').map(({ weight }) => weight);
}

/**
 * Prunes one layer of a network to one level after another, all from the masks it has: scored and sorted once, so that
 * the masks of rising levels lie within each other. `weights` are the network's own with pruned ones 0.
 */
export function createLayerPruner(
  { spec, weights, masks }: NetworkState,
  granularity: 'weight' | 'filter',
  layer: string,
): (level: number) => PrunedLayer {
  const pruner = createPruner(spec, weights, masks, { ...toSensitivityStep(granularity), layers: [layer] });
  const visible = Object.fromEntries(
    listVisible(spec, layer, granularity).map((name) => [name, weights[name]!]),
  );
  return (level) => {
    const { masks: pruned, report } = pruner.prune({ sparsity: level });
    const { prunedUnits, units, newlyPruned } = report.layers[0]!;
    return {
      sparsity: prunedUnits / units,
      unchanged: newlyPruned === 0,
      toWeights: () => applyMasks(visible, pruned),
    };
  };
}
