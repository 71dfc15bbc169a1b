import type { NetworkSpec } from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { listPrunedLayers } from './checkPrune.ts';
import { GRANULARITIES } from './granularities.ts';
import type { PruneRequest, PruneStatistics } from './prune.ts';
import { scoreLayer } from './scoreLayer.ts';
import { readKeptUnits } from './units.ts';

/**
 * The importance of every unit by a step's criterion: by layer, in the order of the network, `[units]`, higher is kept;
 * layers that the criterion cannot rank are left out.
 *
 * Throws `step-impossible` where the step does not fit the network, `unexpected` where a statistic is missing.
 */
export function scoreUnits(
  spec: NetworkSpec,
  weights: Weights,
  masks: Masks,
  step: PruneRequest,
  statistics: PruneStatistics = {},
): ReadonlyMap<string, Float64Array> {
  return new Map(
    listPrunedLayers(spec, step).map((layer) => [
      layer.layer,
      scoreLayer(spec, weights, masks, step.criterion, layer, statistics),
    ]),
  );
}

/**
 * Which units are kept, of every layer that a granularity can prune: by layer, in the order of the network, `[units]`,
 * 1 keep, 0 pruned.
 */
export function listKeptUnits(
  spec: NetworkSpec,
  masks: Masks,
  step: Pick<PruneRequest, 'granularity' | 'amount' | 'block'>,
): ReadonlyMap<string, Uint8Array> {
  return new Map(
    GRANULARITIES[step.granularity]
      .listLayers(spec, step)
      .map((layer) => [layer.layer, readKeptUnits(layer, masks)]),
  );
}
