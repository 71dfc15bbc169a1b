import { channelGroups, NO_UNIT } from '../../network/channelGroups.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import type { Masks } from '../../network/weights.ts';
import { GRANULARITIES } from '../../pruning/granularities.ts';
import { readKeptUnits } from '../../pruning/units.ts';

/** Channels do not depend on a step's amount. */
const ANY_STEP = { amount: { sparsity: 0 } } as const;

/** For each layer that can lose channels which ones it still has (1), by its own channels: `[channels]`. */
export function readKeptChannels(spec: NetworkSpec, masks: Masks): ReadonlyMap<string, Uint8Array> {
  const kept = new Map<string, Uint8Array>();
  const layers = new Map(
    GRANULARITIES.filter.listLayers(spec, ANY_STEP).map((layer) => [layer.layer, layer]),
  );
  for (const group of channelGroups(spec)) {
    const units = readKeptUnits(layers.get(group.layer)!, masks);
    for (const { role, weight, units: unitOf } of group.slices) {
      if (role !== 'own') continue;
      const layer = weight.slice(0, -'.weight'.length);
      kept.set(
        layer,
        Uint8Array.from(unitOf, (unit) => (unit === NO_UNIT ? 1 : units[unit]!)),
      );
    }
  }
  return kept;
}
