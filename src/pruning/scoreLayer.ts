import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { listActivations } from './checkPrune.ts';
import { CRITERIA } from './criteria/criteria.ts';
import type { CriterionId, PruneStatistics } from './prune.ts';
import { type PrunableLayer, readParts } from './units.ts';

/** `[units]`: the importance of each unit of one layer by a criterion; higher is kept. Of pruned units it means nothing. */
export function scoreLayer(
  spec: NetworkSpec,
  weights: Weights,
  masks: Masks,
  criterion: CriterionId,
  layer: PrunableLayer,
  statistics: PruneStatistics,
): Float64Array {
  const read = (role: 'own' | 'scale' | 'shift') => readParts(layer.parts(), role, weights, masks);
  return CRITERIA[criterion].compute({
    layer: layer.layer,
    units: layer.units,
    own: read('own'),
    scales: read('scale'),
    shifts: read('shift'),
    activations: listActivations(spec, layer),
    statistics,
  });
}
