import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { createPruner, type PruneOutcome } from './createPruner.ts';
import type { PruneRequest, PruneStatistics } from './prune.ts';

/**
 * What a prune step does: the masks after it, and a report. Changes nothing that is handed in; masks it does not touch
 * are the very arrays they were, and a pruned weight never comes back.
 *
 * Throws `step-impossible` before any work (see checkPrune), and `layer-emptied` where filters would take the last
 * weight of a layer that reads them.
 */
export function computePrune(
  spec: NetworkSpec,
  weights: Weights,
  masks: Masks,
  step: PruneRequest,
  statistics: PruneStatistics = {},
): PruneOutcome {
  return createPruner(spec, weights, masks, step, statistics).prune(step.amount);
}
