import type { ImageSplit } from '../data/dataset.ts';
import type { Engine, Model, RunOptions } from '../engine/engine.ts';
import { channelGroups, NO_UNIT } from '../network/channelGroups.ts';
import { findActivationAfter } from '../network/findActivationAfter.ts';
import { isWeightedNode, type NetworkSpec } from '../network/spec.ts';
import type { Masks } from '../network/weights.ts';
import { GRANULARITIES } from '../pruning/granularities.ts';
import { readKeptUnits } from '../pruning/units.ts';
import type { LayerApoz } from './apoz.ts';
import { computeApoz } from './computeApoz.ts';

/** Channels do not depend on a step's amount. */
const ANY_STEP = { amount: { sparsity: 0 } } as const;

/** For each layer that can lose channels which ones it still has, by its own channels. */
function readKeptChannels(spec: NetworkSpec, masks: Masks): ReadonlyMap<string, Uint8Array> {
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

/**
 * Measures the APoZ of every layer that an activation follows, in the order of the network, over the first `images`
 * images of a split in evaluation mode.
 */
export async function measureApoz(
  engine: Engine,
  model: Model,
  spec: NetworkSpec,
  masks: Masks,
  split: ImageSplit,
  images: number,
  run: RunOptions = {},
): Promise<readonly LayerApoz[]> {
  const layers = spec.nodes.filter(isWeightedNode).flatMap(({ name }) => {
    const activation = findActivationAfter(spec, name);
    return activation ? [{ layer: name, node: activation.name }] : [];
  });
  const nodes = layers.map(({ node }) => node);
  const count = Math.min(images, split.count);
  const zeroCounts = await engine.countZeros(model, split, count, nodes, run);
  const kept = readKeptChannels(spec, masks);
  return layers.map(({ layer }, index) => {
    const zeroCount = zeroCounts[index]!;
    const all = new Uint8Array(zeroCount.zeros.length).fill(1);
    return computeApoz(layer, count, zeroCount, kept.get(layer) ?? all);
  });
}
